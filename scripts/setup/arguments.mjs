import process from 'node:process'
import { parseArgs } from 'node:util'

/**
 * An option of a command.
 *
 * @typedef {object} Option
 * @property {'string' | 'boolean'} type whether it has a value
 * @property {boolean} [multiple] whether it may be given more than once
 * @property {string | boolean} [default] its value if it is not given
 * @property {string} says its description, for `--help`
 * @property {string} [value] the placeholder for its value in `--help`, such as `N`
 * @property {(value: string) => string | undefined} [wrong] returns what is wrong with a value, if anything
 */

/**
 * A command and its arguments.
 *
 * @typedef {object} Command
 * @property {string} does one sentence, for `--help`
 * @property {string} [operands] the positional arguments, such as `FILE …`; absent if there are none
 * @property {Readonly<Record<string, Option>>} options by name, without dashes
 */

/** An invalid command line; the message says why, in one line. */
export class UsageError extends Error {}

/** Exit code for an invalid command line, as most tools have it. */
export const WRONG_CALL = 2

/**
 * Reads a command line.
 *
 * @template {Command} Spec
 * @param {Spec} command its specification
 * @param {readonly string[]} args
 * @returns {{ values: Values<Spec['options']>, operands: string[] }}
 * @throws {UsageError} for an unknown option, a missing or invalid value, and an unexpected operand
 */
export function readArguments(command, args) {
  const parsed = parse(command, args.filter(arg => arg !== '--'))
  for (const [name, { wrong }] of Object.entries(command.options)) {
    for (const value of [parsed.values[name]].flat()) {
      const complaint = typeof value === 'string' ? wrong?.(value) : undefined
      if (complaint !== undefined)
        throw new UsageError(`--${name} ${complaint}, not '${value}'`)
    }
  }
  return { values: /** @type {Values<Spec['options']>} */ (parsed.values), operands: parsed.positionals }
}

/**
 * @template {Readonly<Record<string, Option>>} Options
 * @typedef {ReturnType<typeof parseArgs<{ options: { -readonly [Name in keyof Options]: Options[Name] } }>>['values']} Values
 */

/**
 * @param {Command} command
 * @param {string[]} args
 * @returns {{ values: Record<string, string | boolean | (string | boolean)[] | undefined>, positionals: string[] }}
 */
function parse({ options, operands }, args) {
  const names = Object.keys(options)
  const { tokens } = parseArgs({ args, options, strict: false, allowNegative: true, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'positional' && operands === undefined)
      throw new UsageError(`'${token.value}' is not an option, and nothing else can be said here${names.includes(token.value) ? `: did you mean --${token.value}?` : ''}`)
    if (token.kind !== 'option')
      continue
    const known = options[token.name] ?? (token.name.startsWith('no-') && options[token.name.slice(3)]?.type === 'boolean' ? { type: 'boolean' } : undefined)
    if (!known)
      throw new UsageError(`there is no option '${token.rawName}'${didYouMean(token.rawName, names.map(name => `--${name}`))}`)
    if (known.type === 'string' && token.value === undefined)
      throw new UsageError(`--${token.name} wants a value`)
    if (known.type === 'boolean' && token.value !== undefined)
      throw new UsageError(`--${token.name} takes no value`)
  }
  try {
    return parseArgs({ args, options, allowPositionals: true, allowNegative: true })
  }
  catch (error) {
    // Such as a value that begins with a dash.
    throw new UsageError(/** @type {Error} */ (error).message.split('\n')[0])
  }
}

/**
 * The nearest of some names, as the end of a sentence.
 *
 * @param {string} given
 * @param {readonly string[]} names the existing names
 * @returns {string} empty if none is near
 */
export function didYouMean(given, names) {
  const [nearest] = names
    .map(name => ({ name, distance: editDistance(given, name) }))
    .sort((a, b) => a.distance - b.distance)
  return nearest && nearest.distance <= Math.max(2, given.length / 3) ? `: did you mean ${nearest.name}?` : ''
}

/**
 * The edit distance of two words: letters to insert, delete or change.
 *
 * @param {string} a
 * @param {string} b
 */
function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(/** @type {number} */ (row[j]) + 1, /** @type {number} */ (next[j - 1]) + 1, /** @type {number} */ (row[j - 1]) + Number(a[i - 1] !== b[j - 1])))
    row = next
  }
  return /** @type {number} */ (row[b.length])
}

/**
 * Checks that a name is one of several.
 *
 * @param {string} what the kind of thing, such as `demo`
 * @param {string} name
 * @param {readonly string[]} names the existing names
 * @throws {UsageError} with the nearest one, or all of them
 */
export function checkName(what, name, names) {
  if (!names.includes(name))
    throw new UsageError(`there is no ${what} '${name}'${didYouMean(name, names) || `: ${names.join(', ')}`}`)
}

/**
 * The text of `--help`.
 *
 * @param {string} name the name of the npm script
 * @param {Command} command
 */
export function helpFor(name, { does, operands, options }) {
  const lines = Object.entries(options).map(([option, { type, value = 'TEXT', says, default: usual }]) => {
    const negative = type === 'boolean' && usual === true
    const left = `--${negative ? 'no-' : ''}${option}${type === 'string' ? ` ${value}` : ''}`
    return `  ${left.padEnd(26)}${says}${typeof usual === 'string' ? ` (default: ${usual})` : ''}`
  })
  const named = Object.keys(options).length > 0
  return [`npm run ${name}${named || operands ? ' --' : ''}${operands ? ` ${operands}` : ''}${named ? ' [OPTION …]' : ''}`, '', does, ...(named ? ['', ...lines] : [])].join('\n')
}

/**
 * Runs a script: an invalid command line prints one line and gives exit code 2, any other error one line and exit code 1.
 *
 * @param {() => Promise<number | void>} main returns the exit code
 */
export async function runScript(main) {
  try {
    process.exitCode = await main() ?? 0
  }
  catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = error instanceof UsageError ? WRONG_CALL : 1
  }
}
