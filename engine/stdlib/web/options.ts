/** Options of `get` and `aget`. */
export interface WebOptions {
  /** How many seconds to wait for an answer at most. @default for ever */
  timeout?: number | null
  headers?: Readonly<Record<string, string>>
}
