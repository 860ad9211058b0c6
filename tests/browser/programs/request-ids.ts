import * as asyncio from 'asyncio'
import { all, print, range } from 'builtins'
import { ContextVar } from 'contextvars'
import * as logging from 'logging'
import * as shared from 'shared'
import { Thread } from 'threading'
import { sleep } from 'time'

const requestId = new ContextVar<string>('requestId', { default: '-' })
const logger = logging.getLogger('server')
const kept = shared.list<boolean>()

function addRequestId(record: logging.LogRecord) {
  record.requestId = requestId.get()
  return true
}

function lookUp(user: string) {
  // Knows nothing of the request, and its log line has the id nevertheless.
  logger.info('looking up %s', user)
}

function handleInThread(n: number) {
  requestId.set(`thread-request-${n}`)
  logger.info('begins')
  sleep(0.03 * (4 - n))
  lookUp(`user ${n}`)
  kept.append(requestId.get() === `thread-request-${n}`)
  logger.info('ends')
}

async function handleInTask(n: number) {
  requestId.set(`task-request-${n}`)
  logger.info('begins')
  await asyncio.sleep(0.03 * (4 - n))
  lookUp(`user ${n}`)
  logger.info('ends')
  return requestId.get() === `task-request-${n}`
}

async function serve() {
  return await asyncio.gather(...range(1, 4).map(n => handleInTask(n)))
}

export function main() {
  const handler = new logging.StreamHandler()
  handler.addFilter(addRequestId)
  logging.basicConfig({
    level: logging.INFO,
    format: '[%(requestId)s] %(threadName)s: %(message)s',
    handlers: [handler],
  })
  logger.info('starting')
  const threads = range(1, 4).map(n => new Thread({ target: handleInThread, args: [n] }))
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  print('threads are done, main has', requestId.get())
  const results = asyncio.run(serve())
  print('tasks are done, main has', requestId.get())
  const checks = [...kept, ...results]
  const ok = all(checks) && requestId.get() === '-'
  print(`requests ${checks.length}:`, ok)
}
