import type { SharedCode } from './link'
import { shallowReactive } from 'vue'

/** Code that came by a link: in this window's memory only, until the person keeps it. */
const linked = shallowReactive(new Map<string, SharedCode>())

/** The linked code for a file, if any; reactive. */
export function linkedCode(file: string): SharedCode | undefined {
  return linked.get(file)
}

/** The latest linked code for a file of a demo, if any; reactive. */
export function linkedOf(demo: string): SharedCode | undefined {
  return [...linked.values()].findLast(({ file }) => demoOfFile(file) === demo)
}

/** The demo that a file belongs to. */
export function demoOfFile(file: string): string {
  return file.slice(0, file.lastIndexOf('/'))
}

/** Covers the file's text with linked code. */
export function putLinked(code: SharedCode) {
  linked.set(code.file, code)
}

/** Removes linked code. */
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
