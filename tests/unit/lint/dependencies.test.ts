import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8')

const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version: string, resolved?: string, name?: string }> }

/** Versions of a package in the tree, one for each copy. */
function copiesOf(name: string): string[] {
  return Object.entries(packages).filter(([place, entry]) => place.endsWith(`node_modules/${name}`) || entry.name === name).map(([, { version }]) => version)
}

it('every declared version is exact', () => {
  const versions = Object.values({ ...dependencies, ...devDependencies })
  expect(versions.length).toBeGreaterThan(0)
  for (const version of versions)
    expect(version).toMatch(/^(?:npm:[\w-]+@)?\d+\.\d+\.\d+$/)
})

it.each(['monaco-editor', 'vue', 'vue-router', '@slidev/client', '@slidev/parser', '@slidev/types'])('there is one copy of %s, which Slidev and the deck share', (name) => {
  expect(copiesOf(name)).toEqual([{ ...dependencies, ...devDependencies }[name]])
})

it('all of Playwright has the version of @playwright/test', () => {
  const wanted = devDependencies['@playwright/test']
  expect(new Set(['@playwright/test', 'playwright', 'playwright-core'].flatMap(copiesOf))).toEqual(new Set([wanted]))
})

it('the lock file names no registry', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined && !resolved.startsWith('file:'))).toEqual([])
})
