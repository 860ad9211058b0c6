import { Exception } from '../../kernel/errors'
import { setOrigin } from '../../kernel/exception-members'
import { registerFunction } from '../../kernel/functions'
import { str } from '../../kernel/repr'
import { tracebackOf } from '../../kernel/traceback'

/** What an exception that comes from another process has as its cause: where it was raised there. */
class RemoteTraceback extends Exception {}
Object.defineProperty(RemoteTraceback, 'name', { value: '_RemoteTraceback' })

/**
 * Makes an exception one that comes from another process, as `_ExceptionWithTraceback` does in
 * Lib/concurrent/futures/process.py: what it has come through here is told by its cause.
 */
export function withRemoteTraceback(error: Error): Error {
  const lastLine = error.message === '' ? error.name : `${error.name}: ${str(error)}`
  const remote = new RemoteTraceback(`\n"""\n${lastLine}\n"""`)
  setOrigin(remote, error.cause, tracebackOf(error))
  setOrigin(error, remote, lastLine)
  return error
}

registerFunction('concurrent.futures._RemoteTraceback', RemoteTraceback, false)
