/** Python's keyword arguments: one trailing object, checked so that a slip is an error and not a default. */
import { describe } from './functions'
import { suggestion } from './suggestion'

function meant(name: string, names: readonly string[]): string {
  const found = suggestion(name, names)
  return found === undefined ? '' : `. Did you mean '${found}'?`
}

/**
 * Checks the object with a call's optional arguments.
 *
 * @param call the function's name, as errors show it
 * @param options what was given
 * @param names the names it may have
 * @throws TypeError for a name that the function doesn't know, and for what is no such object
 */
export function checkOptions(call: string, options: unknown, names: readonly string[]): void {
  if (options === undefined)
    return
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`${call}() takes the arguments that have defaults as one object, ${call}({ ${names.join(', ')} }), `
      + `not ${describe(options)}`)
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name))
      throw new TypeError(`${call}() got an unexpected keyword argument '${name}'${meant(name, names)}`)
  }
}
