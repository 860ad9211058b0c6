/** Which choice of a poll is marked as right: the one that the run on stage has shown, and none before it. */
import type { RunEvent } from '../../../engine/protocol/run-event'
import type { Stamp } from '../../../live/state/stamp'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { questionsBefore } from '../../../live/predict/questions'
import { variantOf } from '../../../live/predict/result'
import { rightChoice } from '../../../live/room/polls'
import { runOf } from '../../../live/runs/runs'

// A run's totals come with a frame of the page.
vi.stubGlobal('requestAnimationFrame', (frame: () => void) => setTimeout(frame))
vi.stubGlobal('cancelAnimationFrame', clearTimeout)
vi.stubGlobal('document', { hidden: false })
afterAll(() => vi.unstubAllGlobals())

const [prediction] = questionsBefore(demo => demo === 'lost-update')
const { file, source } = variantOf(prediction!)
const run = runOf(file)
const ASKED: Stamp = [100, 'presenter']
const poll = { id: prediction!.question, page: 3, question: prediction!.question, choices: prediction!.choices.map(({ says }) => says), since: ASKED, votes: 0 }

async function ran(lost: number, { at = 200, text = source, mode = 'gil' as const, outcome = 'finished' as const, isFree = false } = {}) {
  run.follow({ id: `run-${at}`, stamp: [at, 'presenter'], file, source: text, options: { mode: isFree ? 'free' : mode } })
  const line = { stream: 'stdout' as const, text: `lost ${lost}\n`, thread: 'MainThread', lane: 0, time: 1 }
  const events: RunEvent[] = [
    { type: 'state', state: 'running' },
    { type: 'output', lines: [line] },
    { type: 'end', summary: { outcome, mode, wall: 1, peakThreads: 3, gilSwitches: 0, gilRequests: 0, droppedRecords: 0, cores: 2 } },
  ]
  events.forEach(event => run.take(event))
  await vi.waitFor(() => expect(run.totals.value).toBeDefined())
}

beforeEach(() => run.clear())

it('no choice is marked before the run', () => {
  expect(rightChoice(poll)).toBeUndefined()
})

it.each([[0, 'None'], [12, 'Some, different in each run']])('a run that has lost %i updates shows that “%s” is right', async (lost, says) => {
  await ran(lost)
  expect(poll.choices[rightChoice(poll)!]).toBe(says)
})

it.each([
  ['of a rehearsal, before the question was asked', { at: 50 }],
  ['of code that was edited', { text: `${source}\n// edited` }],
  ['in another mode than the question’s', { isFree: true }],
  ['that was stopped', { outcome: 'stopped' as never }],
])('a run %s shows nothing', async (_, how) => {
  await ran(0, how)
  expect(rightChoice(poll)).toBeUndefined()
})

it('a question that no run answers gets no mark', async () => {
  await ran(0)
  expect(rightChoice({ ...poll, id: 'Threads or asyncio?' })).toBeUndefined()
})
