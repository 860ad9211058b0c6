/**
 * `web`: HTTP requests to the deck's own endpoints, `io/wait?ms=…&bytes=…&chunks=…&fail=…`. The module is the talk's own,
 * in both languages: `get` blocks its thread like requests, `aget` is awaited like httpx or aiohttp; `stream` and `astream`
 * return the body in pieces.
 */
export { aget } from './aget'
export { astream, type AsyncStreamingResponse } from './astream'
export { HTTPError, URLError } from './errors'
export { get } from './get'
export type { WebOptions } from './options'
export { Response, type ResponseHead } from './response'
export { stream, type StreamingResponse } from './stream'
