import type { FormatSettings } from './state'
import { current } from '../../kernel/current'
import { KeyError, ValueError } from '../../kernel/errors'
import { isChildProcess } from '../../kernel/process'
import { currentThreadRecord, threadName } from '../../kernel/thread-record'
import { runningLoop } from '../asyncio/events'
import { repr, str } from '../builtins/functions'
import { getpid } from '../os'
import { formatTime } from '../time/strftime'
import { getLevelName } from './levels'
import { percent } from './percent'

const began = Date.now()

/** Fields that only the formatter sets. */
const FORMATTED = ['message', 'asctime']

/**
 * One logged event. A filter may add fields, which a format then names: `%(requestId)s`.
 *
 * @see https://docs.python.org/3.14/library/logging.html#logrecord-attributes
 */
export class LogRecord {
  /** The logger's. */
  name: string
  /** The message as passed to the call. */
  msg: unknown
  /** The arguments to format it with. */
  args: readonly unknown[]
  levelname: string
  levelno: number
  /** Seconds since 1970. */
  created: number
  /** Milliseconds of `created`. */
  msecs: number
  /** Milliseconds since the module was loaded. */
  relativeCreated: number
  process: number
  processName: string
  thread: number
  threadName: string
  taskName: string | null
  /** The exception logged with it. */
  excInfo: unknown;
  [field: string]: unknown

  /** @internal */
  constructor(name: string, levelno: number, msg: unknown, args: readonly unknown[], excInfo: unknown) {
    const now = new Date(performance.timeOrigin + performance.now())
    this.name = name
    this.msg = msg
    this.args = args
    this.levelname = getLevelName(levelno)
    this.levelno = levelno
    this.created = now.getTime() / 1000
    this.msecs = now.getMilliseconds()
    this.relativeCreated = now.getTime() - began
    this.process = getpid()
    this.processName = isChildProcess() ? 'SpawnProcess' : 'MainProcess'
    this.thread = current.threadLane
    this.threadName = threadName(currentThreadRecord())
    this.taskName = runningLoop()?.scheduler.currentTask?.getName() ?? null
    this.excInfo = excInfo
  }

  /**
   * The message, formatted.
   *
   * @throws TypeError when the arguments do not fit
   */
  getMessage(): string {
    return this.args.length > 0 ? percent(str(this.msg), this.args) : str(this.msg)
  }

  toString(): string {
    return `<LogRecord: ${this.name}, ${this.levelno}, ${repr(str(this.msg))}>`
  }
}

/**
 * Adds the fields of a call's `extra` to a record.
 *
 * @throws KeyError for a name that a record already has
 */
export function addExtra(record: LogRecord, extra: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(extra)) {
    if (FORMATTED.includes(key) || key in record)
      throw new KeyError(`Attempt to overwrite ${repr(key)} in LogRecord`)
    record[key] = value
  }
}

function field(name: string, record: LogRecord, { datefmt }: FormatSettings): unknown {
  const created = new Date(record.created * 1000)
  if (name === 'message')
    return record.getMessage()
  if (name === 'asctime') {
    return datefmt === undefined
      ? `${formatTime('%Y-%m-%d %H:%M:%S', created)},${String(Math.trunc(record.msecs)).padStart(3, '0')}`
      : formatTime(datefmt, created)
  }
  if (!Object.hasOwn(record, name))
    throw new ValueError(`Formatting field not found in record: ${repr(name)}`)
  return record[name]
}

/**
 * Formats a record.
 *
 * @throws ValueError for a field that the record doesn't have
 */
export function formatRecord(record: LogRecord, format: FormatSettings | undefined): string {
  const text = !format
    ? record.getMessage()
    : format.style === '{'
      ? format.fmt.replace(/\{(\w+)\}/g, (_, name: string) => str(field(name, record, format)))
      : percent(format.fmt, [new Map(Array.from(format.fmt.matchAll(/%\((\w+)\)/g), ([, name]) => [name!, field(name!, record, format)]))])
  const { excInfo } = record
  if (excInfo === undefined || excInfo === null || excInfo === false)
    return text
  return `${text}\n${excInfo instanceof Error ? `${excInfo.name}: ${excInfo.message}` : str(excInfo)}`
}
