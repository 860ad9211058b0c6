import { parse } from 'acorn'
import { simple } from 'acorn-walk'

/**
 * Undoes esbuild's `keepNames` for everything but classes.
 *
 * Bundled into one scope, the second of two classes called `Lock` becomes `Lock2`, which people would read in their
 * tracebacks; `keepNames` fixes the name. For functions it would do so each time a closure is created, which is too
 * expensive on the hot paths of a running thread. Blanks replace the removed calls, so that source maps stay valid.
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
