/** What a program in a browser can't have is refused by an exception of CPython's class that says why, in one sentence. */
import { describe, expect, it } from 'vitest'
import { runPython } from './run-python'

const PROGRAM = `
import asyncio, concurrent.futures, http.client, http.server, os, signal, socket, ssl, subprocess, threading, urllib.request

def attempt(work):
    try:
        print('no exception:', work())
    except Exception as error:
        print(f'{type(error).__name__}: {error}')

def run(call):
    """Calls something in an event loop that runs, and awaits what it gives if that can be awaited."""
    async def main():
        made = call(asyncio.get_running_loop())
        return await made if asyncio.iscoroutine(made) else made
    return asyncio.run(main())

def handle(reader, writer):
    pass

`

const NO_SOCKETS = 'a program in a browser has no sockets: use the module web, or urllib.request'
const noProcess = (what: string): string => `a program in a browser is one process and can start no other: ${what} needs real CPython`
const noSignal = (what: string): string => `a program in a browser gets no signals but its own, by signal.raise_signal: ${what} needs real CPython`
const noPipe = (what: string): string => `a program in a browser has no pipes to other programs: ${what} needs real CPython`
const noInterpreter = (what: string): string => `this build of CPython has no subinterpreters: ${what} needs real CPython`
const noLibrary = (what: string): string => `this build of CPython can load no shared libraries: ${what} needs real CPython`

/** Statements of a program, each with the exception that it has to raise. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'sockets': Object.fromEntries([
    'socket.socket()',
    'socket.create_connection(("localhost", 80))',
    'socket.create_server(("", 8000))',
    'socket.socketpair()',
    'ssl.create_default_context().wrap_socket(socket.socket())',
    'http.client.HTTPConnection("localhost").request("GET", "/")',
    'http.server.HTTPServer(("", 8000), None)',
    'run(lambda loop: asyncio.open_connection("localhost", 80))',
    'run(lambda loop: asyncio.start_server(handle, "127.0.0.1", 8888))',
    'run(lambda loop: asyncio.open_unix_connection("/tmp/socket"))',
    'run(lambda loop: asyncio.start_unix_server(handle, "/tmp/socket"))',
    'run(lambda loop: loop.create_server(asyncio.Protocol, "127.0.0.1", 8888))',
    'run(lambda loop: loop.create_datagram_endpoint(asyncio.DatagramProtocol, ("127.0.0.1", 8888)))',
    'run(lambda loop: loop.add_reader(0, print))',
    'run(lambda loop: loop.add_writer(1, print))',
  ].map(statement => [statement, `OSError: ${NO_SOCKETS}`])),
  'addresses of hosts': Object.fromEntries([
    'socket.gethostbyname("localhost")',
    'socket.gethostbyname_ex("localhost")',
    'socket.gethostbyaddr("127.0.0.1")',
    'socket.getaddrinfo("localhost", 80)',
    'run(lambda loop: loop.getaddrinfo("localhost", 80))',
  ].map(statement => [statement, `gaierror: [Errno -4] ${NO_SOCKETS}`])),
  'processes': {
    'subprocess.run(["ls"])': `OSError: ${noProcess('subprocess')}`,
    'subprocess.Popen("ls", shell=True)': `OSError: ${noProcess('subprocess')}`,
    'run(lambda loop: asyncio.create_subprocess_exec("ls"))': `NotImplementedError: ${noProcess('loop.subprocess_exec')}`,
    'run(lambda loop: asyncio.create_subprocess_shell("ls"))': `NotImplementedError: ${noProcess('loop.subprocess_shell')}`,
    ...Object.fromEntries(['fork', 'forkpty', 'system', 'popen', 'execv', 'spawnl', 'posix_spawn', 'wait', 'wait4', 'waitid', 'waitpid']
      .map(name => [`os.${name}()`, `OSError: ${noProcess(`os.${name}`)}`])),
    'import multiprocessing': `ModuleNotFoundError: ${noProcess('multiprocessing')}`,
    'from multiprocessing import Process': `ModuleNotFoundError: ${noProcess('multiprocessing')}`,
    'concurrent.futures.ProcessPoolExecutor()': `RuntimeError: ${noProcess('ProcessPoolExecutor')}`,
    'run(lambda loop: loop.connect_read_pipe(asyncio.Protocol, None))': `NotImplementedError: ${noPipe('loop.connect_read_pipe')}`,
  },
  'subinterpreters': {
    'concurrent.futures.InterpreterPoolExecutor()': `RuntimeError: ${noInterpreter('InterpreterPoolExecutor')}`,
    'concurrent.futures.InterpreterPoolExecutor(max_workers=2, initializer=print)': `RuntimeError: ${noInterpreter('InterpreterPoolExecutor')}`,
    'from concurrent.futures import InterpreterPoolExecutor; InterpreterPoolExecutor()': `RuntimeError: ${noInterpreter('InterpreterPoolExecutor')}`,
    'from concurrent.futures.interpreter import InterpreterPoolExecutor': `ModuleNotFoundError: ${noInterpreter('concurrent.interpreters')}`,
    'from concurrent import interpreters': `ModuleNotFoundError: ${noInterpreter('concurrent.interpreters')}`,
    'import concurrent.interpreters': `ModuleNotFoundError: ${noInterpreter('concurrent.interpreters')}`,
  },
  'signals from outside': {
    ...Object.fromEntries(['alarm(1)', 'setitimer(signal.ITIMER_REAL, 1)', 'pthread_kill(threading.get_ident(), signal.SIGTERM)', 'pause()', 'sigwait([signal.SIGTERM])', 'sigwaitinfo([])', 'sigtimedwait([], 1)', 'set_wakeup_fd(-1)']
      .map(call => [`signal.${call}`, `OSError: ${noSignal(`signal.${call.slice(0, call.indexOf('('))}`)}`])),
    'run(lambda loop: loop.add_signal_handler(signal.SIGTERM, print))': `NotImplementedError: ${noSignal('loop.add_signal_handler')}`,
    'run(lambda loop: loop.remove_signal_handler(signal.SIGTERM))': `NotImplementedError: ${noSignal('loop.remove_signal_handler')}`,
  },
  'shared libraries': {
    'import ctypes': `ModuleNotFoundError: ${noLibrary('ctypes')}`,
  },
}

describe('what a browser does not have says why', { timeout: 120_000 }, () => {
  it.each(Object.entries(REFUSED))('%s', async (_, expected) => {
    const statements = Object.keys(expected)
    const { lines, problems, summary } = await runPython(`${PROGRAM}${statements.map(statement => `attempt(lambda: exec(${JSON.stringify(statement)}, globals()))`).join('\n')}`)
    expect(Object.fromEntries(statements.map((statement, n) => [statement, lines[n]]))).toEqual(expected)
    expect(problems).toEqual([])
    expect(summary.outcome).toBe('finished')
  })

  it('in the report of an uncaught exception, too', async () => {
    const { problems, summary } = await runPython('import asyncio\nasync def main():\n    await asyncio.start_server(print, "127.0.0.1", 8888)\nasyncio.run(main())')
    expect(problems).toMatchObject([{ type: 'OSError', message: NO_SOCKETS }])
    expect(summary.outcome).toBe('failed')
  })
})
