/**
 * What CPython 3.14 answers to small questions about what its documentation promises, and to slips: its own words, with
 * lists in the place of tuples.
 */
import { expect, it } from 'vitest'
import { runSnippet } from '../run-snippet'
import { BOTH_MODES, modesByTurns } from './promise'

/** A question in TypeScript, and what `repr` gives of CPython's answer: `()` is shown as `[]`, and no address. */
const ANSWERS: readonly (readonly [question: string, answer: string])[] = [
  ['new threading.Lock().release()', 'RuntimeError: release unlocked lock'],
  ['new threading.RLock().release()', 'RuntimeError: cannot release un-acquired lock'],
  ['new threading.RLock().acquire()', 'True'],
  ['new threading.Lock().acquire({ blocking: false, timeout: 1 })', 'ValueError: can\'t specify a timeout for a non-blocking call'],
  ['new threading.Lock().acquire({ timeout: -2 })', 'ValueError: timeout value must be a non-negative number'],
  ['(l => [l.acquire(), l.acquire({ blocking: false })])(new threading.Lock())', '[True, False]'],
  ['(l => [l.acquire(), l.acquire({ timeout: 0 })])(new threading.Lock())', '[True, False]'],
  ['new threading.Condition().wait()', 'RuntimeError: cannot wait on un-acquired lock'],
  ['new threading.Condition().notify()', 'RuntimeError: cannot notify on un-acquired lock'],
  ['new threading.Condition().notifyAll()', 'RuntimeError: cannot notify on un-acquired lock'],
  ['new threading.Condition().waitFor(() => false, { timeout: 0 })', 'RuntimeError: cannot wait on un-acquired lock'],
  ['(c => [c.acquire(), c.waitFor(() => [1])])(new threading.Condition())', '[True, [1]]'],
  ['(c => [c.acquire(), c.wait({ timeout: 0.01 })])(new threading.Condition())', '[True, False]'],
  ['new threading.Semaphore({ value: -1 })', 'ValueError: semaphore initial value must be >= 0'],
  ['new threading.Semaphore().release({ n: 0 })', 'ValueError: n must be one or more'],
  ['new threading.Semaphore().acquire({ blocking: false, timeout: 1 })', 'ValueError: can\'t specify timeout for non-blocking acquire'],
  ['new threading.Semaphore({ value: 0 }).acquire({ blocking: false })', 'False'],
  ['new threading.BoundedSemaphore().release()', 'ValueError: Semaphore released too many times'],
  ['new threading.Event().wait({ timeout: 0.01 })', 'False'],
  ['(e => [e.set(), e.isSet(), e.clear(), e.isSet()])(new threading.Event())', '[None, True, None, False]'],
  ['new threading.Barrier(0)', 'ValueError: parties must be >= 1'],
  ['(b => [b.abort(), b.wait()])(new threading.Barrier(2))', 'BrokenBarrierError: '],
  ['(b => b.wait({ timeout: 0.01 }))(new threading.Barrier(2))', 'BrokenBarrierError: '],
  ['(b => [b.parties, b.nWaiting, b.broken])(new threading.Barrier(2))', '[2, 0, False]'],
  ['new threading.Thread({ target: f }).join()', 'RuntimeError: cannot join thread before it is started'],
  ['threading.currentThread().join()', 'RuntimeError: cannot join current thread'],
  ['(t => [t.start(), t.join(), t.start()])(new threading.Thread({ target: f }))', 'RuntimeError: threads can only be started once'],
  ['new threading.Thread({ target: f }).ident', 'None'],
  ['new threading.Thread({ target: f }).isAlive()', 'False'],
  ['new threading.Thread({ target: f, name: \'n\' }).name', '\'n\''],
  ['new threading.Thread({ target: f, name: 5 as any }).name', '\'5\''],
  ['new threading.Thread({ target: f }).daemon', 'False'],
  ['(() => { threading.currentThread().daemon = true })()', 'RuntimeError: cannot set daemon status of active thread'],
  ['(t => [t.start(), t.join(), t.isAlive()])(new threading.Thread())', '[None, None, False]'],
  ['threading.mainThread().name', '\'MainThread\''],
  ['threading.activeCount()', '1'],
  ['threading.enumerate().map(t => t.name)', '[\'MainThread\']'],
  ['(t => [t.start(), t.cancel(), t.join(), t.finished.isSet()])(new threading.Timer(10, f))', '[None, None, None, True]'],
  ['new threading.local(1)', 'TypeError: Initialization arguments are not supported'],
  ['threading.TIMEOUT_MAX', '9223372036'],
  ['new queue.Queue().get({ block: false })', 'Empty: '],
  ['new queue.Queue().getNowait()', 'Empty: '],
  ['new queue.Queue().get({ timeout: -1 })', 'ValueError: \'timeout\' must be a non-negative number'],
  ['(q => [q.put(1), q.putNowait(2)])(new queue.Queue({ maxsize: 1 }))', 'Full: '],
  ['(q => q.put(1, { timeout: -1 }))(new queue.Queue({ maxsize: 1 }))', 'ValueError: \'timeout\' must be a non-negative number'],
  ['new queue.Queue().taskDone()', 'ValueError: task_done[] called too many times'],
  ['(q => [q.shutdown(), q.get()])(new queue.Queue())', 'ShutDown: '],
  ['(q => [q.shutdown(), q.put(1)])(new queue.Queue())', 'ShutDown: '],
  ['(q => [q.put(1), q.shutdown(), q.get()])(new queue.Queue())', '[None, None, 1]'],
  ['(q => [q.put(1), q.shutdown({ immediate: true }), q.get()])(new queue.Queue())', 'ShutDown: '],
  ['(q => [q.empty(), q.full(), q.put(1), q.empty(), q.full(), q.qsize()])(new queue.Queue({ maxsize: 1 }))', '[True, False, None, False, True, 1]'],
  ['(q => [q.put(1), q.put(2), q.get()])(new queue.LifoQueue())', '[None, None, 2]'],
  ['(q => [q.put(1), q.put(\'a\')])(new queue.PriorityQueue<any>())', 'TypeError: \'<\' not supported between instances of \'str\' and \'int\''],
  ['new queue.SimpleQueue().getNowait()', 'Empty: '],
  ['new queue.SimpleQueue().get({ timeout: 0.01 })', 'Empty: '],
  ['new queue.SimpleQueue().get({ timeout: -1 })', 'ValueError: \'timeout\' must be a non-negative number'],
  ['new cf.Future().result({ timeout: 0.01 })', 'TimeoutError: '],
  ['(x => [x.cancel(), x.result()])(new cf.Future())', 'CancelledError: '],
  ['(x => [x.setResult(1), x.setResult(2)])(new cf.Future())', 'InvalidStateError: FINISHED: <Future state=finished returned int>'],
  ['(x => [x.setRunningOrNotifyCancel(), x.cancel(), x.running(), x.done()])(new cf.Future())', '[True, False, True, False]'],
  ['(x => [x.setRunningOrNotifyCancel(), x.setRunningOrNotifyCancel()])(new cf.Future())', 'RuntimeError: Future in unexpected state'],
  ['(x => [x.setException(new ValueError(\'v\')), x.exception()])(new cf.Future())', '[None, ValueError[\'v\']]'],
  ['[...cf.asCompleted([new cf.Future()], { timeout: 0.01 })]', 'TimeoutError: 1 [of 1] futures unfinished'],
  ['new cf.ThreadPoolExecutor({ maxWorkers: 0 })', 'ValueError: max_workers must be greater than 0'],
  ['new cf.ThreadPoolExecutor({ initializer: 12 as any })', 'TypeError: initializer must be a callable'],
  ['new cf.ProcessPoolExecutor({ initializer: 12 as any })', 'TypeError: initializer must be a callable'],
  ['(p => [p.shutdown(), p.submit(f)])(new cf.ThreadPoolExecutor())', 'RuntimeError: cannot schedule new futures after shutdown'],
  ['[...new cf.ThreadPoolExecutor().map(time.sleep, [0.3], { timeout: 0.01 })]', 'TimeoutError: '],
  ['[...new cf.ThreadPoolExecutor().map(f)]', '[]'],
  ['new cf.ThreadPoolExecutor().submit(fail).exception()', 'ValueError[\'x\']'],
  ['time.sleep(-1)', 'ValueError: sleep length must be non-negative'],
  ['time.sleep(\'1\' as any)', 'TypeError: \'str\' object cannot be interpreted as an integer or float'],
  ['sys.setswitchinterval(0)', 'ValueError: switch interval must be strictly positive'],
  ['sys.setswitchinterval(\'x\' as any)', 'TypeError: must be real number, not str'],
  ['new contextvars.ContextVar(1 as any)', 'TypeError: context variable name must be a str'],
  ['new contextvars.ContextVar(\'v\').get(5)', '5'],
  ['(v => v.set(1).oldValue === contextvars.Token.MISSING)(new contextvars.ContextVar(\'v\'))', 'True'],
  ['contextvars.copyContext().run(x => x + 1, 2)', '3'],
  ['contextvars.copyContext().at(V)', 'KeyError: <ContextVar name=\'missing\'>'],
  ['random.sample([1], 2)', 'ValueError: Sample larger than population or is negative'],
  ['random.choice([])', 'IndexError: Cannot choose from an empty sequence'],
  ['random.randint(2, 1)', 'ValueError: empty range in randrange[2, 2]'],
  ['[random.seed(5), random.random(), random.randrange(100), random.uniform(0, 1)].slice(1)', '[0.6229016948897019, 94, 0.35853551175589526]'],
  ['hashlib.sha256(\'a\' as any)', 'TypeError: Strings must be encoded before hashing'],
  ['hashlib.sha256(new Uint8Array([97])).hexdigest().slice(0, 8)', '\'ca978112\''],
  ['int(\'x\')', 'ValueError: invalid literal for int[] with base 10: \'x\''],
  ['int(Infinity)', 'OverflowError: cannot convert float infinity to integer'],
  ['int(NaN)', 'ValueError: cannot convert float NaN to integer'],
  ['int(\'1_000\')', '1000'],
  ['float(\'x\')', 'ValueError: could not convert string to float: \'x\''],
  ['float(\'inf\')', 'inf'],
  ['[float(\'-Infinity\'), float(\'nan\'), float(\' 1_0.5 \')]', '[-inf, nan, 10.5]'],
  ['float(\'0x10\')', 'ValueError: could not convert string to float: \'0x10\''],
  ['range(0, 1, 0)', 'ValueError: range[] arg 3 must not be zero'],
  ['len(5 as any)', 'TypeError: object of type \'int\' has no len[]'],
  ['[1e-5, 0.0001, 1e-07, 1.5, 1e22]', '[1e-05, 0.0001, 1e-07, 1.5, 1e+22]'],
  ['["it\'s", \'a"b\', \'\\x00\\x1b\\x7f\', \'é\', \'\\\\\']', '["it\'s", \'a"b\', \'\\x00\\x1b\\x7f\', \'é\', \'\\\\\']'],
  ['[{ a: [null, true] }, new Set([1, 2]), new Set()]', '[{\'a\': [None, True]}, {1, 2}, set[]]'],
  ['new ExceptionGroup(\'m\', [])', 'ValueError: second argument [exceptions] must be a non-empty sequence'],
  ['new ExceptionGroup(\'m\', [5 as any])', 'ValueError: Item 0 of second argument [exceptions] is not an exception'],
  ['new ExceptionGroup(\'m\', [new KeyboardInterrupt()])', 'TypeError: Cannot nest BaseExceptions in an ExceptionGroup'],
  ['new ExceptionGroup(5 as any, [new ValueError()])', 'TypeError: BaseExceptionGroup.__new__[] argument 1 must be str, not int'],
  ['new ExceptionGroup(\'m\', [new ValueError(1), new TypeError(\'2\')]).split(ValueError)', '[ExceptionGroup[\'m\', [ValueError[1]]], ExceptionGroup[\'m\', [TypeError[\'2\']]]]'],
  ['new ExceptionGroup(\'m\', [new ValueError(1)]).split(5 as any)', 'TypeError: expected an exception type, a tuple of exception types, or a callable [other than a class]'],
  ['asyncio.run(5 as any)', 'TypeError: An asyncio.Future, a coroutine or an awaitable is required'],
  ['asyncio.getRunningLoop()', 'RuntimeError: no running event loop'],
  ['asyncio.getEventLoop()', 'RuntimeError: There is no current event loop in thread \'MainThread\'.'],
  ['closedRunner()', 'None'],
  ['closedLoop().callSoon(f)', 'RuntimeError: Event loop is closed'],
  ['closedLoop().runForever()', 'RuntimeError: Event loop is closed'],
  ['sys.exit(\'bye\')', 'SystemExit: bye'],
  ['print(1, 2, { sep: 5 as any })', 'TypeError: sep must be None or a string, not int'],
  ['(c => c.waitFor(() => false, { timeout: 0 }))(new threading.Condition())', 'RuntimeError: cannot wait on un-acquired lock'],
  ['print(1, 2, { sep: 5 as any })', 'TypeError: sep must be None or a string, not int'],
]

