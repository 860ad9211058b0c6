/** A thread that stands at a line while a schedule is stepped through. */
export interface ThreadMark {
  /** Its number: 0 is the main thread. */
  thread: number
  name: string
  line: number
  /** Why it can't go on; missing where it can. */
  waits?: string
}

/** The marks of each line. */
export function marksByLine(marks: readonly ThreadMark[]): ReadonlyMap<number, readonly ThreadMark[]> {
  const byLine = new Map<number, ThreadMark[]>()
  for (const mark of marks) {
    if (mark.line > 0)
      byLine.set(mark.line, [...byLine.get(mark.line) ?? [], mark])
  }
  return byLine
}

/** A thread's name as a mark shows it: `Thread-1 (work)` is `Thread-1`. */
export function markName({ name }: ThreadMark): string {
  return name.replace(/ \(.*\)$/, '')
}
