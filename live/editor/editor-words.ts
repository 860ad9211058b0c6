/** What the editor says of a program: TypeScript's own words, without advice that can't be followed here. */
import { BROWSER_NAMES } from '../../engine/protocol/browser-names'
import { MODULE_NAMES } from '../../engine/protocol/modules'

/** Globals of a browser that a program may use after all, as declarations. */
export const GLOBALS = `/** Its methods print. */
declare const console: Record<'debug' | 'error' | 'info' | 'log' | 'trace' | 'warn', (...values: unknown[]) => void>
`

/**
 * TypeScript's options for programs, beside those that are numbers of its own enumerations: what is caught may be
 * anything, and is an exception here.
 */
export const STRICTNESS = { strict: true, useUnknownInCatchVariables: false, noEmit: true, allowNonTsExtensions: true } as const

/** Advice on libraries, packages and options. */
const ADVICE = /\.? (?:Do you need to (?:change your target library|install type definitions)|Did you mean to set the 'moduleResolution' option|Try `npm i)[\s\S]*/

/**
 * TypeScript's message as the editor shows it.
 *
 * @param message of a diagnostic
 */
export function reworded(message: string): string {
  const name = /^Cannot find name '(\w+)'/.exec(message)?.[1]
  const hint = name === undefined ? undefined : BROWSER_NAMES.get(name)
  if (hint !== undefined)
    return `Cannot find name '${name}'. ${hint}`
  const module = /^Cannot find (?:module '|name '(?=node:))([^']*)'/.exec(message)?.[1]
  if (module !== undefined)
    return `Cannot find module '${module}'. A program can import ${MODULE_NAMES.join(', ')}.`
  return message.replace(ADVICE, '.')
}
