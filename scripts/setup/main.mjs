import process from 'node:process'
import { checkName, didYouMean, helpFor, readArguments, UsageError, WRONG_CALL } from './arguments.mjs'
import { build, buildIfStale } from './build.mjs'
import { keepBusy } from './busy.mjs'
import { checkNames, releaseChecks, runChecks } from './checks.mjs'
import { commands } from './commands.mjs'
import { ensureInstalled } from './install.mjs'
import { hasScreen } from './screen.mjs'
import { runTool } from './tools.mjs'

/**
 * Checks the whole command line before anything is installed or built: an error is reported at once, in one line.
 *
 * @param {string[]} args the command, then its arguments
 * @returns {Promise<number>} the exit code
 */
export async function main([name = '', ...rest]) {
  // `npm test -- unit` and `npm run test:unit -- unit` pass on the arguments after the two dashes.
  const args = rest.filter(arg => arg !== '--')
  const names = Object.keys(commands)
  try {
    if (!isCommand(name))
      throw new UsageError(`There is no '${name}' here${didYouMean(name, names) || `: ${names.join(', ')}.`}`)
    if (args.includes('--help') || args.includes('-h')) {
      console.log(helpFor(name, commands[name]))
      return 0
    }
    return await run(name, args)
  }
  catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return error instanceof UsageError ? WRONG_CALL : 1
  }
}

/**
 * @param {string} name
 * @returns {name is keyof typeof commands} whether there is such a command
 */
function isCommand(name) {
  return Object.hasOwn(commands, name)
}

/**
 * @param {keyof typeof commands} name
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function run(name, args) {
  const { operands } = readArguments(commands[name], args)
  switch (name) {
    case 'start':
      return await ensureInstalled() || await buildIfStale() || await runTool('serve', args)
    case 'dev':
      return await ensureInstalled() || await runTool('slidev', [...(hasScreen() && !args.some(arg => /^--(?:no-)?open$/.test(arg)) ? ['--open'] : []), ...args])
    case 'build':
      return await ensureInstalled() || await build(readArguments(commands.build, args).values)
    case 'present':
      return await ensureInstalled() || await buildIfStale() || await runTool('present', args)
    case 'preview':
      return await ensureInstalled() || await runTool('serve', args)
    case 'export':
      return await ensureInstalled() || await runExport(args)
    case 'bench':
      return await ensureInstalled() || await runTool('bench', args)
    case 'record':
      return await ensureInstalled() || await runTool('record', args)
    case 'rehearse':
      return await ensureInstalled() || await buildIfStale() || await runTool('rehearse', args)
    case 'snippet':
      return await ensureInstalled() || await runTool('snippet', args)
    case 'pack-engine':
      return await ensureInstalled() || await runTool('pack-engine', args)
    case 'test':
      operands.forEach(check => checkName('check', check, checkNames))
      return await ensureInstalled() || await test(operands, readArguments(commands.test, args).values)
  }
}

/** @param {string[]} args */
async function runExport(args) {
  const { range } = readArguments(commands.export, args).values
  if (range !== undefined) {
    // It needs Slidev's parser, which exists once the packages are installed.
    const { checkRange } = await import('../export/range.mjs')
    await checkRange(range)
  }
  return await buildIfStale() || await runTool('export', args)
}

/**
 * @param {string[]} names names of checks; empty for all
 * @param {{ full?: boolean, busy?: boolean }} options includes slow checks; runs next to programs that use all of the machine's time
 */
async function test(names, { full = false, busy = false }) {
  if (full)
    process.env.FULL = '1'
  const others = busy ? keepBusy() : undefined
  try {
    return await runChecks(names.length > 0 ? names : checkNames.filter(name => full || !releaseChecks.includes(name)), { quiet: full || busy })
  }
  finally {
    await others?.stop()
  }
}
