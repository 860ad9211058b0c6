import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chromeTrace, timelineSvg, TraceModel } from '../../../engine/insight'
import { State } from '../../../engine/protocol/trace'
import { encode, end, start, state } from './records'

const look = new Proxy({}, { get: () => '#000' })
const palette = { threads: '#000', asyncio: '#000', line: '#000', muted: '#000', states: look } as unknown as Parameters<typeof timelineSvg>[1]['palette']

function runOf(name: string) {
  const model = new TraceModel()
  model.nameLane(1, name)
  model.nameSubject(64, name)
  model.feed(encode([start(0, 1), state(1, 1, State.LockWait, { subject: 64, line: 4 }), end(20, 1)]))
  model.finish(20)
  return model
}

/** Whether every letter and every tag of a drawing is one that XML has. */
function isWellFormed(svg: string): boolean {
  const open: string[] = []
  for (const [, closing, tag, , empty] of svg.matchAll(/<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/gi)) {
    if (closing && open.pop() !== tag)
      return false
    if (!closing && !empty)
      open.push(tag!)
  }
  const text = svg.replace(/<\/?[a-z]+(?: [\w:-]+="[^"<]*")*\/?>/gi, '')
  return open.length === 0 && !/[<>]|&(?!(?:lt|gt|amp|quot);)/.test(text) && !/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(svg)
}

const names = [
  '</title><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  ']]>&amp;&#x0;<!--',
  '\0\u0001\u001B[31m\uFFFE',
  '\uD800 half a letter',
  '__proto__',
  '\u202E right to left',
]

it.each(names)('a thread and a lock named %j are text in an exported drawing, and the drawing opens', (name) => {
  const svg = timelineSvg(runOf(name), { palette, title: name })
  expect(isWellFormed(svg)).toBe(true)
  expect(svg).not.toMatch(/<(?:script|img)/)
})

it.each(names)('a thread and a lock named %j are the same in an exported trace', (name) => {
  const text = [...chromeTrace(runOf(name), { program: name, metadata: { mode: 'gil' } })].join('')
  const { traceEvents } = JSON.parse(new TextDecoder().decode(new TextEncoder().encode(text))) as { traceEvents: { name: string, args: { name?: string, for?: string } }[] }
  expect(traceEvents.find(event => event.name === 'thread_name')!.args.name).toBe(name)
  expect(traceEvents.find(event => event.args.for !== undefined)!.args.for).toBe(name)
})

it('whatever a thread is named, its drawing opens', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
    expect(isWellFormed(timelineSvg(runOf(name), { palette, title: name }))).toBe(true)
  }))
})
