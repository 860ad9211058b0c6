/**
 * Detects changes to the module's variables that no other thread sees. Every thread evaluates the module and has its own
 * copies, so a list, a Map or a field that one thread changes stays as it was for the others. In Python they would share
 * it; the program gets a warning, unless no other thread uses the variable.
 *
 * Changes are not tracked as they happen: a thread compares the variables' content with what it was at its start, when it
 * ends, before it starts another thread, and now and then before it waits. Which thread uses which variable is noted on
 * entry to functions, where the compiler (compile/module-state.ts) found the uses.
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

/** The most values to read in one comparison. */
const BUDGET = 20_000
/** How many values may be read for one wait. */
const VALUES_FOR_A_WAIT = 16

/** A variable of the module, and its getter. */
type Variable = readonly [name: string, read: () => unknown]

let variables: readonly Variable[] = []
/** The variables' fingerprints at the thread's start, or at the last comparison. */
let fingerprints: number[] = []
/** The line where the thread changed a variable's content, or else used it. */
const lines = new Int32Array(MAX_MODULE_VARIABLES)
let usesAny = false
/** Waits to skip before the next comparison: more when there is more to compare. */
let waitsLeft = 0

/** For each variable a {@link Use}: how the functions that this thread has called use it. */
export const uses = new Uint8Array(MAX_MODULE_VARIABLES)

/** Starts watching, once the module has been evaluated. */
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

/** Notes that a function which uses a variable is about to run, the first of its kind in this thread. */
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

/** Whether a live thread other than this one has called functions that use a variable. */
function isUsedElsewhere(variable: number): boolean {
  for (let worker = 0; worker < MAX_THREADS; worker++) {
    const [address, bit] = useBit(worker, variable)
    if (worker !== current.worker && (Atomics.load(words, address) & bit) !== 0)
      return true
  }
  return false
}

/** Compares the variables with their last fingerprints, and reports those that changed and are used elsewhere. */
export function compareModuleState(): void {
  if (!usesAny)
    return
  const before = fingerprints
  fingerprints = takeFingerprints()
  const changed = variables.map((_, variable) => variable).filter(variable => fingerprints[variable] !== before[variable])
  // A change through another name has no line of its own.
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
 * The same before a wait, but less often when there is much to compare: a wait may be short.
 *
 * @param isLong whether the wait is for the end of a thread
 */
export function compareBeforeWait(isLong: boolean): void {
  if (usesAny && (isLong || waitsLeft-- <= 0) && Atomics.load(words, Word.LiveCount) > 1)
    compareModuleState()
}

/** Claims the report about a variable; false if it has been made already. */
function claimReport(variable: number, what: ReportedUse): boolean {
  return (Atomics.or(words, wordOf(variable, ModuleVariableWord.Reported), what) & what) === 0
}

/** Notes that a function assigned a variable in a thread other than main. */
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

/** Reports a warning on behalf of a thread. */
export function warn(line: number, message: string, hint: string, lane = current.lane): void {
  report({ severity: 'warning', origin: lane === mainLane() ? 'main' : 'thread', type: 'RuntimeWarning', message, where: '', stack: '', line, hint }, lane)
}

/** How to describe a variable's content, and what to write instead. */
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
