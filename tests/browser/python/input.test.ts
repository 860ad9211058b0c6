/** A program reads lines that a person types; without a person there are none. */
import { describe, expect, it } from 'vitest'
import { Session, startProgram, startPython } from '../../../engine/host'
import { SpanWord } from '../../../engine/insight/columns'
import { listenFor } from '../../../engine/protocol/run-event'
import { State } from '../../../engine/protocol/trace'
import { runSnippet } from '../run-snippet'
import { runPython } from './run-python'

describe('standard input', { timeout: 120_000 }, () => {
  it('gives what is typed, which is shown after the prompt, and then its end', async () => {
    const { lines, inputs, summary } = await runPython(`
      import sys
      name = input('What is your name? ')
      print('Hello', name)
      print(repr(sys.stdin.readline()))
      for line in sys.stdin:
          print('line', line.strip())
      try:
          input('more? ')
      except EOFError as error:
          print(repr(error))
    `, { input: ['Ada', '', 'a', 'b'] })
    expect(lines).toEqual(['What is your name? Ada', 'Hello Ada', '', '\'\\n\'', 'a', 'line a', 'b', 'line b', 'more? EOFError(\'EOF when reading a line\')'])
    expect(inputs.map(({ prompt, hidden }) => [prompt, hidden])).toEqual([['What is your name? ', false], ['', false], ['', false], ['', false], ['', false], ['more? ', false]])
    expect(summary.outcome).toBe('finished')
  })

  it('ends at once where no one can type, and in a Controlled run', async () => {
    for (const options of [{}, { seed: 1, input: ['never'] }]) {
      const { problems, summary } = await runPython('input("name? ")', options)
      expect(problems).toMatchObject([{ type: 'EOFError', message: 'EOF when reading a line', line: 1 }])
      expect(summary.outcome).toBe('failed')
    }
  })

  it('lets the other threads run, which is shown as I/O', async () => {
    const { lines, model } = await runPython(`
      import threading, time
      count = 0
      reads = True
      def work():
          global count
          while reads:
              count += 1
              time.sleep(0.001)
      t = threading.Thread(target=work)
      t.start()
      input()
      reads = False
      t.join()
      print(count > 0)
    `, { input: ['x'] })
    expect(lines).toEqual(['x', 'True'])
    const { spans } = model.lane(1)!
    const states = Array.from({ length: spans.length }, (_, at) => `${State[spans.word(at, SpanWord.State)]} ${spans.word(at, SpanWord.Line)}`)
    expect(states).toContain('Io 11')
  })

  it('is read by one thread at a time', async () => {
    const { lines } = await runPython(`
      import threading
      threads = [threading.Thread(target=lambda: print('got', input())) for _ in range(3)]
      for t in threads: t.start()
      for t in threads: t.join()
    `, { input: ['1', '2', '3'] })
    expect(lines.filter(line => line.startsWith('got'))).toEqual(['got 1', 'got 2', 'got 3'])
  })

  it('of a debugger takes its commands, with the program\'s lines', async () => {
    const { lines, summary } = await runPython('x = 41\nbreakpoint()\nprint(x)\n', { input: ['p x + 1', 'list', 'c'] })
    expect(lines).toContain('42')
    expect(lines.some(line => /2 +->\tbreakpoint\(\)/.test(line))).toBe(true)
    expect(lines.at(-1)).toBe('41')
    expect(summary.outcome).toBe('finished')
  })

  it('of help() takes its questions', async () => {
    const { lines } = await runPython('help()', { input: ['len', 'quit'] })
    expect(lines.join('\n')).toContain('Return the number of items in a container.')
  })

  it('of getpass is not shown', async () => {
    const { lines, inputs } = await runPython('import getpass\nprint(len(getpass.getpass()))', { input: ['secret'] })
    expect(lines).toEqual(['Password: ', '6'])
    expect(inputs).toMatchObject([{ prompt: 'Password: ', hidden: true }])
  })

  it.each([['program.py', startPython], ['program.ts', startProgram]])('that is waited for can be stopped, and is not waited for any more: %s', async (name, start) => {
    const session = new Session(name, start)
    const over: number[] = []
    let asked = 0
    session.subscribe(listenFor({
      'input': ({ wanted }) => {
        asked = wanted.request
        session.stop()
      },
      'input-over': ({ request }) => void over.push(request),
    }), true)
    const summary = await session.run(name.endsWith('.py') ? 'input("go on? ")' : 'import { input } from "builtins"\nexport function main() { input("go on? ") }')
    expect(summary.outcome).toBe('stopped')
    expect(over).toEqual([asked])
  })
})

describe('builtins.input of TypeScript', { timeout: 60_000 }, () => {
  it('gives what is typed, which is shown after the prompt, also a long line, and EOFError at the end', async () => {
    const long = 'ä'.repeat(5000)
    const { lines } = await runSnippet(`
      import { EOFError, input, print } from 'builtins'
      export function main() {
        print('Hello', input('name? '))
        print(input().length)
        try {
          input('more? ')
        }
        catch (error) {
          print(error instanceof EOFError, error.message)
        }
      }
    `, { input: ['Ada', long] })
    expect(lines).toEqual(['name? Ada', 'Hello Ada', long, '5000', 'more? True EOF when reading a line'])
  })

  it('ends at once where no one can type', async () => {
    const { problems } = await runSnippet('import { input } from "builtins"\nexport function main() { input("name? ") }')
    expect(problems).toMatchObject([{ type: 'EOFError', message: 'EOF when reading a line' }])
  })

  it('lets other threads run meanwhile', async () => {
    const { lines } = await runSnippet(`
      import { input, print } from 'builtins'
      import { Event, Thread } from 'threading'
      const asked = new Event()
      function work() {
        asked.wait()
        print('worked')
      }
      export function main() {
        const t = new Thread({ target: work })
        t.start()
        asked.set()
        print('.', { end: '', flush: true })
        print(input('? '))
        t.join()
      }
    `, { input: ['x'] })
    expect([...lines].sort()).toEqual(['.? x', 'worked', 'x'])
  })
})
