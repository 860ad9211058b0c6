/**
 * `npm run record [-- --only deck|python] [--demo NAME]… [--python PATH]… [--runs N]`
 *
 * Records the demos: every variant in a headless browser with the deck's engine, in each of its modes, and every Python
 * twin on the machine's `python3` (or others). Writes `snippets/<demo>/recordings/*.json`, which the deck shows on paper
 * and wherever live code can't run, and reports the changes since the last recording. Defaults: both, all demos, five
 * runs (two for runs longer than five seconds).
 */
import type { Mode } from '../live/content/manifest'
import type { Recording } from '../live/content/recording'
import { availableParallelism, loadavg } from 'node:os'
import process from 'node:process'
import { changesOf, sayVariant } from './record/changes'
import { deckProvenance, deckVariants, recordDeck } from './record/deck'
import { readDemos, readRecording, writeRecording } from './record/demos'
import { Progress } from './record/progress'
import { pythonProvenance, pythonRecordingName, recordPython } from './record/python'
import { readArguments, runScript } from './setup/arguments.mjs'
import { commands } from './setup/commands.mjs'
import { startSnippetRunner } from './snippet/browser'

const MODES: readonly Mode[] = ['gil', 'free']

const { values: options } = readArguments(commands.record, process.argv.slice(2))

async function main() {
  const runs = Number(options.runs)
  const demos = await readDemos(options.demo ?? [])
  const pythons = (options.only === 'deck' ? [] : options.python ?? ['python3']).map(python => ({ python, by: pythonProvenance(python) }))
  const modes = (options.only ?? 'deck') === 'deck' ? MODES : []
  if ((loadavg()[0] ?? 0) > availableParallelism() / 2)
    console.warn('This machine is busy: timings will be noisy. Better record when nothing else runs.')

  const inPython = demos.reduce((sum, { manifest }) => sum + Object.keys(manifest.variants).length, 0) * runs * pythons.length
  const inDeck = modes.flatMap(mode => demos.map(demo => deckVariants(demo, mode).length)).reduce((sum, count) => sum + count, 0) * (runs + 1)
  const progress = new Progress(inPython + inDeck)
  const changes: string[] = []

  function keep(name: string, recording: Recording) {
    const before = readRecording(recording.demo, name)
    writeRecording(name, recording)
    progress.say(`${recording.demo}, ${name}`)
    for (const [variant, recorded] of Object.entries(recording.variants))
      progress.say(sayVariant(variant, recorded, before?.variants[variant]))
    changes.push(...changesOf(recording, before).map(line => `${line} (${name})`))
  }

  if (modes.length > 0) {
    await using runner = await startSnippetRunner()
    for (const demo of demos) {
      for (const mode of modes) {
        if (deckVariants(demo, mode).length > 0)
          keep(`deck-${mode}`, await recordDeck(runner, deckProvenance(runner, mode), demo, mode, runs, progress))
      }
    }
  }
  for (const { python, by } of pythons) {
    for (const demo of demos)
      keep(pythonRecordingName(by), await recordPython(python, by, demo, runs, progress))
  }
  console.log(changes.length > 0 ? `\nChanged since the last recording:\n${changes.map(line => `  ${line}`).join('\n')}` : '\nNothing changed since the last recording but noise.')
}

void runScript(main)
