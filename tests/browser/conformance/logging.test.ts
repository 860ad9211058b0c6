import { describe, expect, it } from 'vitest'
import { runSnippet } from '../run-snippet'
import { BOTH_MODES, modesByTurns } from './promise'

async function logged(source: string): Promise<string[]> {
  const [mode] = modesByTurns(BOTH_MODES)
  const { output, problems, summary } = await runSnippet(`import * as logging from 'logging'; import { print } from 'builtins'; import { Thread } from 'threading'
import { ThreadPoolExecutor } from 'concurrent.futures'; import * as asyncio from 'asyncio'
${source}`, { mode })
  expect(problems).toEqual([])
  expect(summary.outcome).toBe('finished')
  return output.map(({ stream, text }) => `${stream === 'stderr' ? '! ' : ''}${text}`)
}

describe('logging', () => {
  it('writes warnings and errors to stderr without being set up, in the basic format', async () => {
    expect(await logged(`export function main() {
  logging.getLogger('mine').warning('low on %s: %d %%', 'memory', 5)
  logging.info('not shown')
  logging.warning('shown')
  logging.getLogger('mine').error('after that')
}`)).toEqual(['! low on memory: 5 %', '! WARNING:root:shown', '! ERROR:mine:after that'])
  })

  it('that main has set up is set up in all threads, and names them', async () => {
    const lines = await logged(`const logger = logging.getLogger('app.work')
function work(n: number) { logger.info('n is %d', n); logging.debug('not shown') }
export function main() {
  logging.basicConfig({ level: logging.INFO, format: '%(levelname)-8s [%(threadName)s] %(name)s: %(message)s' })
  const threads = [1, 2].map(n => new Thread({ target: work, args: [n], name: 'worker-' + n }))
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  logging.info('done')
}`)
    expect(lines.slice(0, 2).sort()).toEqual(['! INFO     [worker-1] app.work: n is 1', '! INFO     [worker-2] app.work: n is 2'])
    expect(lines.slice(2)).toEqual(['! INFO     [MainThread] root: done'])
  })

  it('that the top level has set up has one handler, though each thread evaluates it', async () => {
    expect(await logged(`const handler = new logging.StreamHandler({ stream: 'stdout' })
handler.setFormatter(new logging.Formatter('{threadName}: {message}', { style: '{' }))
const logger = logging.getLogger('mine')
logger.addHandler(handler)
logger.setLevel('DEBUG')
function work() { logger.debug('one line') }
export function main() {
  for (const name of ['a', 'b', 'c']) { const thread = new Thread({ target: work, name }); thread.start(); thread.join() }
}`)).toEqual(['a: one line', 'b: one line', 'c: one line'])
  })

  it('has levels that children inherit, propagation, and what is disabled', async () => {
    expect(await logged(`export function main() {
  logging.basicConfig({ format: '%(name)s %(message)s', stream: 'stdout' })
  const parent = logging.getLogger('a'); const child = logging.getLogger('a.b')
  parent.setLevel(logging.DEBUG)
  print(child.getEffectiveLevel(), child.level, child === parent.getChild('b'), child.isEnabledFor(logging.DEBUG), String(parent))
  child.debug('1')
  child.setLevel('ERROR'); child.warning('2'); child.error('3')
  child.propagate = false; child.error('4')
  child.propagate = true; logging.disable(logging.ERROR); child.error('5'); child.critical('6')
  logging.disable(0); parent.disabled = true; parent.critical('7')
  logging.basicConfig({ format: 'again %(message)s', stream: 'stdout', force: true }); logging.error('8')
}`)).toEqual(['10 0 True True <Logger a (DEBUG)>', 'a.b 1', 'a.b 3', '! 4', 'a.b 6', 'again 8'])
  })

  it('writes the time, the task, and an exception that is given', async () => {
    const [time, task, ...rest] = await logged(`export async function main() {
  logging.basicConfig({ format: '%(asctime)s %(message)s', level: logging.INFO })
  logging.info('x')
  logging.basicConfig({ format: '%(asctime)s %(taskName)s %(message)s', datefmt: '%H:%M', force: true })
  await asyncio.createTask(log(), { name: 'logger' })
}
async function log() {
  logging.info('y')
  try { throw new RangeError('z') } catch (error) { logging.exception('failed', { excInfo: error }) }
}`)
    expect(time).toMatch(/^! \d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} x$/)
    expect(task).toMatch(/^! \d\d:\d\d logger y$/)
    expect(rest.map(line => line.replace(/\d\d:\d\d/, 'T'))).toEqual(['! T logger failed', '! RangeError: z'])
  })

  it('goes on after a message that its arguments do not fit', async () => {
    expect(await logged(`export function main() { logging.error('%d', 'a'); logging.error('x', 1); logging.warning('on') }`)).toEqual([
      '! --- Logging error ---',
      '! TypeError: %d format: a real number is required, not str',
      '! Message: \'%d\'',
      '! Arguments: [\'a\']',
      '! --- Logging error ---',
      '! TypeError: not all arguments converted during string formatting',
      '! Message: \'x\'',
      '! Arguments: [1]',
      '! WARNING:root:on',
    ])
  })
})

