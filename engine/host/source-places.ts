/** Maps JavaScript stacks back to the program's source, as a Python traceback. */
import type { Program } from '../protocol/messages'
import type { ChainedException, ExceptionDetails, Frame, Problem } from '../protocol/run'
import type { ProblemReport, ReportedException } from '../protocol/text'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'

/** Ends the names of the generator functions that async functions became; see compile/async-functions.ts. */
const ASYNC_SUFFIX = /\$async$/

/** The arrow functions through which async methods reach `super`; see compile/async-super.ts. */
const COMPILERS_OWN = /^__super\d+$/

/** How many times the same frame is shown, as in Python. */
const REPEATS_SHOWN = 3

/** Counts the frames of a recursion instead of repeating them. */
function collapse(frames: Frame[]): Frame[] {
  const collapsed: Frame[] = []
  let same = 0
  for (const frame of frames) {
    const last = collapsed.at(-1)
    same = last?.line === frame.line && last.column === frame.column ? same + 1 : 1
    if (last && same > REPEATS_SHOWN)
      last.repeated = same - REPEATS_SHOWN
    else
      collapsed.push(frame)
  }
  return collapsed
}

/** Maps a program's code to its source. */
export class SourcePlaces {
  readonly #map: TraceMap
  readonly #frame: RegExp

  constructor(program: Program) {
    this.#map = new TraceMap(program.map)
    const name = program.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    // Chromium: "at f (name:1:2)" or "at name:1:2"; Firefox: "f@name:1:2".
    this.#frame = new RegExp(`(?:at (?:async )?(?:(.*?) \\()?|^(.*?)@).*?${name}:(\\d+):(\\d+)`)
  }

  /** The frames of a stack that belong to the program, innermost last. */
  traceback(stack: string): Frame[] {
    const frames: Frame[] = []
    for (const line of stack.split('\n')) {
      const match = this.#frame.exec(line.trim())
      if (!match)
        continue
      const place = originalPositionFor(this.#map, { line: Number(match[3]), column: Number(match[4]) - 1 })
      if (place.line === null)
        continue
      const name = (match[1] ?? match[2] ?? '').replace(/^new |^Object\.|^Module\./g, '').replace(/ \[as .*\]$/, '').replace(ASYNC_SUFFIX, '')
      if (COMPILERS_OWN.test(name))
        continue
      frames.unshift({ function: name || '<module>', line: place.line, column: place.column + 1 })
    }
    return collapse(frames)
  }

  /** Converts a report to the problem that the person sees. */
  problem(report: ProblemReport, time: number): Problem {
    return problemOf(report, time, ({ stack = '' }) => this.traceback(stack))
  }
}

/** A problem of a Python program: its places are already those of the source. */
export function pythonProblem(report: ProblemReport, time: number): Problem {
  return problemOf(report, time, ({ traceback = [] }) => collapse(traceback))
}

/** @param framesOf returns the traceback of the exception, and of each one in its chain or group */
function problemOf(report: ProblemReport, time: number, framesOf: (reported: ReportedException) => Frame[]): Problem {
  const { severity, origin, where, hint, line, column } = report
  const details = detailsOf(report, framesOf)
  const last = details.traceback?.at(-1)
  return {
    severity,
    origin,
    ...details,
    where: where || undefined,
    hint: hint || undefined,
    time,
    line: line ?? last?.line,
    column: column ?? (line === undefined ? last?.column : undefined),
  }
}

function detailsOf(reported: ReportedException, framesOf: (reported: ReportedException) => Frame[]): ExceptionDetails {
  const { type, message, notes, chain, exceptions, exceptionsLeftOut } = reported
  const traceback = framesOf(reported)
  return {
    type,
    message,
    ...traceback.length > 0 && { traceback },
    ...notes && notes.length > 0 && { notes },
    ...chain && chain.length > 0 && { chain: chain.map((link): ChainedException => ({ ...detailsOf(link, framesOf), relation: link.relation })) },
    ...exceptions && { exceptions: exceptions.map(each => detailsOf(each, framesOf)) },
    ...exceptionsLeftOut && { exceptionsLeftOut },
  }
}

/** The problem to report for an interpreter that died or could not start. */
export function deadInterpreter(reason: string): Problem {
  const overrun = reason.startsWith('RangeError: Maximum call stack')
  const [said = ''] = reason.split('\n')
  return {
    severity: 'error',
    origin: 'engine',
    type: overrun ? 'MemoryError' : 'SystemError',
    message: overrun ? 'recursion through C code overflowed the browser\'s stack: the Python interpreter is gone' : 'the Python interpreter has died',
    hint: overrun
      ? 'The browser\'s stack has less room than CPython\'s: recursion that goes through C at each level, as by lru_cache, __getattr__, __eq__ or __repr__, may use it up before the recursion limit. A new interpreter is ready: the next run works.'
      : `${said} A new interpreter is ready: the next run works.`,
  }
}
