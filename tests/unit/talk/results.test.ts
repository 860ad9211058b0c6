import { describe, expect, it } from 'vitest'
/** What demos show large when a run is over, read off their recorded runs. */
import { allDemos, demoOf } from '../../../live/demos/demos'
import { recordedResult } from '../../../live/live-code/useResult'
import { deckRecording } from '../../../live/recordings/transcript'

/** What fits into the pane of the output on one line, and under it on two. */
const MAX_VALUE_LETTERS = 15
const MAX_SAYS_LETTERS = 60

const demos = allDemos().filter(demo => demoOf(demo)!.result)

async function resultsOf(demo: string) {
  const results = []
  for (const mode of demoOf(demo)!.modes) {
    const recording = await deckRecording(demo, mode)
    for (const [variant, { told }] of Object.entries(recording?.variants ?? {})) {
      const result = told && recordedResult(demo, variant, { recording: recording! })
      if (result)
        results.push({ variant, mode, ...result })
    }
  }
  return results
}

describe('a result fits its place, and is there for some run of its demo', () => {
  it.each(demos)('%s', async (demo) => {
    const results = await resultsOf(demo)
    expect(results).not.toEqual([])
    for (const { value, says } of results) {
      expect(value.length, value).toBeLessThanOrEqual(MAX_VALUE_LETTERS)
      expect(says.length, says).toBeLessThanOrEqual(MAX_SAYS_LETTERS)
    }
  })
})

it('a lost update is red, and none lost is green', async () => {
  const results = await resultsOf('lost-update')
  expect(results).toContainEqual(expect.objectContaining({ variant: 'threads', mode: 'free', value: expect.stringMatching(/^[\d,]+ lost$/), says: expect.stringMatching(/^\d+ % of 10,000,000 updates$/), tone: 'bad' }))
  expect(results).toContainEqual(expect.objectContaining({ variant: 'locked', value: '0 lost', tone: 'good' }))
})

it('a time has the accent of its variant, and is compared with the variant that it should beat', async () => {
  expect(await resultsOf('downloads')).toContainEqual(expect.objectContaining({ variant: 'asyncio', says: expect.stringMatching(/^20 downloads: [\d.]+\s×\sfaster than one by one$/), tone: 'asyncio' }))
})