const FILTERS = `import { ContextVar } from 'contextvars'
const id = new ContextVar('id', { default: '-' })
function addId(record: logging.LogRecord) { record.requestId = id.get(); return true }
class Numbered extends logging.Filter {
  constructor(readonly prefix: string) { super() }
  override filter(record: logging.LogRecord) { record.number = this.prefix + record.threadName; return record.msg !== 'hidden' }
}
function work() { id.set('in ' + 'work'); logging.getLogger('a').info('here'); logging.getLogger('a').info('hidden') }
function runIt(name: string) { const thread = new Thread({ target: work, name }); thread.start(); thread.join() }
`

describe('filters of logging', () => {
  it('give records fields that the format names, in all threads, with what each thread has in its context', async () => {
    expect(await logged(`${FILTERS}export function main() {
  const handler = new logging.StreamHandler({ stream: 'stdout' })
  handler.addFilter(addId); handler.addFilter(addId)
  const numbered = new Numbered('no '); handler.addFilter(numbered)
  logging.basicConfig({ level: 'INFO', format: '[%(requestId)s] (%(number)s) %(message)s', handlers: [handler] })
  logging.info('start'); logging.info('hidden')
  runIt('one')
  handler.removeFilter(addId)
  logging.getLogger('a').addFilter(addId)
  runIt('two')
  handler.removeFilter(numbered)
  handler.setFormatter(new logging.Formatter('%(message)s'))
  runIt('three')
}`)).toEqual(['[-] (no MainThread) start', '[in work] (no one) here', '[in work] (no two) here', 'here', 'hidden'])
  })

  it('that the top level adds are one, though each thread evaluates it', async () => {
    expect(await logged(`${FILTERS}const handler = new logging.StreamHandler({ stream: 'stdout' })
handler.addFilter(new Numbered('top ')); handler.addFilter(addId)
handler.setFormatter(new logging.Formatter('{number} {requestId} {message}', { style: '{' }))
logging.getLogger().addHandler(handler); logging.getLogger().setLevel('INFO')
export function main() { runIt('one'); runIt('two') }`)).toEqual(['top one in work here', 'top two in work here'])
  })

  it('of a logger do not see what its children log, a Filter has a name, a filter may give another record, and nothing is false', async () => {
    expect(await logged(`function other(record: logging.LogRecord) { return Object.assign(Object.create(logging.LogRecord.prototype), record, { msg: 'other' }) }
function forgets(record: logging.LogRecord) { record.seen = true }
export function main() {
  const handler = new logging.StreamHandler({ stream: 'stdout' })
  handler.addFilter(new logging.Filter('a.b'))
  logging.basicConfig({ handlers: [handler], format: '%(name)s %(message)s' })
  for (const name of ['a', 'a.b', 'a.b.c', 'a.bc']) logging.getLogger(name).error('x')
  const logger = logging.getLogger('a.b')
  logger.addFilter(forgets); logger.error('y'); logging.getLogger('a.b.c').error('z')
  logger.removeFilter(forgets); logger.addFilter(other); logger.error('y')
}`)).toEqual(['a.b x', 'a.b.c x', 'a.b.c z', 'a.b other'])
  })

  it('must be known to all threads', async () => {
    expect(await logged(`export function main() {
  const handler = new logging.StreamHandler()
  class Local extends logging.Filter {}
  for (const filter of [() => true, new Local(), 5, { filter: () => true }])
    try { handler.addFilter(filter as never) } catch (error) { print(error.name, error.message.split(';')[0].split(':')[0]) }
}`)).toEqual([
      'TypeError a filter must be a function at the module\'s top level',
      'TypeError the class of a filter must stand at the module\'s top level',
      'TypeError a filter must be a function or have a method filter(record), not int',
      'TypeError filter[1].filter can\'t cross to another thread',
    ])
  })

  it('extra and LoggerAdapter give fields, a missing field is reported, and what a record has is not overwritten', async () => {
    expect(await logged(`export function main() {
  logging.basicConfig({ level: 'INFO', format: '%(user)s: %(message)s', stream: 'stdout' })
  logging.info('in %d', 1, { extra: { user: 'Ada' } })
  new logging.LoggerAdapter(logging.getLogger('a'), { extra: { user: 'Guido' } }).info('out', { extra: { user: 'ignored' } })
  new logging.LoggerAdapter(logging.getLogger('a'), { extra: { user: 'Guido' }, mergeExtra: true }).warning('merged', { extra: { user: 'own' } })
  logging.info('missing')
  for (const name of ['message', 'name'])
    try { logging.info('x', { extra: { [name]: 1 } }) } catch (error) { print(error.name, error.message) }
}`)).toEqual([
      'Ada: in 1',
      'Guido: out',
      'own: merged',
      '! --- Logging error ---',
      '! ValueError: Formatting field not found in record: \'user\'',
      '! Message: \'missing\'',
      '! Arguments: []',
      'KeyError "Attempt to overwrite \'message\' in LogRecord"',
      'KeyError "Attempt to overwrite \'name\' in LogRecord"',
    ])
  })
})

