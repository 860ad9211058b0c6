/**
 * `web`: HTTP requests to the deck's own endpoints, `io/wait?ms=…&bytes=…&chunks=…&fail=…`. The module is the talk's own,
 * in both languages: `get` blocks its thread as requests does, `aget` is awaited as httpx or aiohttp are; `stream` and
 * `astream` give the body piece by piece.
 */
export { aget } from './aget'
export { astream, type AsyncStreamingResponse } from './astream'
export { HTTPError, URLError } from './errors'
export { get } from './get'
export type { WebOptions } from './options'
export { Response, type ResponseHead } from './response'
export { stream, type StreamingResponse } from './stream'
