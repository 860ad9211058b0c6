/** The lines that a run has printed, as part of a page, and read out to those who listen. */
import type { OutputLog } from '../engine/display/output-log'
import type { TraceModel } from '../engine/insight'
import type { OutputLine } from '../engine/protocol/run'
import { nameOf } from '../engine/display/output-log'
import { Speech } from '../engine/display/speech'
import { shortName } from '../engine/insight'
import { moreLetters } from '../engine/protocol/lengths'
import { LaneKind } from '../engine/protocol/trace'
import { make } from './dom'

/** More lines than these are not in the page: nobody reads them, and all of them are laid out. */
const MOST_SHOWN = 500
const MOST_NAME = 24
/** Lines are read out at most this often, in milliseconds. */
const SPEAK_INTERVAL = 2000

/** The pane with a run's output. */
export class Output {
  readonly element = make('div', { 'part': 'output', 'class': 'output', 'role': 'log', 'aria-label': 'Output', 'aria-live': 'off', 'tabindex': '0' })
  readonly spoken = make('div', { 'class': 'hidden', 'aria-live': 'polite' })
  readonly #speech = new Speech()
  #shown = { log: undefined as OutputLog | undefined, length: 0, last: undefined as OutputLine | undefined }
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Shows the lines as they stand now; what has not changed stays as it is. */
  show(log: OutputLog, model: TraceModel): void {
    const { length } = log
    const [last] = log.slice(length - 1, length)
    if (log === this.#shown.log && length === this.#shown.length && last === this.#shown.last)
      return
    this.#shown = { log, length, last }
    const { element } = this
    const follows = element.scrollTop + element.clientHeight >= element.scrollHeight - 4
    const first = Math.max(0, length - MOST_SHOWN)
    const leftOut = first + log.dropped
    element.replaceChildren(
      ...leftOut > 0 ? [make('p', { class: 'left-out' }, `${leftOut.toLocaleString('en')} earlier lines are not shown`)] : [],
      ...log.slice(first, length).map(line => lineElement(line, log.hasSeveralNames, model)),
    )
    if (follows)
      element.scrollTop = element.scrollHeight
    this.#timer ??= setTimeout(() => this.#speak(), SPEAK_INTERVAL)
  }

  #speak(): void {
    this.#timer = undefined
    const text = this.#shown.log && this.#speech.next(this.#shown.log)
    if (text !== undefined)
      this.spoken.textContent = text
  }
}

function lineElement(line: OutputLine, isNamed: boolean, model: TraceModel): HTMLElement {
  const isTask = line.task !== undefined || model.lane(line.lane)?.kind === LaneKind.Task
  return make('div', { class: `line ${line.stream}` }, ...isNamed ? [make('span', { class: isTask ? 'name task' : 'name thread', title: nameOf(line) }, shortName(nameOf(line), MOST_NAME))] : [], make('span', { class: 'text' }, ...line.stream === 'stderr' ? [make('span', { class: 'hidden' }, 'stderr: ')] : [], line.text, ...line.cut ? [make('span', { class: 'cut' }, ` ${moreLetters(line.cut)}`)] : []),
  )
}
