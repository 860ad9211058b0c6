/**
 * Finds what a thread changes in vain. Every thread evaluates the module and has what the module's variables hold for
 * itself, so that a list, a Map or a field that one thread changes is as it was for the others. In Python it would not
 * be; the program is told, unless nobody else uses the variable.
 *
 * Nothing is noted where data changes: a thread compares what the variables hold with what they held when it began, at
 * its end, before it starts another thread, and now and then before it waits. Which thread uses which variable is noted
 * at the entry of functions, where the compiler (compile/module-state.ts) has seen it.
 */
import type { Use } from '../protocol/layout'
import { MAX_MODULE_VARIABLES, MAX_THREADS, MODULE_USES_ROW, ModuleVariableWord, ReportedUse, Table, Word } from '../protocol/layout'
import { current } from './current'
import { Fingerprints } from './fingerprint'
import { onFreshRun } from './fresh-run'
import { topLevelName } from './functions'
import { words } from './memory'
import { mainLane } from './process'
import { report } from './text-writer'
import { onThreadBegin, onThreadEnd } from './thread-life'
import { typeName } from './type-name'

/** Most values that are looked at in one comparison. */
const BUDGET = 20_000
/** How many values may be looked at for one wait. */
const VALUES_FOR_A_WAIT = 16

/** A variable of the module, and how to read it. */
type Variable = readonly [name: string, read: () => unknown]

let variables: readonly Variable[] = []
/** What they held when the thread began, or when they were compared last. */
let fingerprints: number[] = []
/** Where the thread has changed a variable's content, or else used it. */
const lines = new Int32Array(MAX_MODULE_VARIABLES)
let usesAny = false
/** Waits until the next comparison: the more there is to compare, the rarer. */
let waitsLeft = 0

/** For each variable a {@link Use}: what the functions that this thread has called do with it. */
export const uses = new Uint8Array(MAX_MODULE_VARIABLES)

/** The module has been evaluated. */
export function watchVariables(all: readonly Variable[]): void {
  variables = all
  fingerprints = takeFingerprints()
}

function takeFingerprints(): number[] {
  const made = new Fingerprints(BUDGET)
  const taken = variables.map(([, read]) => made.of(read()))
  waitsLeft = Math.floor(made.looked / VALUES_FOR_A_WAIT)
  return taken
}

function wordOf(variable: number, word: ModuleVariableWord): number {
  return Table.ModuleVariables + 4 * variable + word
}

function useBit(worker: number, variable: number): [address: number, bit: number] {
  return [Table.ModuleUses + worker * MODULE_USES_ROW + (variable >>> 5), 1 << (variable & 31)]
}

function isMain(): boolean {
  return current.threadLane === mainLane()
}

/** A function that uses a variable is about to run, the first one of its kind in this thread. */
export function noteUse(variable: number, use: Use, line: number): void {
  if (current.evaluating)
    return
  const isFirst = uses[variable] === 0
  uses[variable] = use
  lines[variable] = line
  usesAny = true
  if (!isFirst)
    return
  const [address, bit] = useBit(current.worker, variable)
  Atomics.or(words, address, bit)
  const changer = Atomics.load(words, wordOf(variable, ModuleVariableWord.ChangedBy))
  if (changer !== 0 && changer !== current.threadLane)
    reportLost(variable, changer)
  if (!isMain() && Atomics.load(words, wordOf(variable, ModuleVariableWord.ChangedByMain)) !== 0)
    reportUnseen(variable)
}

/** Whether a thread that is alive, other than this one, has called functions that use a variable. */
function isUsedElsewhere(variable: number): boolean {
  for (let worker = 0; worker < MAX_THREADS; worker++) {
    const [address, bit] = useBit(worker, variable)
    if (worker !== current.worker && (Atomics.load(words, address) & bit) !== 0)
      return true
  }
  return false
}

/** Compares what the variables hold with what they held before, and reports what was changed and is used elsewhere. */
export function compareModuleState(): void {
  if (!usesAny)
    return
  const before = fingerprints
  fingerprints = takeFingerprints()
  const changed = variables.map((_, variable) => variable).filter(variable => fingerprints[variable] !== before[variable])
  // What is changed by another name has no line of its own.
  const anyLine = changed.map(variable => lines[variable]!).find(line => line > 0) ?? 0
  for (const variable of changed)
    noteChange(variable, lines[variable]! || anyLine)
}

