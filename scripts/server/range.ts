/** The bytes of a file that an answer holds, both ends included. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * Reads a Range header as RFC 9110 says: one range of bytes is served, one beyond the end is refused, and what is
 * malformed, in another unit or more than one range is ignored, so that the whole file is the answer.
 *
 * @param header its text
 * @param size of the file, in bytes
 * @returns `undefined` to send the whole file
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === ''))
    return
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start)
    return
  return start >= size ? 'unsatisfiable' : { start, end: Math.min(last === '' ? size - 1 : Number(last), size - 1) }
}
