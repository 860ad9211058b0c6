import { parse } from 'acorn'
import { simple } from 'acorn-walk'

/**
 * Undoes esbuild's `keepNames` for everything but classes.
 *
 * Bundled into one scope, the second of two classes called `Lock` becomes `Lock2`, and people would read that in
 * their tracebacks; `keepNames` puts the name right. For functions it would do so each time a closure is made,
 * which is too dear in the paths that a running thread takes. What is undone leaves blanks, so that source maps hold.
 *
 * @param code a script bundled with `keepNames`, not minified
 */
export function keepClassNamesOnly(code: string): string {
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'script' })
  const blanks: [from: number, to: number][] = []
  simple(program, {
    CallExpression(node) {
      const [target] = node.arguments
      if (node.callee.type !== 'Identifier' || node.callee.name !== '__name' || !target)
        return
      if (target.type === 'ThisExpression' || target.type === 'ClassExpression')
        return
      blanks.push([node.start, target.start], [target.end, node.end])
    },
  })
  blanks.sort(([a], [b]) => a - b)
  let result = ''
  let done = 0
  for (const [from, to] of blanks) {
    result += code.slice(done, from) + code.slice(from, to).replace(/[^\n]/g, ' ')
    done = to
  }
  return result + code.slice(done)
}
