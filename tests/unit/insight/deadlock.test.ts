import type { Deadlock } from '../../../engine/protocol/run'
import { describe, expect, it } from 'vitest'
import { deadlockText, isRing, TraceModel } from '../../../engine/insight'

const model = new TraceModel()
model.nameLane(2, 'Thread-1')
model.nameLane(3, 'Thread-2')
model.nameSubject(64, 'fork')
model.nameSubject(96, 'knife')

const ring: Deadlock = {
  kind: 'threads',
  time: 100,
  members: [
    { lane: 2, subject: 96, heldBy: 3, line: 11 },
    { lane: 3, subject: 64, heldBy: 2, line: 12 },
  ],
}

describe('a deadlock', () => {
  it('is a ring when each holds what the one before waits for', () => {
    expect(isRing(ring)).toBe(true)
    expect(isRing({ ...ring, members: [ring.members[0]!, { ...ring.members[1]!, heldBy: 9 }] })).toBe(false)
    expect(isRing({ ...ring, members: [{ lane: 2, subject: 64, heldBy: 2, line: 3 }] })).toBe(false)
    expect(isRing({ ...ring, members: [] })).toBe(false)
  })

  it('in words names all lanes, what they wait for, who holds it, and the lines', () => {
    expect(deadlockText(model, ring)).toBe('Deadlock: each thread waits for the next one. Thread-1 waits for knife, held by Thread-2, at line 11; Thread-2 waits for fork, held by Thread-1, at line 12.')
  })

  it('of one thread says that it holds the lock itself', () => {
    expect(deadlockText(model, { ...ring, members: [{ lane: 2, subject: 64, heldBy: 2, line: 3 }] }))
      .toBe('Deadlock: a thread waits for itself. Thread-1 waits for fork, which it holds itself, at line 3.')
  })

  it('of tasks says that nothing could wake them, and leaves out what is not known', () => {
    expect(deadlockText(model, { kind: 'tasks', time: 1, members: [{ lane: 2, subject: 7, heldBy: 0, line: 0 }] }))
      .toBe('Deadlock: every task waits, and nothing is left that could wake one. Thread-1 waits for something without a name.')
  })

  it('that is no ring says that nothing could wake its threads; a thread that waits for another one needs no name', () => {
    expect(deadlockText(model, { kind: 'threads', time: 1, members: [{ lane: 2, subject: 7, heldBy: 3, line: 12 }, { lane: 3, subject: 64, heldBy: 0, line: 6 }] }))
      .toBe('Deadlock: every thread waits, and nothing is left that could wake one. Thread-1 waits for Thread-2, at line 12; Thread-2 waits for fork, at line 6.')
    expect(deadlockText(model, { kind: 'threads', time: 1, members: [{ lane: 2, subject: 64, heldBy: 0, line: 5 }] }))
      .toBe('Deadlock: the program waits, and nothing is left that could wake it. Thread-1 waits for fork, at line 5.')
  })
})
