import type { Operation, ScheduledRun } from '../../../engine/protocol/schedule'
import type { Body, Machine, Program } from './model'
import { describe, expect, it } from 'vitest'
import { dataRaces, raceSentence } from '../../../engine/explore/data-races'
import { lockCycles, lockCycleSentence } from '../../../engine/explore/lock-order'
import { taskRaces, taskRaceSentence } from '../../../engine/explore/task-races'
import { explore } from './explore'
import { execute } from './model'
import { counter, peterson, philosophers } from './programs'

/** Two threads with these bodies, started and joined by a main thread. */
function two(first: (m: Machine) => Body, second = first, last?: (m: Machine) => Body): Program {
  return { main: true, threads: [{ name: 'Thread-1', body: first }, { name: 'Thread-2', body: second }], last }
}

/** The run of a program without any preemption: no race shows by what it does. */
function run(program: Program): ScheduledRun {
  return execute(program, { schedule: [], policy: { kind: 'continue' }, granularity: 'free-threaded', maxSteps: 1000 })
}

function racesOf(program: Program): string[] {
  return dataRaces(run(program)).map(raceSentence)
}

describe('a data race', () => {
  it('is found in a run that went well, with both threads, lines and the name', () => {
    expect(racesOf(counter(1))).toEqual([
      'Thread-1 writes counter on line 10, Thread-2 reads counter on line 10: nothing orders the two',
      'Thread-1 writes counter on line 10, Thread-2 writes counter on line 10: nothing orders the two',
    ])
  })

  it('is found in the flags of Peterson', () => {
    expect(racesOf(peterson(false)).join()).toContain('flag0')
  })

  it('is found between an atomic update and a plain read or write', () => {
    expect(racesOf(two(function* (m) {
      yield* m.update('x', 1, 1)
    }, m => m.write('x', 5, 2)))).toHaveLength(1)
    expect(racesOf(two(function* (m) {
      yield* m.read('x', 1)
    }, function* (m) {
      yield* m.update('x', 5, 2)
    }))).toHaveLength(1)
  })

  it('is found between threads that hold different locks, or slots of one semaphore', () => {
    expect(racesOf(two(locked('lock#1'), locked('lock#2')))).not.toEqual([])
    const inSlot = execute(two(slot, slot), { schedule: [0, 0, 0, 1, 1, 2, 2], policy: { kind: 'continue' }, granularity: 'free-threaded', maxSteps: 1000 })
    expect(dataRaces(inSlot)).not.toEqual([])
  })

  it('is found between what comes before a wait for an event and what comes after another thread\'s wait', () => {
    const program: Program = two(function* (m) {
      yield* m.write('x', 1, 1)
      yield* m.waitUntilSet('event#1', 2)
    }, function* (m) {
      yield* m.set('event#1', 3)
      yield* m.waitUntilSet('event#1', 4)
      yield* m.read('x', 5)
    })
    expect(racesOf(program)).toHaveLength(1)
  })
})

describe('of containers, a data race', () => {
  it.each<[string, Program]>([
    ['is an item that is read and then written', two(m => m.add('dict#1[\'k\']', 1, 3))],
    ['is a loop during a write', two(function* (m) {
      yield* m.update('list#1', 1, 3)
    }, function* (m) {
      yield* m.read('list#1', 6)
      yield* m.read('list#1', 6)
    })],
    ['is a check and then an act', two(function* (m) {
      if ((yield* m.read('list#1', 3)) === 0)
        yield* m.update('list#1', -1, 4)
    })],
  ])('%s', (_, program) => {
    expect(racesOf(program)).not.toEqual([])
  })

  it.each<[string, Program]>([
    ['is not a single write with another', two(m => m.write('dict#1[\'k\']', 1, 3))],
    ['is not a single write with a look-up', two(m => m.write('dict#1[\'k\']', 1, 3), function* (m) {
      yield* m.read('dict#1[\'k\']', 6)
    })],
    ['is not an append with another', two(function* (m) {
      yield* m.update('list#1', 1, 3)
    })],
  ])('%s', (_, program) => {
    expect(racesOf(program)).toEqual([])
  })
})

describe('no data race', () => {
  it.each<[string, Program]>([
    ['under a lock', counter(2, 'lock#1')],
    ['of atomic updates', two(function* (m) {
      yield* m.update('x', 1)
    })],
    ['of reads', two(function* (m) {
      yield* m.read('x')
    })],
    ['before a start and after a join', two(function* () {}, m => m.add('x', 1), m => m.add('x', 1))],
    ['with what is passed by a queue', two(function* (m) {
      yield* m.write('x', 1)
      yield* m.put('queue#1', 'x')
    }, function* (m) {
      yield* m.get('queue#1')
      yield* m.add('x', 1)
    })],
    ['with what comes before an event is set', two(function* (m) {
      yield* m.write('x', 1)
      yield* m.set('event#1')
    }, function* (m) {
      yield* m.waitUntilSet('event#1')
      yield* m.add('x', 1)
    })],
    ['with what comes before a notification', two(function* (m) {
      yield* m.acquire('lock#1')
      yield* m.wait('condition#1', 'lock#1')
      yield* m.add('x', 1)
      yield* m.release('lock#1')
    }, function* (m) {
      yield* m.acquire('lock#1')
      yield* m.add('x', 1)
      yield* m.notify('condition#1')
      yield* m.release('lock#1')
    })],
  ])('%s', (_, program) => {
    const whole = run(program)
    expect(whole.end.kind).toBe('finished')
    expect(dataRaces(whole)).toEqual([])
  })
})