const PROGRAM = `
import * as asyncio from 'asyncio'
import { ExceptionGroup, float, int, KeyboardInterrupt, len, print, range, repr, str, ValueError } from 'builtins'
import * as cf from 'concurrent.futures'
import * as contextvars from 'contextvars'
import * as hashlib from 'hashlib'
import * as queue from 'queue'
import * as random from 'random'
import * as sys from 'sys'
import * as threading from 'threading'
import * as time from 'time'

const V = new contextvars.ContextVar<number>('missing')

function f() {
  return 1
}

function fail() {
  throw new ValueError('x')
}

async function nothing() {}

function closedRunner() {
  const runner = new asyncio.Runner()
  runner.close()
  const coroutine: any = nothing()
  try {
    return runner.run(coroutine)
  }
  finally {
    coroutine.close()
  }
}

function closedLoop() {
  const loop = asyncio.newEventLoop()
  loop.close()
  return loop
}

function answer(question: () => unknown) {
  let text: string
  try {
    text = repr(question())
  }
  catch (error) {
    text = error.name + ': ' + str(error)
  }
  print(text.replace(/ at 0x[0-9a-f]+/g, '').replaceAll('(', '[').replaceAll(')', ']'))
}

export function main() {
${ANSWERS.map(([question]) => `  answer(() => (${question}))`).join('\n')}
}
`

for (const mode of modesByTurns(BOTH_MODES)) {
  it(`what is asked of the standard modules is answered as by CPython (${mode})`, { timeout: 60_000 }, async () => {
    const { lines, problems } = await runSnippet(PROGRAM, { mode, timeout: 45 })
    expect(problems).toEqual([])
    expect(ANSWERS.map(([question], index) => `${question} -> ${lines[index]}`)).toEqual(ANSWERS.map(([question, answer]) => `${question} -> ${answer}`))
  })
}
