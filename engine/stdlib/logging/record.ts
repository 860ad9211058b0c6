import type { FormatSettings } from './state'
import { current } from '../../kernel/current'
import { ValueError } from '../../kernel/errors'
import { isChildProcess } from '../../kernel/process'
import { currentThreadRecord, threadName } from '../../kernel/threads'
import { runningLoop } from '../asyncio/running'
import { repr, str } from '../builtins/functions'
import { getpid } from '../os'
import { formatTime } from '../time/strftime'
import { getLevelName } from './levels'
import { percent } from './percent'

/** What is logged once. */
export interface LogRecord {
  name: string
  levelno: number
  message: string
  created: Date
  /** The exception that was given with it. */
  error?: unknown
}

const began = Date.now()

/** What a format may name. */
const FIELDS: Readonly<Record<string, (record: LogRecord, format: FormatSettings) => unknown>> = {
  asctime: ({ created }, { datefmt }) => datefmt === undefined
    ? `${formatTime('%Y-%m-%d %H:%M:%S', created)},${String(created.getMilliseconds()).padStart(3, '0')}`
    : formatTime(datefmt, created),
  created: ({ created }) => created.getTime() / 1000,
  levelname: ({ levelno }) => getLevelName(levelno),
  levelno: ({ levelno }) => levelno,
  message: ({ message }) => message,
  msecs: ({ created }) => created.getMilliseconds(),
  name: ({ name }) => name || 'root',
  process: getpid,
  processName: () => isChildProcess() ? 'SpawnProcess' : 'MainProcess',
  relativeCreated: ({ created }) => created.getTime() - began,
  taskName: () => runningLoop()?.scheduler.currentTask?.getName() ?? null,
  thread: () => current.threadLane,
  threadName: () => threadName(currentThreadRecord()),
}

function field(name: string, record: LogRecord, format: FormatSettings): unknown {
  const read = FIELDS[name]
  if (!read)
    throw new ValueError(`Formatting field not found in record: ${repr(name)}`)
  return read(record, format)
}

/**
 * A record as a handler writes it.
 *
 * @throws ValueError for a field that no record has
 */
export function formatRecord(record: LogRecord, format: FormatSettings | undefined): string {
  const text = !format
    ? record.message
    : format.style === '{'
      ? format.fmt.replace(/\{(\w+)\}/g, (_, name: string) => str(field(name, record, format)))
      : percent(format.fmt, [new Map(Array.from(format.fmt.matchAll(/%\((\w+)\)/g), ([, name]) => [name!, field(name!, record, format)]))])
  if (record.error === undefined)
    return text
  return `${text}\n${record.error instanceof Error ? `${record.error.name}: ${record.error.message}` : str(record.error)}`
}
