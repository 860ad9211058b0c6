import type { ExceptionDetails, Problem } from '../../engine/protocol/run'
import { RELATION_WORDS } from '../../engine/protocol/run'

/**
 * Formats a problem as Python prints it.
 *
 * @param file the program's name, as shown in the lines of the traceback
 */
export function traceback(file: string, problem: Problem): string {
  const { where, origin, line, column, hint } = problem
  const head = origin === 'thread' && where ? [`Exception in thread ${where}:`] : origin === 'task' && where ? [`In task ${where}:`] : []
  const place = problem.traceback || line === undefined ? [] : [`  File "${file}", line ${line}${column === undefined ? '' : `:${column}`}`]
  return [...head, ...place, ...exceptionLines(file, problem), ...(hint ? [`  ${hint}`] : [])].join('\n')
}

function exceptionLines(file: string, { type, message, notes = [], traceback: frames, chain = [], exceptions = [], exceptionsLeftOut = 0 }: ExceptionDetails): string[] {
  const places = frames?.flatMap(frame => [
    `  File "${file}", line ${frame.line}:${frame.column}, in ${frame.function}`,
    ...(frame.repeated ? [`  [Previous line repeated ${frame.repeated} more times]`] : []),
  ])
  return [
    ...chain.flatMap(link => [...exceptionLines(file, link), '', RELATION_WORDS[link.relation], '']),
    ...places ? ['Traceback (most recent call last):', ...places] : [],
    message ? `${type}: ${message}` : type,
    ...notes,
    ...exceptions.flatMap((each, i) => [`  +---------------- ${i + 1} ----------------`, ...exceptionLines(file, each).map(text => `  | ${text}`)]),
    ...exceptionsLeftOut > 0 ? [`  and ${exceptionsLeftOut} more exception${exceptionsLeftOut === 1 ? '' : 's'}`] : [],
  ]
}
