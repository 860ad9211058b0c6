/** A Controlled run does the same each time, and says which seed it follows from. */
import { expect, it } from 'vitest'
import { runPython } from './run-python'

const RACE = `
import random, threading, time, web
counter = 0
log = []
def same(n):
    return n
def work(name):
    global counter
    for n in range(1000):
        counter = same(counter) + 1
        if n % 250 == 0:
            log.append(name)
            time.sleep(random.random() / 100)
def fetch(name):
    web.get(f'io/wait?ms={10 * len(name)}')
    log.append(name)
threads = [threading.Thread(target=work, args=[name]) for name in 'abc']
threads += [threading.Thread(target=fetch, args=[name]) for name in ('longer', 'long')]
for t in threads: t.start()
for t in threads: t.join()
time.sleep(100)
print(counter, ''.join(log), time.perf_counter())
`

it('repeats its interleaving, its clock and its random numbers with the same seed, and differs with another', { timeout: 200_000 }, async () => {
  const begin = performance.now()
  const first = await runPython(RACE, { seed: 7 })
  const second = await runPython(RACE, { seed: 7 })
  const other = await runPython(RACE, { seed: 8 })
  expect(first.summary).toMatchObject({ outcome: 'finished', seed: 7 })
  expect(second.lines).toEqual(first.lines)
  expect(second.output).toEqual(first.output)
  expect(second.summary.gilSwitches).toBe(first.summary.gilSwitches)
  expect(other.lines).not.toEqual(first.lines)
  // The hundred seconds that the program sleeps are the clock's, not ours.
  expect(performance.now() - begin).toBeLessThan(100_000)
})

it('is heeded by Stop too', { timeout: 100_000 }, async () => {
  const { summary, problems } = await runPython('print("go")\nwhile True: pass', { seed: 1, stopAt: 'go' })
  expect(summary.outcome).toBe('stopped')
  expect(problems).toMatchObject([{ type: 'KeyboardInterrupt' }])
})
