import type { AnyNode } from 'acorn'

/** Something in a snippet that can't be compiled, with its place in the JavaScript that esbuild printed. */
export class CompileError extends Error {
  /** 1-based. */
  readonly line: number
  /** 0-based. */
  readonly column: number

  /**
   * @param type the exception's class, as Python would call it
   * @param node what is wrong
   * @param hint what to do about it
   */
  constructor(readonly type: string, message: string, node: AnyNode, readonly hint?: string) {
    super(message)
    this.line = node.loc!.start.line
    this.column = node.loc!.start.column
  }
}
