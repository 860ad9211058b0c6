import type { AnyNode } from 'acorn'

/** An error in a snippet, with its place in the JavaScript that esbuild printed. */
export class CompileError extends Error {
  /** 1-based. */
  readonly line: number
  /** 0-based. */
  readonly column: number

  /**
   * @param type the exception's class, by Python's name
   * @param node the faulty node
   * @param hint how to fix it
   */
  constructor(readonly type: string, message: string, node: AnyNode, readonly hint?: string) {
    super(message)
    this.line = node.loc!.start.line
    this.column = node.loc!.start.column
  }
}
