/**
 * Controlled runs show what threads can do wrong, in programs of a few lines too: one of the first seeds does, and always
 * the same. What is right stays right with each of them.
 */
import { describe, expect, it } from 'vitest'
import { thinned } from '../../thinned'
import { runPython } from './run-python'

const FULL = import.meta.env.FULL === '1'
/** As many as the check of an exercise takes. */
const SEEDS = Array.from({ length: 20 }, (_, n) => n + 1)
const SEEDS_OF_RIGHT = FULL ? SEEDS : SEEDS.slice(0, 1)

/** Programs with a fault, which print `right` when it doesn't show; and the same without it. */
const PROGRAMS: Readonly<Record<string, { wrong: string, right: string }>> = {
  'two locks in two orders': {
    wrong: locks('b', 'a'),
    right: locks('a', 'b'),
  },
  'an update that is lost': {
    wrong: counter('count = same(count) + 1'),
    right: counter('with lock: count = same(count) + 1'),
  },
  'a check whose answer is old when it is acted on': {
    wrong: tickets('tickets > 0'),
    right: tickets('lock.acquire() and tickets > 0 or lock.release()', 'lock.release()'),
  },
  'an object that is to be made once': {
    wrong: once('make()'),
    right: once('with lock: make()'),
  },
  'a notification before anybody waits': {
    wrong: wakeUp('if not is_ready:\n        with condition: condition.wait()'),
    right: wakeUp('with condition:\n        if not is_ready: condition.wait()'),
  },
  'if in place of while around wait': {
    wrong: items('if'),
    right: items('while'),
  },
}

function threads(...targets: string[]): string {
  return `threads = [threading.Thread(target=target) for target in (${targets.join(', ')})]\nfor t in threads: t.start()\nfor t in threads: t.join()`
}

function locks(first: string, second: string): string {
  return `
import threading
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b: pass
def two():
    with ${first}:
        with ${second}: pass
${threads('one', 'two')}
print('right')`
}

function counter(step: string): string {
  return `
import threading
lock = threading.Lock()
count = 0
def same(n):
    return n
def work():
    global count
    for _ in range(3):
        ${step}
${threads('work', 'work')}
print('right' if count == 6 else count)`
}

function tickets(condition: string, after = 'pass'): string {
  return `
import threading
lock = threading.Lock()
tickets = 2
sold = []
def sell():
    global tickets
    while ${condition}:
        sold.append(tickets)
        tickets -= 1
        ${after}
${threads('sell', 'sell')}
print('right' if len(sold) == 2 else sold)`
}

function once(step: string): string {
  return `
import threading
lock = threading.Lock()
instance = None
made = []
def make():
    global instance
    if instance is None:
        made.append(object())
        instance = made[-1]
def work():
    ${step}
${threads('work', 'work')}
print('right' if len(made) == 1 else made)`
}

function wakeUp(wait: string): string {
  return `
import threading
condition = threading.Condition()
is_ready = False
def consume():
    ${wait}
def produce():
    global is_ready
    with condition:
        is_ready = True
        condition.notify()
${threads('consume', 'produce')}
print('right')`
}

function items(word: string): string {
  return `
import threading
condition = threading.Condition()
items = []
def consume():
    for _ in range(2):
        with condition:
            ${word} not items: condition.wait()
            items.pop()
def produce():
    for n in range(4):
        with condition:
            items.append(n)
            condition.notify()
${threads('consume', 'consume', 'produce')}
print('right')`
}

/** Whether a run shows the fault: it hangs, raises, or prints something else. */
async function shows(source: string, seed: number): Promise<boolean> {
  const { lines, problems, deadlocks } = await runPython(source, { seed, stopAtDeadlock: true })
  return deadlocks.length > 0 || problems.length > 0 || lines.join() !== 'right'
}

describe.each(thinned(Object.entries(PROGRAMS), 2))('%s', (_, { wrong, right }) => {
  it('shows with one of twenty seeds, each time', { timeout: 120_000 }, async () => {
    let found: number | undefined
    for (const seed of SEEDS) {
      if (await shows(wrong, seed)) {
        found = seed
        break
      }
    }
    expect(found).toBeDefined()
    expect(await shows(wrong, found!)).toBe(true)
  })

  it('does not show when it is mended', { timeout: 120_000 }, async () => {
    for (const seed of SEEDS_OF_RIGHT)
      expect(await shows(right, seed), `seed ${seed}`).toBe(false)
  })
})

it('long computations of threads come to their end, whatever the seed', { timeout: 120_000 }, async () => {
  for (const seed of SEEDS.slice(0, FULL ? 4 : 1)) {
    const { lines, summary } = await runPython(`
      import threading
      def work():
          for n in range(500_000): pass
      threads = [threading.Thread(target=work) for _ in range(2)]
      for t in threads: t.start()
      for t in threads: t.join()
      print('done')
    `, { seed, timeout: 100 })
    expect(lines).toEqual(['done'])
    // A switch costs as much as a thousand checks; fifty thousand of them would take longer than the computation.
    expect(summary.gilSwitches).toBeLessThan(50_000)
  }
})
