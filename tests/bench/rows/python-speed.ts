import type { BenchContext, BenchRow, Measurement } from '../row'
import { measureSnippet, median, spreadOf } from '../row'
import { loadStock, runStock } from '../stock-python'

/** Three tight loops, and code as programs have it: records, lists, texts, dictionaries. Milliseconds of each round. */
const LOOPS = `
import json, time

def empty():
    for _ in range(1_000_000):
        pass

def sums():
    total = 0
    n = 0
    while n < 400_000:
        total += n * 2
        n += 1

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def calls():
    fib(22)

class Record:
    def __init__(self, number, text):
        self.number = number
        self.text = text

    def copy(self):
        return Record(self.number, self.text)

def program():
    table = {}
    records = [Record(n, str(n)) for n in range(2000)]
    for record in records:
        other = record.copy()
        if other.text > '5':
            other.number = record.number + 10
        table.setdefault(other.number % 97, []).append(other)
    for key in sorted(table):
        ','.join(record.text for record in table[key]).split(',')

result = {}
for work in (empty, sums, calls, program):
    times = []
    for _ in range(9):
        begin = time.perf_counter()
        for _ in range(10 if work is program else 3):
            work()
        times.append((time.perf_counter() - begin) * 1000)
    result[work.__name__] = times[2:]
`
type Loops = Record<'empty' | 'sums' | 'calls' | 'program', number[]>

/** What it costs that threads can be preempted. */
export const pythonOverhead: BenchRow = {
  name: 'python-overhead',
  what: 'three tight loops and a program of records, lists and texts, against stock Pyodide: the worst ratio',
  bar: 'ratio <= 1.15',
  async measure(context) {
    const { page } = await context.snippets()
    await loadStock(page)
    const rounds: { ours: Loops, stock: Loops }[] = []
    for (let round = 0; round < 3; round++) {
      const stock = JSON.parse(await runStock(page, `${LOOPS}json.dumps(result)`)) as Loops
      rounds.push({ stock, ours: await measureSnippet(context, 'overhead.py', `${LOOPS}print(json.dumps(result))`, 'gil') })
    }
    const figures = Object.keys(rounds[0]!.ours).map((name) => {
      const all = (of: 'ours' | 'stock'): number[] => rounds.flatMap(each => each[of][name as keyof Loops])
      return { ours: median(all('ours')), peer: median(all('stock')), spread: spreadOf(all('ours')) }
    })
    const [worst] = figures.sort((a, b) => b.ours / b.peer - a.ours / a.peer)
    return { ...worst!, unit: 'ms', holds: worst!.ours / worst!.peer <= 1.15 }
  },
}

const SWITCH = `
import json, threading, time
def work():
    for _ in range(3000):
        time.sleep(0)
times = []
for _ in range(7):
    threads = [threading.Thread(target=work) for _ in range(2)]
    begin = time.perf_counter()
    for t in threads: t.start()
    for t in threads: t.join()
    times.append((time.perf_counter() - begin) / 6000 * 1e6)
print(json.dumps({'times': times[1:]}))
`

const LOCK = `
import json, threading, time
lock = threading.Lock()
times = []
for _ in range(9):
    begin = time.perf_counter()
    for _ in range(100_000):
        with lock:
            pass
    times.append((time.perf_counter() - begin) / 100_000 * 1e6)
print(json.dumps({'times': times[2:]}))
`

async function againstLimit(context: BenchContext, name: string, source: string, limit: number): Promise<Measurement> {
  const { times } = await measureSnippet<'times'>(context, name, source, 'gil')
  return { ours: median(times), peer: limit, unit: 'µs', spread: spreadOf(times), holds: median(times) <= limit }
}

/** From one thread to the other. */
export const pythonSwitch: BenchRow = {
  name: 'python-switch',
  what: 'two Python threads that give up the GIL in turn, for each switch, against the limit',
  bar: 'ours <= 50 µs',
  measure: context => againstLimit(context, 'switch.py', SWITCH, 50),
}

/** `with lock: pass` without contention. */
export const pythonLock: BenchRow = {
  name: 'python-lock',
  what: 'Lock of threading, taken and let go, nobody waiting, against the limit',
  bar: 'ours <= 1 µs',
  measure: context => againstLimit(context, 'lock.py', LOCK, 1),
}
