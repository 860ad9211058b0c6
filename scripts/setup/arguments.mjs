import process from 'node:process'
import { parseArgs } from 'node:util'

/**
 * An option of a command.
 *
 * @typedef {object} Option
 * @property {'string' | 'boolean'} type whether it has a value
 * @property {boolean} [multiple] whether it may be given more than once
 * @property {string | boolean} [default] its value where it is not given
 * @property {string} says what it does, for `--help`
 * @property {string} [value] what stands for its value in `--help`, as `N`
 * @property {(value: string) => string | undefined} [wrong] what is wrong with a value, if anything is
 */

/**
 * What can be said on the command line.
 *
 * @typedef {object} Command
 * @property {string} does one sentence, for `--help`
 * @property {string} [operands] what the arguments without a name are, as `FILE …`; absent: there are none
 * @property {Readonly<Record<string, Option>>} options by their names, without dashes
 */

/** The call is wrong; the message says how, in one line. */
export class UsageError extends Error {}

/** Exit code of a wrong call, as that of most tools. */
export const WRONG_CALL = 2

/**
 * Reads a command line.
 *
 * @template {Command} Spec
 * @param {Spec} command what may be said
 * @param {readonly string[]} args
 * @returns {{ values: Values<Spec['options']>, operands: string[] }}
 * @throws {UsageError} for an option that there isn't, a value that is missing or wrong, and an operand that nobody asked for
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
 * @param {readonly string[]} names what there is
 * @returns {string} empty where none is near
 */
export function didYouMean(given, names) {
  const [nearest] = names
    .map(name => ({ name, distance: editDistance(given, name) }))
    .sort((a, b) => a.distance - b.distance)
  return nearest && nearest.distance <= Math.max(2, given.length / 3) ? `: did you mean ${nearest.name}?` : ''
}

/**
 * How many letters have to be put in, left out or changed to make one word of another.
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
 * Checks a name that has to be one of some.
 *
 * @param {string} what it names, as `demo`
 * @param {string} name
 * @param {readonly string[]} names what there is
 * @throws {UsageError} with the nearest one, or all of them
 */
export function checkName(what, name, names) {
  if (!names.includes(name))
    throw new UsageError(`there is no ${what} '${name}'${didYouMean(name, names) || `: ${names.join(', ')}`}`)
}

/**
 * The text of `--help`.
 *
 * @param {string} name of the npm script
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
 * Runs a script: a wrong call is one line and exit code 2, whatever else fails is one line and exit code 1.
 *
 * @param {() => Promise<number | void>} main gives the exit code
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
