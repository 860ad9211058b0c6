import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { didYouMean, readArguments } from '../../../scripts/setup/arguments.mjs'
import { commands } from '../../../scripts/setup/commands.mjs'
import { main } from '../../../scripts/setup/main.mjs'

const root = path.join(import.meta.dirname, '../../..')

/** Runs an npm script as npm does: in the repository's folder, with the person's own in INIT_CWD. */
async function npmRun(args: string[], cwd = root): Promise<{ code: number, stdout: string, stderr: string }> {
  const { NODE_OPTIONS: _, ...env } = process.env
  try {
    return { code: 0, ...await promisify(execFile)(process.execPath, ['scripts/setup.mjs', ...args], { cwd: root, env: { ...env, INIT_CWD: cwd } }) }
  }
  catch (error) {
    return error as { code: number, stdout: string, stderr: string }
  }
}

/** What `npmRun` does, without a process of its own: for calls that end before a tool is started. */
async function callHere(args: string[]): Promise<{ code: number, stdout: string, stderr: string }> {
  const said = { stdout: '', stderr: '' }
  const log = vi.spyOn(console, 'log').mockImplementation(line => void (said.stdout += `${line}\n`))
  const error = vi.spyOn(console, 'error').mockImplementation(line => void (said.stderr += `${line}\n`))
  try {
    const code = await main(args)
    return { code, ...said }
  }
  finally {
    log.mockRestore()
    error.mockRestore()
  }
}

/** A wrong call: exit code 2 and one line, which is no stack. */
async function complaint(args: string[], call: typeof callHere = npmRun): Promise<string> {
  const { code, stdout, stderr } = await call(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/^[^\n]+\n$/)
  return stderr.trimEnd()
}

const names = Object.keys(commands) as (keyof typeof commands)[]

it('an option that there isn\'t is named, before anything is done', async () => {
  expect(await complaint(['start', '--nonsense'])).toBe('there is no option \'--nonsense\'')
})

