import { spawn } from 'node:child_process'
import process from 'node:process'
import { inRoot, root } from './paths.mjs'

/** The installed tools: each a script for Node, so that no shell gets involved, on any system. */
const tools = {
  'bench': ['node_modules/tsx/dist/cli.mjs', 'tests/bench/main.ts'],
  'export': ['node_modules/tsx/dist/cli.mjs', 'scripts/export.ts'],
  'eslint': ['node_modules/eslint/bin/eslint.js'],
  'knip': ['node_modules/knip/bin/knip.js'],
  'pack-engine': ['node_modules/tsx/dist/cli.mjs', 'scripts/pack-engine.ts'],
  'playwright': ['node_modules/@playwright/test/cli.js'],
  'present': ['node_modules/tsx/dist/cli.mjs', 'scripts/present.ts'],
  'record': ['node_modules/tsx/dist/cli.mjs', 'scripts/record.ts'],
  'rehearse': ['node_modules/tsx/dist/cli.mjs', 'scripts/rehearse.ts'],
  'rooms': ['scripts/lint/main.mjs'],
  'serve': ['node_modules/tsx/dist/cli.mjs', 'scripts/serve.ts'],
  'snippet': ['node_modules/tsx/dist/cli.mjs', 'scripts/snippet.ts'],
  'slidev': ['node_modules/@slidev/cli/bin/slidev.mjs'],
  'vitest': ['node_modules/vitest/vitest.mjs'],
  'vue-tsc': ['node_modules/vue-tsc/bin/vue-tsc.js'],
}

/**
 * Runs a tool, with its output in the person's terminal.
 *
 * @param {keyof typeof tools} name
 * @param {string[]} args
 * @param {Record<string, string>} [env] additions to the environment
 * @param {(text: string) => void} [say] gets the output, for tools that run at the same time
 * @returns {Promise<number>} its exit code
 */
export function runTool(name, args, env = {}, say = undefined) {
  return run(process.execPath, [...tools[name].map(inRoot), ...args], env, false, say)
}

/**
 * Runs npm: the same one that runs this script, if it does.
 *
 * @param {string[]} args
 */
export function runNpm(args) {
  const npm = process.env.npm_execpath
  return npm?.endsWith('.js')
    ? run(process.execPath, [npm, ...args])
    : run('npm', args, {}, process.platform === 'win32')
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @param {boolean} [shell]
 * @param {(text: string) => void} [say]
 * @returns {Promise<number>} the exit code; 1 when it could not start or was ended by a signal
 */
function run(command, args, env = {}, shell = false, say = undefined) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: say ? ['ignore', 'pipe', 'pipe'] : 'inherit', env: { ...process.env, ...env }, shell })
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', text => say?.(text))
    // Ctrl+C reaches the child as well, which ends in its own way; this process ends with it.
    const stay = () => {}
    const pass = () => child.kill('SIGTERM')
    process.on('SIGINT', stay)
    process.on('SIGTERM', pass)
    const end = (/** @type {number} */ code) => {
      process.off('SIGINT', stay)
      process.off('SIGTERM', pass)
      resolve(code)
    }
    child.on('error', (error) => {
      console.error(`Can't start ${command}: ${error.message}`)
      end(1)
    })
    child.on('exit', code => end(code ?? 1))
  })
}
