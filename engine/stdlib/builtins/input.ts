import { blocking } from '../../kernel/blocking'
import { EOFError } from '../../kernel/errors'
import { IoRequest } from '../../kernel/io-request'
import { isChildProcess } from '../../kernel/process'
import { State } from '../../protocol/trace'
import { endLine, print, showPending } from './print'

const decoder = new TextDecoder()

/**
 * Reads a line of standard input, which a person types next to the output; blocks this thread until it arrives. The
 * GIL is released meanwhile.
 *
 * @param prompt printed before the line, without a line break
 * @returns the line without its line break
 * @throws EOFError at the end of the input: at once where there is no input, as in an exercise's check or another process
 * @see https://docs.python.org/3.14/library/functions.html#input
 */
export function input(prompt: unknown = ''): string {
  print(prompt, { end: '' })
  const shown = showPending('stdout')
  if (isChildProcess())
    throw endOfInput()
  const request = blocking(State.Io, 0, 0, () => new IoRequest({ prompt: shown }, 0))
  try {
    const line = read(request)
    endLine(line)
    return line
  }
  finally {
    request.cancel()
  }
}

function read(request: IoRequest): string {
  let text = ''
  let left = Infinity
  while (left > 0) {
    blocking(State.Io, 0, 0, () => request.wait(Infinity))
    const event = request.take()
    if (event.type !== 'whole' && event.type !== 'chunk')
      throw endOfInput()
    left = (event.type === 'whole' ? event.length : left) - event.data.length
    text += decoder.decode(event.data, { stream: left > 0 })
    if (left > 0)
      request.pull(left)
  }
  request.finish()
  return text
}

function endOfInput(): EOFError {
  return new EOFError('EOF when reading a line')
}
