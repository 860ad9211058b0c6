import type { AnyNode } from 'acorn'
import type MagicString from 'magic-string'
import type { ModuleScope } from './scope'

/** What the visitors of one module share. */
export interface Context {
  readonly code: MagicString
  readonly source: string
  readonly scope: ModuleScope
  /** Local name of an imported module -> its members that the program names. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>
  /** The source line that a person wrote, for a place in the JavaScript that esbuild printed. */
  lineOf: (node: AnyNode) => number
  /** Whether it is compiled for Controlled runs: see {@link Instructions.controlled} of instrument.ts. */
  readonly controlled: boolean
  /** A fresh variable name. */
  fresh: (prefix: string) => string
}
