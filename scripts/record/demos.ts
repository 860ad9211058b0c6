import type { Demo } from '../../live/content/manifest'
import type { RecordedRun, Recording } from '../../live/content/recording'
import fs from 'node:fs'
import { machine, platform } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkName } from '../setup/arguments.mjs'

/** Folder of all demos. */
export const SNIPPETS = fileURLToPath(new URL('../../snippets', import.meta.url))

/** A run longer than this, in seconds, is only repeated twice. */
const SLOW = 5

/** A demo of the talk. */
export interface NamedDemo {
  /** Name of its folder. */
  demo: string
  manifest: Demo
}

/**
 * The demos of the talk.
 *
 * @param only names of the wanted demos. @default all
 * @throws {UsageError} for an unknown name
 */
export async function readDemos(only: readonly string[]): Promise<NamedDemo[]> {
  const all = fs.readdirSync(SNIPPETS).filter(name => fs.existsSync(path.join(SNIPPETS, name, 'manifest.ts')))
  only.forEach(name => checkName('demo', name, all))
  return Promise.all(all.filter(name => only.length === 0 || only.includes(name)).map(async (demo) => {
    const { default: manifest } = await import(path.join(SNIPPETS, demo, 'manifest.ts')) as { default: Demo }
    return { demo, manifest }
  }))
}

/** Operating system and architecture, as recordings name them. */
export function platformName(): string {
  return `${platform() === 'linux' ? 'Linux' : platform()} ${machine()}`
}

/** The date, as recordings name it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}

/** How many times to repeat a variant after its first run: twice for one that is slow or hangs. */
export function repetitions(wanted: number, first: RecordedRun | undefined): number {
  return first && (first.wall > SLOW || first.outcome === 'deadlock') ? Math.min(2, wanted) : wanted
}

/** The recording with that name, if there is one. */
export function readRecording(demo: string, name: string): Recording | undefined {
  const file = fileOf(demo, name)
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) as Recording : undefined
}

/** Writes a recording to `snippets/<demo>/recordings/<name>.json`. */
export function writeRecording(name: string, recording: Recording) {
  const file = fileOf(recording.demo, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`)
}

function fileOf(demo: string, name: string): string {
  return path.join(SNIPPETS, demo, 'recordings', `${name}.json`)
}
