import type { SharedCode } from './link'
import { shallowReactive } from 'vue'

/** Code that came by a link: in this window's memory only, until somebody takes it over. */
const linked = shallowReactive(new Map<string, SharedCode>())

/** The code of a link for a file, if there is any; reactive. */
export function linkedCode(file: string): SharedCode | undefined {
  return linked.get(file)
}

/** The code of a link for a file of a demo, if there is any: the latest; reactive. */
export function linkedOf(demo: string): SharedCode | undefined {
  return [...linked.values()].findLast(({ file }) => demoOfFile(file) === demo)
}

/** The demo that a file belongs to. */
export function demoOfFile(file: string): string {
  return file.slice(0, file.lastIndexOf('/'))
}

/** Puts code over what is there for its file. */
export function putLinked(code: SharedCode) {
  linked.set(code.file, code)
}

/** Takes it away again. */
export function dropLinked(file: string) {
  linked.delete(file)
}

/** The schedule that a link brought along with its code, given once: as its choices. */
export function takeLinkedSchedule(file: string): string | undefined {
  const { schedule, ...code } = linked.get(file) ?? {}
  if (schedule !== undefined)
    linked.set(file, code as SharedCode)
  return schedule
}
