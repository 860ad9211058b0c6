import type { Problem } from '../../../engine/protocol/run'
import { describe, expect, it } from 'vitest'
import { Session, warmEngine } from '../../../engine/host'
import { runSnippet } from '../run-snippet'

interface BadInput {
  source: string
  /** What the first problem says; the line is that of the source, the first one being 1. */
  problem: Partial<Omit<Problem, 'message' | 'hint'>> & { message: RegExp, hint?: unknown }
  outcome?: 'finished' | 'failed'
  /** Lines that are printed all the same. */
  lines?: string[]
}

const BAD: Record<string, BadInput> = {
  'a syntax error': {
    source: `import { print } from 'builtins'\nexport function main() {\n  print('a'\n}\n`,
    problem: { origin: 'compile', type: 'SyntaxError', message: /Expected "\)" but found "\}"/, line: 4, column: 1 },
  },
  'a thrown error in main': {
    source: `import { ValueError } from 'builtins'\nexport function main() {\n  throw new ValueError('bad')\n}\n`,
    problem: { origin: 'main', type: 'ValueError', message: /^bad$/, line: 3, column: 9 },
  },
  'a thrown error in a thread': {
    source: `import { Thread } from 'threading'\nimport { print, ValueError } from 'builtins'\nfunction work(n: number) {\n  throw new ValueError(\`bad \${n}\`)\n}\n`
      + `export function main() {\n  const thread = new Thread({ target: work, args: [2] })\n  thread.start()\n  thread.join()\n  print('after')\n}\n`,
    problem: { origin: 'thread', type: 'ValueError', message: /^bad 2$/, where: 'Thread-1 (work)', line: 4, column: 9 },
    outcome: 'finished',
    lines: ['after'],
  },
  'a rejected task that is never awaited': {
    source: `import * as asyncio from 'asyncio'\nimport { ValueError } from 'builtins'\nasync function work() {\n  await asyncio.sleep(0)\n  throw new ValueError('lost')\n}\n`
      + `export async function main() {\n  asyncio.createTask(work(), { name: 'worker' })\n  await asyncio.sleep(0.05)\n}\n`,
    problem: { origin: 'task', type: 'ValueError', message: /^lost$/, where: 'worker', line: 5, hint: 'Task exception was never retrieved' },
    outcome: 'finished',
  },
  'a closure as a thread\'s target': {
    source: `import { Thread } from 'threading'\nexport function main() {\n  const x = 1\n  new Thread({ target: () => x })\n}\n`,
    problem: { type: 'TypeError', message: /target.*(top level|top-level).*closure/, line: 4 },
  },
  'a closure that only running finds': {
    source: `import { Thread } from 'threading'\nfunction make() {\n  return function inner() {}\n}\nexport function main() {\n  const target = make()\n  new Thread({ target })\n}\n`,
    problem: { type: 'TypeError', message: /'inner' is a closure/, line: 7 },
  },
  'an unknown import': {
    source: `import * as numpy from 'numpy'\nexport function main() { numpy }\n`,
    problem: { origin: 'compile', type: 'ModuleNotFoundError', message: /^No module named 'numpy'$/, line: 1 },
  },
  'an unknown name of a module': {
    source: `import { Thred } from 'threading'\nexport function main() { new Thred() }\n`,
    problem: { type: 'ImportError', message: /^cannot import name 'Thred' from 'threading'/, line: 1 },
  },
  'an argument that can\'t cross': {
    source: `import { Thread } from 'threading'\nclass Point { x = 1 }\nfunction work(p: unknown) { p }\nexport function main() {\n  new Thread({ target: work, args: [{ a: [new Point()] }] })\n}\n`,
    problem: { type: 'TypeError', message: /^args\[0\]\.a\[0\] can't cross to another thread: it is an instance of Point/, line: 5 },
  },
  'a coroutine never awaited': {
    source: `import * as asyncio from 'asyncio'\nasync function work() {}\nexport async function main() {\n  work()\n  await asyncio.sleep(0)\n}\n`,
    problem: { severity: 'warning', type: 'RuntimeWarning', message: /^coroutine 'work' was never awaited$/, line: 4 },
    outcome: 'finished',
  },
  'a coroutine kept and never awaited': {
    source: `async function work() {}\nexport async function main() {\n  const kept = work()\n  kept\n}\n`,
    problem: { severity: 'warning', type: 'RuntimeWarning', message: /^coroutine 'work' was never awaited$/, line: 3 },
    outcome: 'finished',
  },
  'a Thread started twice': {
    source: `import { Thread } from 'threading'\nfunction work() {}\nexport function main() {\n  const thread = new Thread({ target: work })\n  thread.start()\n  thread.join()\n  thread.start()\n}\n`,
    problem: { type: 'RuntimeError', message: /^threads can only be started once$/, line: 7 },
  },
  'releasing a lock that is not held': {
    source: `import { Lock } from 'threading'\nconst lock = new Lock()\nexport function main() {\n  lock.release()\n}\n`,
    problem: { type: 'RuntimeError', message: /^release unlocked lock$/, line: 4 },
  },
  'an endless recursion': {
    source: `function f(): number {\n  return f() + 1\n}\nexport function main() { f() }\n`,
    problem: { type: 'RecursionError', message: /^maximum recursion depth exceeded$/, traceback: expect.arrayContaining([expect.objectContaining({ function: 'f', repeated: expect.any(Number) as unknown })]) as never },
  },
  'no main': {
    source: `import { print } from 'builtins'\nprint('top')\n`,
    problem: { type: 'AttributeError', message: /no main\(\)/ },
    lines: ['top'],
  },
  'await at the top level': {
    source: `import * as asyncio from 'asyncio'\nawait asyncio.sleep(1)\nexport function main() {}\n`,
    problem: { origin: 'compile', type: 'SyntaxError', message: /^'await' outside function$/, line: 2 },
  },
  'blocking at the top level': {
    source: `import * as time from 'time'\ntime.sleep(1)\nexport function main() {}\n`,
    problem: { type: 'RuntimeError', message: /top level/, line: 2 },
  },
  'awaiting what can\'t be awaited': {
    source: `import * as time from 'time'\nexport async function main() {\n  await time.sleep(0.01)\n}\n`,
    problem: { type: 'TypeError', message: /^'NoneType' object can't be awaited$/, line: 3 },
  },
  'a plain global assigned in a thread': {
    source: `import { Thread } from 'threading'\nlet n = 0\nfunction work() {\n  n += 1\n}\nexport function main() {\n  const thread = new Thread({ target: work })\n  thread.start()\n  thread.join()\n  n\n}\n`,
    problem: { severity: 'warning', type: 'RuntimeWarning', message: /'n' was assigned in this thread only/, line: 4 },
    outcome: 'finished',
  },
  'a browser\'s timer': {
    source: `import { print } from 'builtins'\nexport function main() {\n  print('before')\n  setTimeout(() => print('later'), 0)\n}\n`,
    problem: { origin: 'compile', type: 'NameError', message: /^name 'setTimeout' is not defined$/, line: 4, hint: expect.stringContaining('asyncio.sleep') },
  },
  'one that only running finds': {
    source: `import { print } from 'builtins'\nexport function main() {\n  print('before')\n  const later = globalThis['setTimeout']\n  later(main, 0)\n}\n`,
    problem: { origin: 'main', type: 'NameError', message: /^name 'setTimeout' is not defined$/, line: 5, hint: expect.stringContaining('asyncio.sleep') },
    lines: ['before'],
  },
  'the browser\'s console': {
    source: `export function main() {\n  console.log('a', [1, null])\n}\n`,
    problem: { severity: 'warning', origin: 'compile', message: /^console is the browser's/, line: 2, hint: expect.stringContaining('print') },
    outcome: 'finished',
    lines: ['a [1, None]'],
  },
  'a console that only running finds': {
    source: `export function main() {\n  globalThis.console.warn('a')\n  globalThis.console.group('b')\n  'x'.y.z\n}\n`,
    problem: { type: 'TypeError', message: /'z'/, line: 4 },
    lines: ['a', 'b'],
  },
  'a promise\'s callback': {
    source: `import { print } from 'builtins'\nexport function main() {\n  Promise.resolve(1)\n    .then(print)\n}\n`,
    problem: { severity: 'warning', type: 'RuntimeWarning', message: /^a promise runs no callbacks while a thread runs/, line: 4 },
    outcome: 'finished',
  },
  'Promise.all': {
    source: `async function f() {}\nexport async function main() {\n  const coro = f()\n  try { await coro } finally { await Promise.all([]) }\n}\n`,
    problem: { type: 'TypeError', message: /^Promise\.all can't be used/, line: 4, hint: expect.stringContaining('asyncio.gather') },
  },
  'numbers sorted as strings': {
    source: `import { print } from 'builtins'\nexport function main() {\n  print([16, 4, 9].sort())\n  print([3, 1, 2].sort(), ['b', 'a'].sort(), [16, 4].toSorted((a, b) => a - b))\n}\n`,
    problem: { severity: 'warning', type: 'RuntimeWarning', message: /^sort\(\) sorts numbers as strings/, line: 3, hint: expect.stringContaining('(a, b) => a - b') },
    outcome: 'finished',
    lines: ['[16, 4, 9]', '[1, 2, 3] [\'a\', \'b\'] [4, 16]'],
  },
  'an async callback of forEach': {
    source: `import * as asyncio from 'asyncio'\nexport async function main() {\n  [1].forEach(async x => void x)\n  await asyncio.sleep(0)\n}\n`,
    problem: { severity: 'warning', type: 'RuntimeWarning', message: /^coroutine '<lambda>' was never awaited$/, hint: expect.stringContaining('asyncio.gather') },
    outcome: 'finished',
  },
  'a class called without new': {
    source: `import { Lock } from 'threading'\nexport function main() {\n  const lock = Lock()\n}\n`,
    problem: { type: 'TypeError', message: /^Lock is a class: write new Lock\(…\)$/, line: 3 },
  },
  'Python': {
    source: `import threading\n\ndef main():\n    print('a')\n`,
    problem: { origin: 'compile', type: 'SyntaxError', message: /^this is Python/, line: 1 },
  },
  'fifteen hundred blocks in each other': {
    source: `export function main() {\n${'if (true) { '.repeat(1500)}${'}'.repeat(1500)} }`,
    problem: { origin: 'compile', type: 'IndentationError', message: /^too many levels of indentation$/, line: 2 },
  },
  'main called at the bottom': {
    source: `import { print } from 'builtins'\nfunction main() { print('twice') }\nmain()\n`,
    problem: { origin: 'compile', type: 'RuntimeError', message: /^main\(\) is called by the deck itself$/, line: 3 },
  },
  'an operator that binds less than was meant': {
    source: `import { print } from 'builtins'\nexport function main() {\n  print(typeof main === 'nul')\n}\n`,
    problem: { severity: 'warning', origin: 'compile', type: 'SyntaxWarning', message: /typeof/, line: 3 },
    outcome: 'finished',
    lines: ['False'],
  },
}

describe('bad input is answered in clear words, with its place', () => {
  for (const [what, { source, problem, outcome = 'failed', lines = [] }] of Object.entries(BAD)) {
    it(what, async () => {
      const result = await runSnippet(source)
      expect(result.problems).toHaveLength(1)
      const { message, ...rest } = problem
      expect(result.problems[0]).toMatchObject(rest)
      expect(result.problems[0]!.message).toMatch(message)
      expect(result.summary.outcome).toBe(outcome)
      expect(result.lines).toEqual(lines)
    })
  }

  it('a type error does not stop the run', async () => {
    const { lines, problems } = await runSnippet(`import { print } from 'builtins'\nexport function main() {\n  const n: number = 'text'\n  print(n)\n}\n`)
    expect(problems).toEqual([])
    expect(lines).toEqual(['text'])
  })
})

it('the page goes on drawing while a program loops forever', async () => {
  const session = new Session('endless.ts')
  await warmEngine()
  const ended = session.run(`import { Thread } from 'threading'\nfunction spin() { while (true) {} }\nexport function main() { new Thread({ target: spin }).start(); spin() }`, {})
  const frames: number[] = []
  // As many as two seconds have; how fast they come is the machine's, too.
  for (let last = performance.now(); frames.length < 120;) {
    await new Promise(requestAnimationFrame)
    const now = performance.now()
    frames.push(now - last)
    last = now
  }
  frames.sort((a, b) => a - b)
  console.info(`frames beside endless loops: median ${frames[frames.length >> 1]!.toFixed(1)} ms, longest ${frames.at(-1)!.toFixed(1)} ms`)
  session.stop()
  expect((await ended).outcome).toBe('stopped')
})