describe('what is not there says what to write instead', () => {
  it.each([
    [`import { open } from 'builtins'; open`, 'ImportError', 'cannot import name \'open\' from \'builtins\'', /no files/],
    [`import { eval as run } from 'builtins'; run`, 'ImportError', 'cannot import name \'eval\' from \'builtins\'', /write a function/],
    [`import requests from 'requests'; requests`, 'ModuleNotFoundError', 'No module named \'requests\'', /web\.get\(url\)/],
    [`import np from 'numpy'; np`, 'ModuleNotFoundError', 'No module named \'numpy\'', /no packages here/],
    [`import x from 'whatever'; x`, 'ModuleNotFoundError', 'No module named \'whatever\'', /A snippet can import asyncio/],
  ])('%s', async (line, type, message, hint) => {
    const { problems } = await runSnippet(`${line}\nexport function main() {}`)
    expect(problems[0]).toMatchObject({ type, message, hint: expect.stringMatching(hint) as string })
  })

  it('an object of a class that is given to a thread, and a symbol', async () => {
    const { problems } = await runSnippet(`import { Thread } from 'threading'; import { Queue } from 'queue'; import { print } from 'builtins'
class Account { balance = 0 }
function work(_: unknown) {}
export function main() {
  try { new Queue().put(Symbol('stop')) } catch (error) { print(error.message) }
  new Thread({ target: work, args: [new Account()] })
}`)
    expect(problems[0]!.message).toMatch(/^args\[0\] can't cross to another thread: it is an instance of Account\..* or a key under which each thread finds its own in a Map of the module/)
  })
})
