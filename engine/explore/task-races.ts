import type { Operation, ScheduledRun, ThreadNumber } from '../protocol/schedule'
import { isData, objectsOf } from './accesses'

/** A task that acted on a value it had read before it suspended, while another task wrote it. */
export interface TaskRace {
  readonly object: string
  readonly name: string
  readonly task: string
  readonly readLine: number
  readonly writeLine: number
  /** Where it was suspended in between: the last thing that it did before the other task ran. */
  readonly awaitLine: number
  readonly other: { readonly task: string, readonly line: number }
}

/** A read that its task has not acted on yet. */
interface Read {
  readonly line: number
  other?: { task: string, line: number, awaitLine: number }
}

/** What tasks read before an await and write after it, although another task wrote it meanwhile. Each place is reported once. */
export function taskRaces({ steps }: ScheduledRun): readonly TaskRace[] {
  const races = new Map<string, TaskRace>()
  // By object, the last read of each task.
  const readsOf = new Map<string, Map<string, Read>>()
  const lastLine = new Map<string, number>()
  for (const { thread, operation } of steps) {
    const { task, kind, line, name } = operation
    if (task === undefined)
      continue
    const self = taskKey(thread, operation)
    if (kind === 'read' || kind === 'write' || kind === 'update') {
      for (const object of objectsOf(operation).filter(isData)) {
        const reads = readsOf.get(object) ?? new Map<string, Read>()
        readsOf.set(object, reads)
        const own = reads.get(self)
        if (kind === 'read')
          reads.set(self, { line })
        else
          reads.delete(self)
        if (kind === 'write' && own?.other) {
          const { awaitLine, ...other } = own.other
          const key = `${object} ${own.line} ${line} ${other.line}`
          if (!races.has(key))
            races.set(key, { object, name: name ?? object, task, readLine: own.line, writeLine: line, awaitLine, other })
        }
        if (kind === 'read')
          continue
        for (const [reader, read] of reads) {
          // Threads other than the loop's own are no matter of awaits.
          if (reader !== self && reader.startsWith(`${thread} `))
            read.other ??= { task, line, awaitLine: lastLine.get(reader) ?? read.line }
        }
      }
    }
    lastLine.set(self, line)
  }
  return [...races.values()]
}

/** Such a race in one sentence without its full stop. */
export function taskRaceSentence({ name, task, readLine, writeLine, awaitLine, other }: TaskRace): string {
  return `${task} reads ${name} on line ${readLine}, awaits on line ${awaitLine} and writes it on line ${writeLine}; ${other.task} wrote it meanwhile, on line ${other.line}`
}

function taskKey(thread: ThreadNumber, { task }: Operation): string {
  return `${thread} ${task}`
}
