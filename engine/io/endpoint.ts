/**
 * The deck's own endpoints, for demos that need real requests: one handler for the service worker and for all of our
 * servers.
 *
 * `io/wait?ms=&bytes=&chunks=&fail=` is complete after `ms` milliseconds: `bytes` bytes of text (default: a short
 * JSON text) in `chunks` pieces spread evenly over that time. `fail=503` answers with that status instead of 200,
 * `fail=reset` breaks the connection off.
 */
import type { WaitParameters } from './parameters.ts'
import { ParameterError, readWaitParameters } from './parameters.ts'

/** Where the endpoints live, under the base of the site. */
const IO_PREFIX = 'io/'

/** Reason phrases that a service worker has to supply itself; a server knows them. */
const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** The handler's input besides the address. */
export interface IoContext {
  /** @default 'GET' */
  method?: string
  /** Ends the wait when the client has gone. */
  signal?: AbortSignal
}

/** Whether a path is one of the endpoints of a site that lives at `base` (with a slash at both ends). */
export function isIoPath(pathname: string, base: string): boolean {
  return pathname.startsWith(base + IO_PREFIX)
}

/**
 * Answers a request to one of the endpoints.
 *
 * @param url its address; only the part after the last `io/` of its path, and the query, matter
 * @param context the rest of the request
 * @returns a response; one of type `error` stands for a connection that broke off
 * @throws the signal's reason, when it aborts before the answer has begun
 */
export async function answerIo(url: URL, context: IoContext = {}): Promise<Response> {
  const { method = 'GET', signal } = context
  const name = url.pathname.slice(url.pathname.lastIndexOf(`/${IO_PREFIX}`) + 1 + IO_PREFIX.length)
  if (name !== 'wait')
    return complaint(404, `there is no endpoint '${IO_PREFIX}${name}'; there is '${IO_PREFIX}wait'`)
  if (method !== 'GET' && method !== 'HEAD')
    return complaint(405, `'${IO_PREFIX}wait' takes GET and HEAD, not ${method}`, { Allow: 'GET, HEAD' })
  try {
    return await wait(readWaitParameters(url.searchParams), method, signal)
  }
  catch (error) {
    if (error instanceof ParameterError)
      return complaint(400, error.message)
    throw error
  }
}

async function wait(parameters: WaitParameters, method: string, signal?: AbortSignal): Promise<Response> {
  const { ms, bytes, fail } = parameters
  const begin = performance.now()
  const body = bytes === undefined ? new TextEncoder().encode(defaultBody(ms, fail)) : letters(bytes)
  const hasBody = method !== 'HEAD' && fail !== 'reset'
  const pieces = hasBody ? Math.max(1, Math.min(parameters.chunks, body.length)) : 1
  await sleepUntil(begin + ms / pieces, signal)
  if (fail === 'reset')
    return Response.error()

  return new Response(hasBody ? inPieces(body, pieces, begin, ms) : null, {
    status: fail ?? 200,
    statusText: reasons[fail ?? 200] ?? '',
    headers: {
      'Content-Type': bytes === undefined ? 'application/json' : 'text/plain; charset=utf-8',
      'Content-Length': String(body.length),
      'Cache-Control': 'no-store',
    },
  })
}

function defaultBody(ms: number, fail: WaitParameters['fail']): string {
  return JSON.stringify(fail === undefined ? { ok: true, ms } : { ok: false, ms, status: fail })
}

/** Lines of 64 characters, so that a body is readable. */
function letters(length: number): Uint8Array<ArrayBuffer> {
  const line = new TextEncoder().encode('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-\n')
  const bytes = new Uint8Array(length)
  if (length === 0)
    return bytes
  bytes.set(line.subarray(0, length))
  for (let filled = Math.min(line.length, length); filled < length; filled *= 2)
    bytes.copyWithin(filled, 0, Math.min(filled, length - filled))
  return bytes
}

/** The body in `count` pieces; the first comes at once, the last `ms` milliseconds after `begin`. */
function inPieces(body: Uint8Array<ArrayBuffer>, count: number, begin: number, ms: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const cancelled = new AbortController()
  let sent = 0
  return new ReadableStream({
    async pull(controller) {
      await sleepUntil(begin + ms * (sent + 1) / count, cancelled.signal)
      const from = Math.floor(body.length * sent / count)
      sent += 1
      const piece = body.slice(from, Math.floor(body.length * sent / count))
      if (piece.length > 0)
        controller.enqueue(piece)
      if (sent === count)
        controller.close()
    },
    cancel(reason) {
      cancelled.abort(reason)
    },
  }, { highWaterMark: 0 })
}

/** Waits until `performance.now()` has reached `time`; a timer may fire up to a millisecond early. */
async function sleepUntil(time: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  for (let left = time - performance.now(); left > 0; left = time - performance.now())
    await sleep(Math.ceil(left), signal)
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout>
    const onAbort = (): void => {
      clearTimeout(timer)
      reject(signal!.reason)
    }
    signal?.addEventListener('abort', onAbort)
    timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
  })
}

function complaint(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(`${message}\n`, {
    status,
    statusText: reasons[status] ?? '',
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}
