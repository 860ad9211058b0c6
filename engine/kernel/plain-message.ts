/**
 * Puts JavaScript's own error messages into the program's words: names of the bundled engine in V8's messages become those
 * of the modules, and for Python's names the intended one is suggested.
 */
import { BROWSER_NAMES } from '../protocol/browser-names'
import { MODULE_NAMES } from '../protocol/modules'
import { functionNamed, functionNames } from './functions'
import { suggestion } from './suggestion'

/** JavaScript's counterparts of the methods of Python's strings, lists and dicts. */
const PYTHON_METHODS: Readonly<Record<string, string>> = {
  append: 'push(x)',
  extend: 'push(...xs)',
  insert: 'splice(index, 0, x)',
  remove: 'splice(list.indexOf(x), 1)',
  index: 'indexOf(x)',
  count: 'filter(item => item === x).length',
  copy: 'slice()',
  upper: 'toUpperCase()',
  lower: 'toLowerCase()',
  strip: 'trim()',
  lstrip: 'trimStart()',
  rstrip: 'trimEnd()',
  startswith: 'startsWith(x)',
  endswith: 'endsWith(x)',
  find: 'indexOf(x)',
  ljust: 'padEnd(width)',
  rjust: 'padStart(width)',
  zfill: 'padStart(width, \'0\')',
  items: 'entries() of a Map, or Object.entries(object)',
  format: 'a template literal in backticks',
  update: 'Object.assign(object, other)',
  setdefault: 'object.key ??= value',
}

/** TypeScript's counterparts of Python's keywords. */
const PYTHON_WORDS: Readonly<Record<string, string>> = {
  None: 'Write null.',
  True: 'Write true.',
  False: 'Write false.',
  self: 'Write this.',
  str: 'Write String(x).',
  float: 'Write Number(x).',
  bool: 'Write Boolean(x).',
  list: 'Write Array.from(x).',
  dict: 'Write new Map(), or an object: {}.',
  tuple: 'Write a list: [a, b].',
  set: 'Write new Set().',
  input: 'There is no keyboard: write the value into the program.',
  open: 'There are no files: write the text into the program.',
}

/** A class of the modules or of the program, by its name in the engine's script, to which a bundler adds numbers. */
function classCalled(name: string): string {
  const uncounted = name.replace(/\$?\d+$/, '')
  const names = Array.from(functionNames(), ([known]) => known.slice(known.lastIndexOf('.') + 1))
  return names.includes(name) || !names.includes(uncounted) ? name : uncounted
}

/** Names of the methods of the modules' objects. */
let methods: Set<string> | undefined

function methodNames(): Set<string> {
  if (!methods) {
    methods = new Set()
    for (const [, { prototype }] of functionNames()) {
      for (let object: unknown = prototype; object && object !== Object.prototype; object = Object.getPrototypeOf(object)) {
        for (const name of Object.getOwnPropertyNames(object))
          methods.add(name)
      }
    }
  }
  return methods
}

function meant(message: string): string {
  const method = /\.([\dA-Za-z]*_\w*) is not a function$/.exec(message)?.[1]
  const found = method === undefined ? undefined : suggestion(method, methodNames())
  return found === undefined ? '' : `. Did you mean: '${found}'?`
}

/**
 * Rewrites an error's message in the program's words, once.
 *
 * @returns the error
 */
export function mendMessage<T>(error: T): T {
  if (!(error instanceof TypeError))
    return error
  const { message } = error
  const mended = message
    .replace(/^Class constructor (\S+) cannot be invoked without 'new'$/, (_, name: string) => `${classCalled(name)} is a class: write new ${classCalled(name)}(…)`)
    .replace(/\b__super\d+\b/g, '(intermediate value)')
  const whole = mended + meant(mended)
  if (whole !== message)
    error.message = whole
  return error
}

function importHint(name: string): string | undefined {
  // If several modules have the name, the threads' own comes first.
  const module = ['builtins', 'threading', ...MODULE_NAMES].find(module => functionNamed(`${module}.${name}`))
  return module && `Write import { ${name} } from '${module}', at the top.`
}

/** Advice about an error that comes from a Python habit, or from a JavaScript one. */
export function hintFor(error: Error): string | undefined {
  const name = /^(?:name ')?(\w+)'? is not defined$/.exec(error.message)?.[1]
  if (name !== undefined && MODULE_NAMES.includes(name))
    return `Write import * as ${name} from '${name}', at the top.`
  if (name !== undefined)
    return importHint(name) ?? PYTHON_WORDS[name] ?? BROWSER_NAMES.get(name)
  if (/\.(?:then|catch|finally) is not a function$/.test(error.message))
    return 'A coroutine is no promise: await it in an async function, in try … catch if it may fail.'
  if (error.message.startsWith('\'Promise\' object can\'t be awaited') || /^Promise\.\w+ can't be used/.test(error.message))
    return 'Promise.all(…) is asyncio.gather(…), Promise.race(…) is asyncio.wait(…, { returnWhen: asyncio.FIRST_COMPLETED }).'
  const method = /\.(\w+) is not a function(?:\. Did you mean|$)/.exec(error.message)?.[1]
  const own = method === undefined ? undefined : Object.hasOwn(PYTHON_METHODS, method) ? PYTHON_METHODS[method] : undefined
  return own === undefined ? undefined : `Python's ${method} is, in JavaScript, ${own}.`
}
