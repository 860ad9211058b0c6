/** Each question's answer is what the runs do: the same choice holds in every one of them, and no other. */
import type { Demo, Variant } from '../../../live/content/manifest'
import { beforeAll, expect, it } from 'vitest'
import { Session, warmEngine } from '../../../engine/host'
import { summarizing, TraceModel } from '../../../engine/insight'
import { registerServiceWorker } from '../../../engine/io/register'
import { listenFor } from '../../../engine/protocol/run-event'
import { predictions } from '../../../exercises/predictions'
import { filesOf } from '../../../live/content/manifest'

const manifests = import.meta.glob<Demo>('../../../snippets/*/manifest.ts', { eager: true, import: 'default' })
const sources = import.meta.glob<string>(['../../../snippets/*/*.ts', '!../../../snippets/*/manifest.ts'], { eager: true, import: 'default', query: '?raw' })

const RUNS = import.meta.env.FULL === '1' ? 5 : 1

/** The choice that surprises: what the talk says to each demo. */
const EXPECTED: Readonly<Record<string, string>> = {
  'downloads/threads': 'A fraction of that: all at the same time',
  'lost-update/threads': 'None',
  'lost-update/call': 'Some',
  'deadlock/threads': 'Nobody ever eats',
  'gil-cpu/threads': 'One',
  'hello-asyncio/sequential': 'A second',
  'hello-asyncio/forgotten': 'No, she never is',
  'task-group/gather': 'Both',
  'async-race/asyncio': 'Ninety, in every run',
  'blocked-loop/blocking': 'It misses a whole second',
}

beforeAll(async () => {
  expect(await registerServiceWorker('/')).toEqual({ controlled: true })
  await warmEngine()
  // The pool grows with the first run that needs it.
  await new Session('warm.ts').run(sources['../../../snippets/downloads/threads.ts']!, { threads: 20 })
})

it.each(predictions)('$demo, $variant: $question', { timeout: 60_000 }, async ({ demo, variant: name, mode, choices }) => {
  const manifest = manifests[`../../../snippets/${demo}/manifest.ts`]!
  const variant: Variant = manifest.variants[name]!
  expect(variant.modes ?? manifest.modes).toContain(mode)
  for (let run = 0; run < RUNS; run++) {
    const session = new Session(`${demo}/${name}.ts`)
    const model = new TraceModel()
    const lines: string[] = []
    let deadlocked = false
    session.subscribe(listenFor({
      output: event => void lines.push(...event.lines.map(({ text }) => text)),
      trace: ({ batch }) => void model.feed(batch, 0, Infinity),
      deadlock() {
        deadlocked = true
        session.stop()
      },
    }))
    const { wall } = await session.run(sources[`../../../snippets/${demo}/${filesOf(name).typescript}`]!, { mode, threads: variant.threads ?? manifest.threads })
    model.finish(wall)
    const { peakRunning } = [...drain(summarizing(model))].at(-1)!
    const happened = choices.filter(choice => choice.holds({ output: lines.join('\n'), wall: wall / 1000, deadlocked, peakRunning }))
    expect(happened.map(({ says }) => says)).toEqual([EXPECTED[`${demo}/${name}`]])
  }
})

/** What a generator returns, as the last thing that it gives. */
function* drain<Result>(generator: Generator<void, Result>) {
  yield yield* generator as Generator<never, Result>
}
