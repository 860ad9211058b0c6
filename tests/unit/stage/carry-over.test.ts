import { afterEach, expect, it, vi } from 'vitest'
import { carryOver } from '../../../live/demos/carry-over'
import { variantsOf } from '../../../live/demos/demos'
import { useText } from '../../../live/demos/edits'
import { stage } from '../../../live/state/stage'

afterEach(() => {
  vi.unstubAllGlobals()
  stage.clear()
})

/** A short name of a text, as the first edition has made it. */
function base(text: string): string {
  let hash = 0x811C9DC5
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return `${text.length}-${(hash >>> 0).toString(36)}`
}

const [variant] = variantsOf('lost-update')
const { file, source } = variant!
const shown = () => useText(() => file, () => source).text.value

it('edits that the first edition has saved are there again, those of other decks of the host stay where they are', async () => {
  const kept: Record<string, string> = {
    'live-code:edits': JSON.stringify({
      [file]: { base: base(source), text: 'mine' },
      'another-talk/threads.ts': { base: '1', text: 'theirs' },
    }),
  }
  vi.stubGlobal('localStorage', kept)
  expect(shown()).toBe(source)
  await carryOver(stage)
  expect(shown()).toBe('mine')
  expect(JSON.parse(kept['live-code:edits']!)).toEqual({ 'another-talk/threads.ts': { base: '1', text: 'theirs' } })
})

it('a newer edit replaces one of the first edition', async () => {
  useText(() => file, () => source).text.value = 'newer'
  vi.stubGlobal('localStorage', { 'live-code:edits': JSON.stringify({ [file]: { base: base(source), text: 'mine' } }) })
  await carryOver(stage)
  expect(shown()).toBe('newer')
})

it.each(['', '{', 'null', '[1]', '{"x":null}'])('what is no record of edits, as %j, changes nothing', async (text) => {
  vi.stubGlobal('localStorage', { 'live-code:edits': text })
  await carryOver(stage)
  expect(shown()).toBe(source)
})
