import { Exception } from '../../kernel/errors'
import { setOrigin } from '../../kernel/exception-members'
import { registerFunction } from '../../kernel/functions'
import { str } from '../../kernel/repr'
import { tracebackOf } from '../../kernel/traceback'

/** The cause of an exception from another process: its traceback there. */
class RemoteTraceback extends Exception {}
Object.defineProperty(RemoteTraceback, 'name', { value: '_RemoteTraceback' })

/**
 * Marks an exception as one from another process, as `_ExceptionWithTraceback` does in
 * Lib/concurrent/futures/process.py: its cause shows the traceback of the other process.
 */
export function withRemoteTraceback(error: Error): Error {
  const lastLine = error.message === '' ? error.name : `${error.name}: ${str(error)}`
  const remote = new RemoteTraceback(`\n"""\n${lastLine}\n"""`)
  setOrigin(remote, error.cause, tracebackOf(error))
  setOrigin(error, remote, lastLine)
  return error
}

registerFunction('concurrent.futures._RemoteTraceback', RemoteTraceback, false)
