export { aget } from './aget'
export { HTTPError, URLError } from './errors'
/**
 * `web`: HTTP requests to the deck's own endpoints, `io/wait?ms=…&bytes=…&fail=…`. The module is the talk's own, in both
 * languages: `get` blocks its thread as requests does, `aget` is awaited as httpx or aiohttp are.
 */
export { get } from './get'
export type { WebOptions } from './options'
export { Response } from './response'
