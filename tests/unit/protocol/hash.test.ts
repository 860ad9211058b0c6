import { expect, it } from 'vitest'
import { fnv1a } from '../../../engine/protocol/hash'

// The vectors that the authors of FNV publish with their reference code.
it.each([['', 0x811C9DC5], ['a', 0xE40C292C], ['foobar', 0xBF9CF968]])('fnv1a of %j is the published hash', (text, hash) => {
  expect(fnv1a(new TextEncoder().encode(text))).toBe(hash)
})
