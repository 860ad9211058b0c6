/** Requests of a running program to the page, by way of the sandbox: HTTP requests and lines of standard input. */

/** A request to the outside world, from a thread of a run. */
export type IoRequest
  /** `whole` asks for the body together with the head. */
  = | { type: 'io-open', run: number, request: number, url: string, method: string, headers: [string, string][], body?: ArrayBuffer, whole: boolean }
  /** Asks for the next piece of the body. */
    | { type: 'io-pull', run: number, request: number }
    | { type: 'io-cancel', run: number, request: number }
  /** Asks for a line of standard input. */
    | { type: 'io-input', run: number, request: number, prompt: string, hidden: boolean }

export type IoAnswer
  = | { type: 'io-head', run: number, request: number, status: number, reason: string, headers: [string, string][], url: string, body?: ArrayBuffer }
  /** A piece of the body; undefined at its end. */
    | { type: 'io-body', run: number, request: number, chunk: ArrayBuffer | undefined }
    | { type: 'io-failed', run: number, request: number, message: string }
  /** A line of standard input, without its line break; undefined at its end. */
    | { type: 'io-line', run: number, request: number, line: string | undefined }

/** A thread's operations on the I/O bridge; the answer goes to the request's block in shared memory. */
export type WorkerIo
  = | { type: 'open', address: number, url: string, method: string, headers: [string, string][], body?: ArrayBuffer, whole: boolean }
    | { type: 'pull', address: number }
    | { type: 'cancel', address: number }
    | { type: 'input', address: number, prompt: string }
