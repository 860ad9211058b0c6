import process from 'node:process'
import { build, buildIfStale } from './build.mjs'
import { keepBusy } from './busy.mjs'
import { checkNames, releaseChecks, runChecks } from './checks.mjs'
import { ensureInstalled } from './install.mjs'
import { hasScreen } from './screen.mjs'
import { runTool } from './tools.mjs'

/**
 * @param {string[]} args the command, then its arguments
 * @returns {Promise<number>} the exit code
 */
export async function main([command, ...rest]) {
  // `npm test -- unit` and `npm run test:unit -- unit` hand on what stands after the two dashes.
  const args = rest.filter(arg => arg !== '--')
  switch (command) {
    case 'start':
      return await ensureInstalled() || await buildIfStale() || await runTool('serve', args)
    case 'dev':
      return await ensureInstalled() || await runTool('slidev', [...(hasScreen() ? ['--open'] : []), ...args])
    case 'build':
      return await ensureInstalled() || await build()
    case 'preview':
      return await ensureInstalled() || await runTool('serve', args)
    case 'export':
      return await ensureInstalled() || await buildIfStale() || await runTool('export', args)
    case 'bench':
      return await ensureInstalled() || await runTool('bench', args)
    case 'record':
      return await ensureInstalled() || await runTool('record', args)
    case 'rehearse':
      return await ensureInstalled() || await buildIfStale() || await runTool('rehearse', args)
    case 'snippet':
      return await ensureInstalled() || await runTool('snippet', args)
    case 'test':
      return await ensureInstalled() || await test(args)
  }
  console.error(`There is no '${command ?? ''}' here: start, dev, build, preview, export, snippet, record, rehearse or test.`)
  return 1
}

/** @param {string[]} args names of checks, `--full`, and `--busy`: beside programs that take all the machine's time */
async function test(args) {
  const names = args.filter(arg => arg !== '--full' && arg !== '--busy')
  const unknown = names.find(name => !checkNames.includes(name))
  if (unknown !== undefined) {
    console.error(`There is no check '${unknown}': ${checkNames.join(', ')}.`)
    return 1
  }
  if (args.includes('--full'))
    process.env.FULL = '1'
  const busy = args.includes('--busy') ? keepBusy() : undefined
  try {
    return await runChecks(names.length > 0 ? names : checkNames.filter(name => args.includes('--full') || !releaseChecks.includes(name)))
  }
  finally {
    await busy?.stop()
  }
}