it('exploring finds a race that a lock hides in the run without preemption', () => {
  const program = two(function* (m) {
    yield* m.write('x', 1, 3)
    yield* m.acquire('lock#1', 4)
    yield* m.release('lock#1', 5)
  }, function* (m) {
    yield* m.acquire('lock#1', 8)
    yield* m.release('lock#1', 9)
    yield* m.write('x', 2, 10)
  })
  expect(racesOf(program)).toEqual([])
  expect(explore(program).races).toEqual(['Thread-1 writes x on line 3, Thread-2 writes x on line 10: nothing orders the two'])
})

describe('an order of locks that can deadlock', () => {
  it('is found in a run that ended well', () => {
    const whole = run(philosophers(['Ada', 'Guido']))
    expect(whole.end.kind).toBe('finished')
    expect(lockCycles(whole).map(lockCycleSentence)).toEqual([
      'Ada takes lock#1 on line 6 while it holds lock#0, Guido takes lock#0 on line 6 while it holds lock#1: each can wait for the next one',
    ])
    expect(lockCycles(run(philosophers(['Ada', 'Guido', 'Grace'])))).toHaveLength(1)
  })

  it('is none when all threads take locks in one order, or hold a common lock meanwhile', () => {
    expect(lockCycles(run(philosophers(['Ada', 'Guido', 'Grace'], true)))).toEqual([])
    expect(lockCycles(run(two(guarded('lock#1', 'lock#2'), guarded('lock#2', 'lock#1'))))).toEqual([])
  })

  it('is none when the second thread starts after the first has ended, or when one thread does both', () => {
    const both = nested('lock#1', 'lock#2')
    const reverse = nested('lock#2', 'lock#1')
    expect(lockCycles(run({ main: true, threads: [{ name: 'Thread-1', body: both }], last: reverse }))).toEqual([])
    expect(lockCycles(run({ threads: [{ name: 'Thread-1', * body(m) {
      yield* both(m)
      yield* reverse(m)
    } }] }))).toEqual([])
  })
})

describe('a race of tasks', () => {
  const step = (task: string, kind: Operation['kind'], line: number, object?: string): ScheduledRun['steps'][number] =>
    ({ thread: 0, operation: { kind, line, task, ...object !== undefined && { object, name: 'stock' } }, pending: [] })
  const racesIn = (steps: ScheduledRun['steps']): string[] => taskRaces({ steps, end: { kind: 'finished' }, output: '', threads: ['MainThread'] }).map(taskRaceSentence)

  it('is a read and a write of a task with an await between, in which another task wrote', () => {
    expect(racesIn([
      step('buy-1', 'read', 3, 'int#1'),
      step('buy-1', 'suspend', 4),
      step('buy-2', 'read', 3, 'int#1'),
      step('buy-2', 'suspend', 4),
      step('buy-1', 'write', 5, 'int#1'),
      step('buy-2', 'write', 5, 'int#1'),
    ])).toEqual(['buy-2 reads stock on line 3, awaits on line 4 and writes it on line 5; buy-1 wrote it meanwhile, on line 5'])
  })

  it('is none without another task\'s write, or when the task reads again', () => {
    expect(racesIn([
      step('buy-1', 'read', 3, 'int#1'),
      step('buy-1', 'suspend', 4),
      step('buy-2', 'read', 3, 'int#1'),
      step('buy-1', 'write', 5, 'int#1'),
    ])).toEqual([])
    expect(racesIn([
      step('buy-1', 'read', 3, 'int#1'),
      step('buy-1', 'suspend', 4),
      step('buy-2', 'write', 5, 'int#1'),
      step('buy-1', 'read', 3, 'int#1'),
      step('buy-1', 'write', 5, 'int#1'),
    ])).toEqual([])
  })
})

function locked(lock: string): (m: Machine) => Body {
  return function* (m) {
    yield* m.acquire(lock)
    yield* m.add('x', 1)
    yield* m.release(lock)
  }
}

function* slot(m: Machine): Body {
  yield* m.acquire('semaphore#1', 0, 2)
  yield* m.add('x', 1)
  yield* m.release('semaphore#1')
}

function nested(first: string, second: string): (m: Machine) => Body {
  return function* (m) {
    yield* m.acquire(first)
    yield* m.acquire(second)
    yield* m.release(second)
    yield* m.release(first)
  }
}

function guarded(first: string, second: string): (m: Machine) => Body {
  return function* (m) {
    yield* m.acquire('lock#9')
    yield* nested(first, second)(m)
    yield* m.release('lock#9')
  }
}