function noteChange(variable: number, line: number): void {
  if (isMain()) {
    Atomics.store(words, wordOf(variable, ModuleVariableWord.ChangedByMain), line + 1)
    if (isUsedElsewhere(variable))
      reportUnseen(variable)
    return
  }
  words[wordOf(variable, ModuleVariableWord.Line)] = line
  Atomics.compareExchange(words, wordOf(variable, ModuleVariableWord.ChangedBy), 0, current.threadLane)
  if (isUsedElsewhere(variable))
    reportLost(variable, current.threadLane)
}

/**
 * The same before a wait, but only now and then where there is much to compare: a wait may be short.
 *
 * @param isLong whether the wait is for the end of a thread
 */
export function compareBeforeWait(isLong: boolean): void {
  if (usesAny && (isLong || waitsLeft-- <= 0) && Atomics.load(words, Word.LiveCount) > 1)
    compareModuleState()
}

/** Whether something is yet to be reported of a variable; from then on it has been. */
function claimReport(variable: number, what: ReportedUse): boolean {
  return (Atomics.or(words, wordOf(variable, ModuleVariableWord.Reported), what) & what) === 0
}

/** A variable was assigned by a function, in another thread than main. */
export function reportAssigned(name: string, line: number): void {
  if (current.evaluating || isMain())
    return
  const variable = variables.findIndex(([other]) => other === name)
  if (variable >= 0 && !claimReport(variable, ReportedUse.OfThread))
    return
  warn(line, `the variable '${name}' was assigned in this thread only: no other thread sees it`, 'In Python threads share their globals; here only shared.int, shared.float, shared.array, … are shared.')
}

function reportLost(variable: number, lane: number): void {
  if (claimReport(variable, ReportedUse.OfThread)) {
    const { what, advice } = wordsFor(variable)
    warn(words[wordOf(variable, ModuleVariableWord.Line)]!, `${what} was changed in this thread only: no other thread sees it`, advice, lane)
  }
}

function reportUnseen(variable: number): void {
  if (claimReport(variable, ReportedUse.OfMain)) {
    const { what, advice } = wordsFor(variable)
    warn(words[wordOf(variable, ModuleVariableWord.ChangedByMain)]! - 1, `${what} was changed in the main thread only: other threads that use it have it as the module made it`, `${advice} Or give it to the thread in args.`, mainLane())
  }
}

/** Warns in the name of a thread. */
export function warn(line: number, message: string, hint: string, lane = current.lane): void {
  report({ severity: 'warning', origin: lane === mainLane() ? 'main' : 'thread', type: 'RuntimeWarning', message, where: '', stack: '', line, hint }, lane)
}

/** How a variable's content is called, and what to write in its place. */
function wordsFor(variable: number): { what: string, advice: string } {
  const [name, read] = variables[variable]!
  const value = read()
  const begin = 'Every thread evaluates the module and has its variables for itself.'
  if (typeof value === 'function')
    return { what: `the class '${name}'`, advice: `${begin} Make what changes a shared object: static count = shared.int(0).` }
  if (typeof value !== 'object' || value === null)
    return { what: `the variable '${name}'`, advice: `${begin} Write const ${name} = ${typeof value === 'number' && !Number.isInteger(value) ? 'shared.float()' : 'shared.int()'} and ${name}.value, or a threading.Event for a flag.` }
  if (Array.isArray(value))
    return { what: `the list '${name}'`, advice: `${begin} Write const ${name} = shared.list(), put items into a queue.Queue, or return them: pool.submit(work).result().` }
  if (value instanceof Map || value instanceof Set || Object.getPrototypeOf(value) === Object.prototype)
    return { what: `the ${value instanceof Set ? 'set' : 'dict'} '${name}'`, advice: `${begin} Write const ${name} = shared.dict(), put what is found into a queue.Queue, or return it: pool.submit(work).result().` }
  if (ArrayBuffer.isView(value))
    return { what: `the array '${name}'`, advice: `${begin} Write const ${name} = shared.array(length).` }
  const isOwn = topLevelName(value.constructor) !== undefined
  return { what: `the ${typeName(value)} '${name}'`, advice: `${begin} Make ${isOwn ? 'the fields' : 'what'} that change${isOwn ? '' : 's'} shared objects, as value = shared.int(0), or return the result: pool.submit(work).result().` }
}

function forgetUses(): void {
  uses.fill(0)
  usesAny = false
  const row = Table.ModuleUses + current.worker * MODULE_USES_ROW
  words.fill(0, row, row + MODULE_USES_ROW)
}

onThreadBegin(forgetUses)
onThreadEnd(() => {
  compareModuleState()
  if (!isMain())
    forgetUses()
})

onFreshRun(() => {
  variables = []
  fingerprints = []
  usesAny = false
  waitsLeft = 0
  uses.fill(0)
})
