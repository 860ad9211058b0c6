/** What went wrong in a run, in the terms of its source: each place in it can be pressed. */
import type { ExceptionDetails, Problem } from '../engine/protocol/run'
import { groupProblems, whereWords } from '../engine/display/problem-groups'
import { RELATION_WORDS } from '../engine/protocol/run'
import { button, make } from './dom'

/** More than these nobody reads; a loop may raise thousands. */
const MOST = 50
/** Longer chains are shown by their last exceptions: retries in a loop make a thousand. */
const MOST_LINKS = 20

/**
 * The problems as a list.
 *
 * @param problems of one run
 * @param goTo shows a line of the source
 */
export function problemList(problems: readonly Problem[], goTo: (line: number) => void): HTMLUListElement {
  const groups = groupProblems(problems)
  const list = make('ul', { 'part': 'problems', 'class': 'problems', 'aria-label': 'Problems' })
  for (const { problem, where, count } of groups.slice(0, MOST)) {
    const item = make('li', { class: problem.severity }, ...exception(problem, goTo, [
      ...count > 1 ? [make('span', { class: 'count' }, ` ×${count}`)] : [],
      ...problem.line && !problem.traceback ? [' ', place(problem.line, goTo)] : [],
    ]))
    if (where.length > 0)
      item.append(make('p', { class: 'where', title: where.join(', ') }, `in ${whereWords(where)}`))
    if (problem.hint)
      item.append(make('p', { class: 'hint' }, problem.hint))
    list.append(item)
  }
  if (groups.length > MOST)
    list.append(make('li', {}, `and ${(groups.length - MOST).toLocaleString('en')} more`))
  return list
}

function place(line: number, goTo: (line: number) => void, inside = ''): HTMLButtonElement {
  return button(`line ${line}${inside && ` in ${inside}`}`, { class: 'place' }, () => goTo(line))
}

function exception(of: ExceptionDetails, goTo: (line: number) => void, after: (Node | string)[] = []): Node[] {
  const chain = of.chain ?? []
  const left = Math.max(0, chain.length - MOST_LINKS)
  const nodes: Node[] = left > 0 ? [make('p', { class: 'relation' }, `${left.toLocaleString('en')} earlier exceptions`)] : []
  for (const link of chain.slice(left))
    nodes.push(...exception({ ...link, chain: undefined }, goTo), make('p', { class: 'relation' }, RELATION_WORDS[link.relation]))
  nodes.push(make('p', { class: 'message' }, make('b', {}, of.type), of.message && `: ${of.message}`, ...after))
  for (const note of of.notes ?? [])
    nodes.push(make('p', { class: 'note' }, note))
  if (of.traceback?.length)
    nodes.push(make('p', { class: 'where' }, ...of.traceback.flatMap(frame => [place(frame.line, goTo, frame.function), ' '])))
  if (of.exceptions) {
    const more = of.exceptionsLeftOut
    nodes.push(make('ul', { 'class': 'group', 'aria-label': 'Exceptions of the group' }, ...of.exceptions.map(each => make('li', {}, ...exception(each, goTo))), ...more ? [make('li', {}, `and ${more.toLocaleString('en')} more ${more === 1 ? 'exception' : 'exceptions'}`)] : []))
  }
  return nodes
}
