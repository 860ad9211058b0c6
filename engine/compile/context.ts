import type { AnyNode } from 'acorn'
import type MagicString from 'magic-string'
import type { ModuleScope } from './scope'

/** Shared by the visitors of one module. */
export interface Context {
  readonly code: MagicString
  readonly source: string
  readonly scope: ModuleScope
  /** Local name of an imported module -> its members that the program uses. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>
  /** The line in the program's source, for a place in the JavaScript that esbuild printed. */
  lineOf: (node: AnyNode) => number
  /** Whether it is compiled for Controlled runs: see {@link Instructions.controlled} of instrument.ts. */
  readonly controlled: boolean
  /** A fresh variable name. */
  fresh: (prefix: string) => string
}