describe.each(names)('npm run %s', (name) => {
  it('names an option that there isn\'t', async () => {
    expect(await callHere([name, '--nonsense'])).toEqual({ code: 2, stdout: '', stderr: 'there is no option \'--nonsense\'\n' })
  })

  it('lists its options with --help', async () => {
    const { code, stdout, stderr } = await callHere([name, '--', '--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(commands[name].does)
    for (const option of Object.keys(commands[name].options))
      expect(stdout).toMatch(new RegExp(`--(?:no-)?${option}\\b`))
  })
})

describe('what is wrong with a call is said at once', () => {
  it.each([
    [['start', '--prot', '80'], 'there is no option \'--prot\': did you mean --port?'],
    [['start', '--port'], '--port wants a value'],
    [['start', 'now'], '\'now\' is not an option, and nothing else can be said here'],
    [['start', 'open'], '\'open\' is not an option, and nothing else can be said here: did you mean --open?'],
    [['preview', '--port', 'abc'], '--port is a number from 1 to 65535, not \'abc\''],
    [['preview', '--port', '99999'], '--port is a number from 1 to 65535, not \'99999\''],
    [['preview', '--port', '0'], '--port is a number from 1 to 65535, not \'0\''],
    [['preview', '--port', '1e3'], '--port is a number from 1 to 65535, not \'1e3\''],
    [['preview', '--port', ''], '--port is a number from 1 to 65535, not \'\''],
    [['preview', '--base', '/a?b'], '--base is a path, as /talk/, not \'/a?b\''],
    [['preview', '--headers=yes'], '--headers takes no value'],
    [['dev', '--port', 'abc'], '--port is a number from 1 to 65535, not \'abc\''],
    [['dev', '--log', 'loud'], '--log is error or warn or info or silent, not \'loud\''],
    [['export', '--format', 'docx'], '--format is pdf or png, not \'docx\''],
    [['export', '--range', 'abc'], '--range is numbers of slides, as 3-5,8, not \'abc\''],
    [['export', '--range', '20-18'], '--range is numbers of slides, as 3-5,8, not \'20-18\''],
    [['export', '--range', '3,'], '--range is numbers of slides, as 3-5,8, not \'3,\''],
    [['record', '--only', 'pyhton'], '--only is deck or python, not \'pyhton\''],
    [['record', '--runs', '0'], '--runs is a whole number from 1 on, not \'0\''],
    [['rehearse', '--from', 'x'], '--from is a whole number from 1 on, not \'x\''],
    [['snippet', 'x.ts', '--mode', 'both'], '--mode is gil or free, not \'both\''],
    [['snippet', 'x.ts', '--timeout', '-1'], expect.stringContaining('--timeout')],
    [['snippet', 'x.ts', '--explore', '--bound', 'few'], expect.stringMatching(/^--bound is .*, not 'few'$/)],
    [['snippet', 'x.ts', '--explore', '--seed', '-1'], expect.stringContaining('--seed')],
    [['snippet', 'x.ts', '--timeout=nan'], '--timeout is a number of seconds, not \'nan\''],
    [['test', 'e2'], 'there is no check \'e2\': did you mean e2e?'],
  ])('%j', async (args, message) => {
    expect(await complaint(args, callHere)).toEqual(message)
  })

  // The script itself finds these.
  it.each([
    [['snippet'], 'which file? npm run snippet -- FILE …'],
    [['snippet', 'x.ts', '--bound', '2'], '--bound and --seed go with --explore'],
    [['snippet', 'nothing.ts'], 'there is no file nothing.ts'],
    [['record', '--demo', 'lost-updat'], 'there is no demo \'lost-updat\': did you mean lost-update?'],
    [['record', '--only', 'python', '--demo', 'lost-update', '--python', 'python9'], '--python python9 can\'t be run: ENOENT'],
    [['bench', '--only', 'first-lin'], 'there is no row \'first-lin\': did you mean first-line?'],
    [['bench', '--only', 'first-line', '--json', '/nowhere/figures.json'], '--json /nowhere/figures.json can\'t be written: ENOENT'],
  ])('%j', async (args, message) => {
    expect(await complaint(args)).toBe(message)
  })

  it.each(['0', '999', '1,999', '3-999'])('slides that the talk has not: --range %s', async (range) => {
    expect(await complaint(['export', '--range', range], callHere)).toMatch(/^there is no slide (?:0|999): the talk has slides 1 to \d+$/)
  })

  it('a port that is taken', async () => {
    const server = net.createServer().listen(0, 'localhost')
    onTestFinished(() => void server.close())
    await new Promise(resolve => server.once('listening', resolve))
    const { port } = server.address() as net.AddressInfo
    // Where nothing is built yet, as while tests run beside the build, that comes first.
    expect([`--port ${port} is taken: choose another one, or none for the first free one`, 'there is no built site in dist/: npm run build makes it'])
      .toContain(await complaint(['preview', '--no-open', '--port', String(port)]))
  })
})

it('a file is meant from the folder in which npm was called', async () => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'snippet-'))
  onTestFinished(() => fs.rm(folder, { recursive: true }))
  await fs.mkdir(path.join(folder, 'mine.ts'))
  expect((await npmRun(['snippet', 'mine.ts'], folder)).stderr).toBe('mine.ts is a folder, not a file\n')
})

describe('readArguments', () => {
  it('gives values, defaults and operands', () => {
    expect(readArguments(commands.snippet, ['a.ts', '--', '--mode=free', 'b.ts'])).toEqual({
      values: { 'mode': 'free', 'json': false, 'explore': false, 'timeout': '60', 'switch-interval': '0.005', 'debug': false },
      operands: ['a.ts', 'b.ts'],
    })
    expect(readArguments(commands.preview, ['--no-headers']).values).toMatchObject({ headers: false, base: '/' })
    expect(readArguments(commands.rehearse, ['--no-python']).values).toMatchObject({ python: false })
  })
})

it('didYouMean names what is near only', () => {
  expect(didYouMean('--prot', ['--port', '--base'])).toBe(': did you mean --port?')
  expect(didYouMean('--nonsense', ['--port', '--base'])).toBe('')
})
