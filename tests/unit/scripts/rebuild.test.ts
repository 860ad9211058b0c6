import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { serveSite } from '../../../scripts/server/site'
import { exclusively } from '../../../scripts/setup/lock.mjs'
import { swapIn } from '../../../scripts/setup/swap.mjs'

async function temporaryFolder(): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'rebuild-'))
  onTestFinished(() => fs.rm(folder, { recursive: true }))
  return folder
}

/** Writes builds that differ in the length of their start page and the name of their script. */
async function builds() {
  const root = await temporaryFolder()
  const folders = { next: path.join(root, 'next'), current: path.join(root, 'current'), previous: path.join(root, 'previous') }
  const pageOf = (version: number) => `<script src="assets/deck-${version}.js"></script>${'x'.repeat(version % 7 * 100_000)}</html>`
  async function release(version: number) {
    await fs.mkdir(path.join(folders.next, 'assets'), { recursive: true })
    await fs.writeFile(path.join(folders.next, 'index.html'), pageOf(version))
    await fs.writeFile(path.join(folders.next, `assets/deck-${version}.js`), `version = ${version}`)
    swapIn(folders)
  }
  await release(0)
  const site = await serveSite({ folder: folders.current, previous: folders.previous })
  onTestFinished(() => site.close())
  return { site, release, pageOf }
}

it('a page is whole and finds its scripts, whenever a new build takes the place of the old one', async () => {
  const { site, release, pageOf } = await builds()
  const closing = new AbortController()
  const loads = [0, 0, 0, 0]
  async function visit(visitor: number) {
    while (!closing.signal.aborted) {
      const page = await (await fetch(site.url)).text()
      const version = Number(/deck-(\d+)/.exec(page)![1])
      expect(page === pageOf(version)).toBe(true)
      // One build may come between the page and its script, not more: the next one waits for the visitors.
      const script = await fetch(`${site.url}assets/deck-${version}.js`)
      expect([script.status, await script.text()]).toEqual([200, `version = ${version}`])
      loads[visitor]! += 1
    }
  }
  const visitors = loads.map((_, visitor) => visit(visitor))
  for (let version = 1; version <= 30; version++) {
    await release(version)
    // Each visitor ends the load that this build came into, and one more.
    const before = [...loads]
    while (loads.some((count, visitor) => count < before[visitor]! + 2))
      await new Promise(resolve => setImmediate(resolve))
  }
  closing.abort()
  await Promise.all(visitors)
})

it('an open page finds the scripts of its own build until the second one after it', async () => {
  const { site, release } = await builds()
  await release(1)
  expect((await fetch(`${site.url}assets/deck-0.js`)).status).toBe(200)
  await release(2)
  expect((await fetch(`${site.url}assets/deck-0.js`)).status).toBe(404)
})

it('two processes that build at once take turns', async () => {
  const lock = path.join(await temporaryFolder(), 'lock')
  const said: string[] = []
  const build = (name: string) => exclusively(lock, async () => {
    said.push(`${name} begins`)
    await new Promise(resolve => setTimeout(resolve, 30))
    said.push(`${name} ends`)
    return name
  }, () => said.push(`${name} waits`))
  expect(await Promise.all([build('a'), build('b')])).toEqual(['a', 'b'])
  expect(said).toEqual(['a begins', 'b waits', 'a ends', 'b begins', 'b ends'])
})

it('a build that was killed does not keep the next one waiting', async () => {
  const lock = path.join(await temporaryFolder(), 'lock')
  await fs.mkdir(lock)
  const longAgo = new Date(Date.now() - 60_000)
  await fs.utimes(lock, longAgo, longAgo)
  expect(await exclusively(lock, async () => 'built')).toBe('built')
})

it('a build that fails leaves the lock free', async () => {
  const lock = path.join(await temporaryFolder(), 'lock')
  await expect(exclusively(lock, async () => {
    throw new Error('failed')
  })).rejects.toThrow('failed')
  expect(await exclusively(lock, async () => 'built')).toBe('built')
})
