/** A thousand guests on one machine. Prints what a speaker wants to know beforehand; only what is lost or counted wrong fails. */
import type { ChildProcess } from 'node:child_process'
import type { Orders, Report } from './crowd'
import { Buffer } from 'node:buffer'
import { execFileSync, fork, spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { expect, test } from '@playwright/test'
import { predictions } from '../../../exercises/predictions'
import { findMosquitto } from '../../../scripts/mosquitto.mjs'
import { LiveBlock, slideWith } from '../live/live-block'
import { startMosquitto } from './mosquitto'
import { placeOf } from './room-talk'

const GUESTS = 1000
const DEMO = 'hello-threads'
/** Slides after the demo's. */
const SLIDES = 12
/** A frame that a person sees as a hitch, in milliseconds. */
const LONG = 50
const root = path.join(import.meta.dirname, '../../..')

/** A frame of the presenter's window that took long. */
interface LongFrame {
  duration: number
  /** How long the room's own code took in it, in milliseconds. */
  room: number
}

for (const broker of ['the relay of npm run present', 'mosquitto'] as const) {
  test(`a thousand guests get every edit and slide, and all their votes are counted, over ${broker}`, async ({ page }) => {
    test.setTimeout(900_000)
    test.skip(broker === 'mosquitto' && !('file' in findMosquitto()), 'there is no mosquitto on this machine')
    const mosquitto = broker === 'mosquitto' ? await startMosquitto('127.0.0.1') : undefined
    const relay = mosquitto ? ['--relay', mosquitto.url] : []
    const server = spawn(process.execPath, ['--import', 'tsx', 'scripts/present.ts', '--no-open', ...relay], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    let crowd: ChildProcess | undefined
    try {
      const { url, guestsUrl } = await addressesIn(server)
      await page.addInitScript(watchFrames)
      await page.goto(url.replace('/presenter/1', `/presenter/${await slideWith(DEMO)}`))
      const sign = page.locator('.room-sign > button')
      await expect(sign).toHaveText('0 follow')
      await page.keyboard.press('j')
      await sign.click()
      const join = new URL((await page.locator('.room-list > p').first().textContent())!.trim())
      await sign.click()
      await page.keyboard.press('j')

      const orders: Orders = { url: mosquitto?.url ?? `ws://127.0.0.1:${new URL(guestsUrl).port}/relay`, room: join.searchParams.get('room')!, guests: GUESTS }
      const before = memoryOf(mosquitto?.pid() ?? server.pid!)
      crowd = fork(path.join(import.meta.dirname, 'crowd.ts'), [JSON.stringify(orders)], { execArgv: ['--import', 'tsx'] })
      await answer(crowd)
      await expect(sign).toContainText(`${GUESTS} follow`)
      await page.evaluate(() => (window as unknown as { longFrames: LongFrame[] }).longFrames.length = 0)

      // The talk: an edit as fast as people type, a run, a vote, slides.
      const block = new LiveBlock(page, DEMO)
      await block.edit(1)
      await page.keyboard.press('Home')
      await page.keyboard.type('// The audience reads along\n', { delay: 120 })
      await block.leave()
      await page.keyboard.press('Control+Enter')
      await block.ended('finished')
      for (let i = 0; i < SLIDES; i++) {
        const place = placeOf(page)
        await page.keyboard.press('ArrowRight')
        await expect.poll(() => placeOf(page)).not.toBe(place)
      }
      await page.evaluate(no => location.hash = `/presenter/${no}`, await slideWith('lost-update'))
      await page.keyboard.press('a')
      await expect(sign).toContainText('0 voted')
      crowd.send({ type: 'vote', poll: predictions.find(({ demo }) => demo === 'lost-update')!.question })
      await expect(sign).toContainText(`${GUESTS} voted`)
      await page.keyboard.press('a')
      await sign.click()
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the results' }).click()])
      const results = JSON.parse(Buffer.concat(await (await download.createReadStream()).toArray() as Buffer[]).toString()) as Record<string, number[]>
      expect(Object.values(results)).toEqual([[GUESTS / 2, GUESTS / 2]])

      await expect.poll(async () => (await reportOf(crowd!)).missing, 'every guest gets all news').toBe(0)
      const { delays, edits, bytes } = await reportOf(crowd)
      expect(edits).toBeGreaterThan(10)
      const frames = await page.evaluate(() => (window as unknown as { longFrames: LongFrame[] }).longFrames)
      const ofRoom = frames.filter(({ duration, room }) => duration - room < LONG)
      console.log(`${broker}, ${GUESTS} guests: from an edit to a guest p50 ${delays.p50} ms, p95 ${delays.p95} ms, at most ${delays.most} ms (${edits} edits); `
        + `${kilobytes(bytes.all)} kB a guest, ${kilobytes(bytes.state)} kB of them the state it joined with; `
        + `the relay's memory ${Math.round(before)} MB before, ${Math.round(memoryOf(mosquitto?.pid() ?? server.pid!))} MB after; `
        + `the presenter's frames over ${LONG} ms: ${frames.length}, because of the room ${ofRoom.length}, the room's longest share ${Math.max(0, ...frames.map(({ room }) => room)).toFixed(0)} ms`)
    }
    finally {
      crowd?.kill()
      server.kill()
      await mosquitto?.close()
    }
  })
}

/** In the page, from its beginning: notes frames that take long, and how much of them the room's scripts take. */
function watchFrames() {
  const frames: LongFrame[] = []
  Object.assign(window, { longFrames: frames })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { scripts: { duration: number, sourceURL: string }[] })[]) {
      const room = entry.scripts.filter(({ sourceURL }) => /\/(?:presenter-room|room-|mqtt)[^/]*$/.test(sourceURL)).reduce((sum, { duration }) => sum + duration, 0)
      if (entry.duration > 50)
        frames.push({ duration: entry.duration, room })
    }
  }).observe({ type: 'long-animation-frame' })
}

/** The presenter's address and the guests', as `npm run present` prints them. */
function addressesIn(server: ChildProcess): Promise<{ url: string, guestsUrl: string }> {
  let printed = ''
  return new Promise((resolve, reject) => {
    server.stdout!.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const [url] = /http:\/\/localhost:\d+\/\?present\S*/.exec(printed) ?? []
      const [, guestsUrl] = /guests' pages:\s+(\S+)\s/.exec(printed) ?? []
      if (url !== undefined && guestsUrl !== undefined)
        resolve({ url, guestsUrl })
    })
    server.once('exit', code => reject(new Error(`npm run present ended with ${code}: ${printed}`)))
  })
}

/** Memory of a process, in MB. */
function memoryOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}

function answer(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', code => reject(new Error(`the crowd ended with ${code}`)))
  })
}

async function reportOf(crowd: ChildProcess): Promise<Report> {
  const reported = answer(crowd)
  crowd.send({ type: 'report' })
  return await reported as Report
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}
