import type { CompileProblem } from '../protocol/messages'
import { pythonLine } from './python-text'

/** An element with its closing tag, or a self-closing one: `<p>text</p>`, `<br />`. */
const JSX = /<([A-Z][\w.]*)(?:\s[^<>]*)?>[^<>]*<\/\1\s*>|<[A-Z][\w.]*(?:\s[^<>]*)?\/>/i

/**
 * The problems of a text that no parser accepts. If it is in another language, that is the problem.
 *
 * @param source the text
 * @param problems the parser's problems
 */
export function syntaxProblems(source: string, problems: CompileProblem[]): CompileProblem[] {
  const python = pythonLine(source)
  if (python !== undefined)
    return [{ type: 'SyntaxError', message: 'this is Python, but TypeScript is expected here', line: python, column: 1, hint: 'Where there is a Python tab, CPython runs it there.' }]
  const jsx = JSX.exec(source)
  if (jsx) {
    const before = source.slice(0, jsx.index).split('\n')
    return [{ type: 'SyntaxError', message: 'JSX can\'t be used: a program has no page', line: before.length, column: before.at(-1)!.length + 1, hint: 'Write print(…), of builtins.' }]
  }
  return problems
}
