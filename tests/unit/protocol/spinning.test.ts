import type { Operation } from '../../../engine/protocol/schedule'
import { expect, it } from 'vitest'
import { Spinning } from '../../../engine/protocol/spinning'

function read(object: string, line: number): Operation {
  return { kind: 'read', object, line }
}

function write(object: string): Operation {
  return { kind: 'write', object, line: 9 }
}

it('a thread that has read the same values in three rounds waits for one of them, until another thread writes it', () => {
  const spinning = new Spinning()
  for (let round = 0; round < 3; round++) {
    expect(spinning.waitsFor(1, read('flag', 3))).toBeUndefined()
    spinning.ran(1, read('flag', 3))
    spinning.ran(1, { kind: 'checkpoint', line: 3 })
    spinning.ran(1, read('turn', 3))
    spinning.ran(2, write('other'))
  }
  expect(spinning.waitsFor(1, read('flag', 3))).toEqual(['flag', 'turn'])
  spinning.ran(2, write('turn'))
  expect(spinning.waitsFor(1, read('flag', 3))).toBeUndefined()
  expect(spinning.hasWaitedFor(1)).toEqual(['flag', 'turn'])
  spinning.ran(1, read('flag', 3))
  expect(spinning.hasWaitedFor(1)).toBeUndefined()
})

it('one round is enough where the thread is known to be in the same state', () => {
  const spinning = new Spinning()
  spinning.ran(1, read('flag', 3), 'i = 1')
  expect(spinning.waitsFor(1, read('flag', 3), 'i = 1')).toEqual(['flag'])
  expect(spinning.waitsFor(1, read('flag', 3), 'i = 2')).toBeUndefined()
})

it('a loop that writes or prints between its reads, or reads nothing shared, doesn\'t spin', () => {
  const spinning = new Spinning()
  for (let round = 0; round < 9; round++) {
    spinning.ran(1, read('flag', 3))
    spinning.ran(1, { kind: 'print', line: 4 })
    spinning.ran(2, read('flag', 3))
    spinning.ran(2, { kind: 'acquire', object: 'lock', line: 3 })
    spinning.ran(3, { kind: 'checkpoint', line: 3 })
  }
  expect(spinning.waitsFor(1, read('flag', 3))).toBeUndefined()
  expect(spinning.waitsFor(2, read('flag', 3))).toBeUndefined()
  expect(spinning.waitsFor(3, { kind: 'checkpoint', line: 3 })).toBeUndefined()
})
