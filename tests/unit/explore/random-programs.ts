import type { Body, Machine, Program } from './model'
import { randomNumbers } from '../../../engine/protocol/random-numbers'

type Action = (machine: Machine, local: { value: number }) => Body

/** A small random program of two or three threads, the same for the same seed. */
export function randomProgram(seed: number): Program {
  const random = randomNumbers(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const int = (): string => pick(['int#1', 'int#2'])

  const action = (): Action[] => {
    const name = int()
    const other = int()
    const item = pick(['list#1[0]', 'list#1[1]'])
    switch (pick(['read', 'write', 'add', 'update', 'branch', 'locked', 'nested', 'slot', 'put', 'get', 'set', 'until', 'wait', 'notify', 'items', 'print'])) {
      case 'read':
        return [function* (m, local) {
          local.value = yield* m.read(name)
        }]
      case 'write':
        return [function* (m, local) {
          yield* m.write(name, local.value + 1)
        }]
      case 'add':
        return [m => m.add(name, 1)]
      case 'update':
        return [function* (m) {
          yield* m.update(name, 2)
        }]
      case 'branch':
        return [function* (m) {
          if ((yield* m.read(name)) > 0)
            yield* m.add(other, 3)
        }]
      case 'locked': {
        const lock = pick(['lock#1', 'lock#2'])
        return [m => m.acquire(lock), pick([m => m.add(name, 1), m => m.write(name, 5)] satisfies Action[]), m => m.release(lock)]
      }
      case 'nested': {
        const [first, second] = pick([['lock#1', 'lock#2'], ['lock#2', 'lock#1']] as const)
        return [m => m.acquire(first), m => m.acquire(second), m => m.release(second), m => m.release(first)]
      }
      case 'slot':
        return [m => m.acquire('semaphore#1', 0, 2), m => m.add(name, 1), m => m.release('semaphore#1')]
      case 'put':
        return [m => m.put('queue#1', 1, 1)]
      case 'get':
        return [function* (m) {
          yield* m.get('queue#1')
        }]
      case 'set':
        return [m => m.set('event#1')]
      case 'until':
        return [m => m.waitUntilSet('event#1')]
      case 'wait':
        return [m => m.acquire('lock#1'), m => m.wait('condition#1', 'lock#1'), m => m.release('lock#1')]
      case 'notify':
        return [m => m.acquire('lock#1'), m => m.notify('condition#1'), m => m.release('lock#1')]
      case 'items':
        // Of a list: an item is set, or all of it read or changed.
        return pick<Action[]>([
          [m => m.write(item, 1)],
          [function* (m, local) {
            local.value = yield* m.read('list#1[0]')
          }],
          [function* (m) {
            yield* m.read('list#1')
          }],
          [function* (m) {
            yield* m.update('list#1', 1)
          }],
        ])
      default:
        return [(m, local) => m.print(local.value)]
    }
  }

  const length = pick([2, 2, 3])
  const threads = Array.from({ length }, (_, i) => {
    const actions = Array.from({ length: length === 2 ? 3 : 2 }, action).flat()
    return {
      name: `Thread-${i + 1}`,
      * body(machine: Machine): Body {
        const local = { value: 0 }
        for (const act of actions)
          yield* act(machine, local)
      },
    }
  })
  return {
    threads,
    main: random() < 0.3,
    * last(machine) {
      yield* machine.print(`${machine.ints.get('int#1')} ${machine.ints.get('int#2')}`)
    },
  }
}
