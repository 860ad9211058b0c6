/** What a program prints, by whichever way, is shown as a terminal shows it. */
import { expect, it } from 'vitest'
import { runPython } from './run-python'

it('a line that is flushed before its end goes on as one line, and a carriage return rewrites it', { timeout: 120_000 }, async () => {
  const { lines, output } = await runPython(`
    import sys, threading, time
    for _ in range(3):
        print('.', end='', flush=True)
        time.sleep(0.02)
    print(' done')
    for percent in (5, 50, 100):
        sys.stderr.write(f'\\r{percent}%')
        sys.stderr.flush()
    print(file=sys.stderr)
    def dots(name):
        for _ in range(3):
            print(name, end='', flush=True)
            time.sleep(0.01)
        print()
    threads = [threading.Thread(target=dots, args=[name]) for name in 'ab']
    for t in threads: t.start()
    for t in threads: t.join()
    print('no end', end='')
  `)
  expect(lines).toEqual(['... done', '100%', 'aaa', 'bbb', 'no end'])
  expect(output.filter(line => line.unfinished).map(line => line.text).slice(0, 3)).toEqual(['.', '..', '...'])
})

it('what goes to sys.__stdout__, to the descriptors and to the buffer is shown too', { timeout: 120_000 }, async () => {
  const { lines, output } = await runPython(`
    import contextlib, io, os, sys
    sys.stdout = io.StringIO()
    print('hidden')
    sys.stdout = sys.__stdout__
    print('one')
    sys.__stdout__.write('two\\n')
    sys.__stderr__.write('three\\n')
    os.write(1, b'four\\n')
    os.write(2, 'fünf\\n'.encode())
    os.write(sys.stdout.fileno(), b'se')
    os.write(1, b'ven\\n')
    sys.stdout.reconfigure(line_buffering=True, encoding='utf-8')
    sys.stdout.buffer.write(b'bytes\\n')
    sys.stdout.buffer.flush()
    sys.stdout.reconfigure(write_through=True)
    sys.stdout.write('through')
    print(sys.stdout.encoding, sys.stdout.writable(), sys.stdout.line_buffering)
    with open(1, 'w', closefd=False) as file:
        file.write('a file\\n')
  `)
  expect(lines).toEqual(['one', 'two', 'three', 'four', 'fünf', 'seven', 'bytes', 'throughutf-8 True True', 'a file'])
  expect(output.filter(({ stream }) => stream === 'stderr').map(({ text }) => text)).toEqual(['three', 'fünf'])
})
