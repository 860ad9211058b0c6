import { checkOptions } from '../../kernel/options'
import { checkSeconds } from '../threading/timeout'

/** Options of `get`, `aget`, `stream` and `astream`. */
export interface WebOptions {
  /** The longest to wait, in seconds: for the whole answer, or with a stream for each piece. @default forever */
  timeout?: number | null
  headers?: Readonly<Record<string, string>>
}

/** The options of a call, with their defaults. */
export function readOptions(call: string, options: WebOptions): { timeout: number | null, headers: [string, string][] } {
  checkOptions(call, options, ['timeout', 'headers'])
  if (options.timeout !== undefined && options.timeout !== null)
    checkSeconds(options.timeout)
  return { timeout: options.timeout ?? null, headers: Object.entries(options.headers ?? {}) }
}
