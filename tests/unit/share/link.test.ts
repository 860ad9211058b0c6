import type { SharedCode } from '../../../live/demos/link'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { scheduleText } from '../../../engine/protocol/schedule-text'
import { decodeLink, encodeLink, MOST_BYTES, MOST_LETTERS } from '../../../live/demos/link'

const code: SharedCode = { file: 'lost-update/threads.ts', text: 'print(\'größer → 𝕏\')\n'.repeat(30), mode: 'free' }

/** A query around whatever bytes. */
function queryOf(bytes: Uint8Array, version = 1): string {
  return `${version}.${Buffer.from(bytes).toString('base64url')}`
}

describe('a link', () => {
  it('gives back the code, the variant and the mode that were put into it', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2000 }), fc.constantFrom('gil' as const, 'free' as const), async (text, mode) => {
      const query = (await encodeLink({ file: 'deadlock/ordered.ts', text, mode }))!
      expect(await decodeLink(query)).toEqual({ code: { file: 'deadlock/ordered.ts', text, mode } })
    }), { numRuns: 200 })
  })

  it('carries a schedule too, which is still short, and the same when it is read', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(9), { maxLength: 500 }), async (schedule) => {
      const shared = { ...code, schedule: scheduleText(schedule) }
      const query = (await encodeLink(shared))!
      expect(query).toMatch(/^2\./)
      expect(await decodeLink(query)).toEqual({ code: shared })
    }), { numRuns: 50 })
  })

  it('with a schedule that is none says that it is broken', async () => {
    for (const schedule of ['one', '0x99999', 3, null, '1 '.repeat(60_000)])
      expect(await decodeLink(queryOf(zlibSync(new TextEncoder().encode(JSON.stringify(['a/b.ts', 'gil', '', schedule]))), 2))).toMatchObject({ problem: expect.stringContaining('broken') })
    for (const value of [['a/b.ts', 'gil', ''], ['a/b.ts', 'gil', '', '0', '0']])
      expect(await decodeLink(queryOf(zlibSync(new TextEncoder().encode(JSON.stringify(value))), 2))).toMatchObject({ problem: expect.stringContaining('broken') })
  })

  it('needs no escaping in an address, and is shorter than its code', async () => {
    const query = (await encodeLink(code))!
    expect(encodeURIComponent(query)).toBe(query)
    expect(query.length).toBeLessThan(code.text.length / 4)
  })

  it('that lost or changed any letter says that it is broken, and never gives other code', async () => {
    const query = (await encodeLink(code))!
    for (let at = 0; at < query.length; at++) {
      const other = query[at] === 'A' ? 'B' : 'A'
      for (const damaged of [query.slice(0, at), query.slice(0, at) + query.slice(at + 1), query.slice(0, at) + other + query.slice(at + 1)]) {
        const read = await decodeLink(damaged)
        if ('code' in read)
          expect(read.code).toEqual(code)
        else
          expect(read.problem).toMatch(/^This link /)
      }
    }
  })

  it('of whatever letters says what is wrong with it, and never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string(), fc.string().map(text => `1.${text}`), fc.uint8Array({ maxLength: 300 }).map(bytes => queryOf(bytes))), async (query) => {
      expect(await decodeLink(query)).toMatchObject({ problem: expect.stringMatching(/^This link /) })
    }), { numRuns: 500 })
  })

  it('that is too long is not even unpacked', async () => {
    expect(await decodeLink(`1.${'A'.repeat(MOST_LETTERS)}`)).toMatchObject({ problem: expect.stringContaining('too long') })
  })

  it('that hides megabytes in a few letters is given up half-way', async () => {
    const bomb = queryOf(zlibSync(new Uint8Array(8_000_000), { level: 9 }))
    expect(bomb.length).toBeLessThan(MOST_LETTERS)
    expect(await decodeLink(bomb)).toMatchObject({ problem: expect.stringContaining('too long') })
  })

  it('with something else than code in it says that it is broken', async () => {
    for (const value of [null, 3, {}, [], ['a', 'b', 'c'], ['a', 'gil'], ['a', 'gil', 3], ['a', 'gil', 'b', 'c']])
      expect(await decodeLink(queryOf(zlibSync(new TextEncoder().encode(JSON.stringify(value)))))).toMatchObject({ problem: expect.stringContaining('broken') })
  })

  it('of a later version asks for a reload', async () => {
    expect(await decodeLink('3.abc')).toMatchObject({ problem: expect.stringContaining('newer version') })
  })

  it('is not made for code that is too long for one', async () => {
    let seed = 1
    const noise = Array.from({ length: 30_000 }, () => String.fromCharCode(33 + (seed = seed * 48271 % 2147483647) % 94)).join('')
    expect(await encodeLink({ ...code, text: noise })).toBeUndefined()
    expect(await encodeLink({ ...code, text: 'x'.repeat(MOST_BYTES + 1) })).toBeUndefined()
  })
})
