/** The parameters of a request to `io/wait`. */
export interface WaitParameters {
  /** Milliseconds until the answer is complete. */
  ms: number
  /** Size of the body; undefined for a short JSON text. */
  bytes: number | undefined
  /** The number of pieces of the body, spread evenly over `ms`. */
  chunks: number
  /** Answer with this status, or break off the connection. */
  fail: number | 'reset' | undefined
}

export const MAX_MS = 60_000
export const MAX_BYTES = 16 * 1024 * 1024
export const MAX_CHUNKS = 1024

/** A parameter that the endpoint does not accept; the message says what it accepts. */
export class ParameterError extends Error {}

/**
 * Reads the parameters of `io/wait`. Unknown ones are ignored, so that requests can carry one to identify them.
 *
 * @throws {ParameterError} when one is not a number, out of range, or given twice
 */
export function readWaitParameters(query: URLSearchParams): WaitParameters {
  return {
    ms: readNumber(query, 'ms', 0, MAX_MS) ?? 0,
    bytes: readWhole(query, 'bytes', 0, MAX_BYTES),
    chunks: readWhole(query, 'chunks', 1, MAX_CHUNKS) ?? 1,
    fail: only(query, 'fail') === 'reset' ? 'reset' : readFailure(query),
  }
}

function readFailure(query: URLSearchParams): number | undefined {
  const text = only(query, 'fail')
  if (text === null)
    return undefined
  const status = parse(text)
  if (!Number.isInteger(status) || status < 400 || status > 599)
    throw new ParameterError(`fail must be a status from 400 to 599 or 'reset', not '${text}'`)
  return status
}

function readNumber(query: URLSearchParams, name: string, min: number, max: number): number | undefined {
  const text = only(query, name)
  if (text === null)
    return undefined
  const value = parse(text)
  if (!(value >= min && value <= max))
    throw new ParameterError(`${name} must be a number from ${min} to ${max}, not '${text}'`)
  return value
}

function readWhole(query: URLSearchParams, name: string, min: number, max: number): number | undefined {
  const value = readNumber(query, name, min, max)
  if (value !== undefined && !Number.isInteger(value))
    throw new ParameterError(`${name} must be a whole number, not '${query.get(name)}'`)
  return value
}

/** A parameter may be given once: choosing between two values would be a guess. */
function only(query: URLSearchParams, name: string): string | null {
  const [text = null, ...more] = query.getAll(name)
  if (more.length > 0)
    throw new ParameterError(`${name} is given ${more.length + 1} times`)
  return text
}

/** Decimal digits only: `Number` would also accept '', '0x10' and 'Infinity'. */
function parse(text: string): number {
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
}
