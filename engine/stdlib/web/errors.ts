import { registerErrorClass } from '../../kernel/crossing-classes'
import { OSError } from '../../kernel/errors'

/** A request that got no answer; like `urllib.error.URLError`. */
export class URLError extends OSError {}

/** A response with an error status; like `urllib.error.HTTPError`. Raised by `raiseForStatus`. */
export class HTTPError extends URLError {
  constructor(readonly status: number, readonly reason: string, readonly url: string) {
    super(`HTTP Error ${status}: ${reason}`)
  }
}

registerErrorClass(URLError)
registerErrorClass(HTTPError)
