import { registerErrorClass } from '../../kernel/crossing-classes'
import { OSError } from '../../kernel/errors'

/** A request that got no answer, as `urllib.error.URLError`. */
export class URLError extends OSError {}

/** A response whose status is an error, as `urllib.error.HTTPError`; raised by `raiseForStatus`. */
export class HTTPError extends URLError {
  constructor(readonly status: number, readonly reason: string, readonly url: string) {
    super(`HTTP Error ${status}: ${reason}`)
  }
}

registerErrorClass(URLError)
registerErrorClass(HTTPError)
