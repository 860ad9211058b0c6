import type { AnyNode } from 'acorn'
import { parse } from 'acorn'
import { describe, expect, it } from 'vitest'
import { isBoundedByOuterLoop } from '../../../engine/compile/bounded-loop'
import { childrenOf } from '../../../engine/compile/scope'

/** Whether the innermost loop needs no checkpoint. */
function innermostIsBounded(source: string): boolean {
  let found: { loop: AnyNode, parents: AnyNode[] } | undefined
  const visit = (node: AnyNode, parents: AnyNode[]): void => {
    if (['ForStatement', 'WhileStatement', 'DoWhileStatement', 'ForOfStatement'].includes(node.type) && parents.length >= (found?.parents.length ?? 0))
      found = { loop: node, parents }
    for (const child of childrenOf(node))
      visit(child, [...parents, node])
  }
  visit(parse(`function f(items, n) { ${source} }`, { ecmaVersion: 'latest' }), [])
  return isBoundedByOuterLoop(found!.loop, found!.parents)
}

describe('no checkpoint is in a loop that makes no more turns than the one around it has made', () => {
  it.each([
    ['it counts up to the outer counter', 'for (let i = 0; i < n; i++) { for (let j = 0; j < i; j++) sum += items[j] }'],
    ['its square does', 'for (let n = 2; n < 9; n++) { let prime = true; for (let d = 2; d * d <= n; d++) { if (n % d === 0) { prime = false; break } } }'],
    ['it counts down from the outer counter', 'for (let i = 1; i < n; i++) { for (let j = i - 1; j >= 0 && items[j] > x; j--) items[j + 1] = items[j] }'],
    ['so does a while loop', 'for (let i = 1; i < n; i++) { let j = i - 1; while (j >= 0 && items[j] > x) { items[j + 1] = items[j]; j-- } }'],
    ['the outer loop is further out', 'for (let i = 0; i < n; i++) { for (const x of items) { for (let j = 0; j <= i; j++) sum += j } }'],
  ])('%s', (_, source) => {
    expect(innermostIsBounded(source)).toBe(true)
  })

  it.each([
    ['there is no loop around it', 'for (let j = 0; j < n; j++) sum += j'],
    ['it counts to something else', 'for (let i = 0; i < n; i++) { for (let j = 0; j < n; j++) sum += j }'],
    ['it counts away from the bound', 'for (let i = 0; i < n; i++) { for (let j = 0; j <= i; j--) sum += j }'],
    ['it counts up from the outer counter', 'for (let i = 0; i < n; i++) { for (let j = i; j >= 0; j++) sum += j }'],
    ['it may count forever', 'for (let i = 0; i < n; i++) { for (let j = 0; j < i || x; j++) sum += j }'],
    ['its counter is assigned in it', 'for (let i = 0; i < n; i++) { for (let j = 0; j < i; j++) j = 0 }'],
    ['the outer counter is assigned in it', 'for (let i = 0; i < n; i++) { for (let j = 0; j < i; j++) i++ }'],
    ['the outer counter jumps', 'for (let i = 0; i < n; i++) { i *= 2; for (let j = 0; j < i; j++) sum += j }'],
    ['the outer counter begins far up', 'for (let i = 1e9; i < n; i++) { for (let j = 0; j < i; j++) sum += j }'],
    ['the outer counter starts at an unknown value', 'for (let i = n; i < 9; i++) { for (let j = 0; j < i; j++) sum += j }'],
    ['another variable has the outer counter\'s name', 'for (let i = 0; i < n; i++) { let i = n; for (let j = 0; j < i; j++) sum += j }'],
    ['an error has the outer counter\'s name', 'for (let i = 0; i < n; i++) { try { f() } catch (i) { for (let j = 0; j < i; j++) sum += j } }'],
    ['a function lies between the two', 'for (let i = 0; i < n; i++) { const g = () => { for (let j = 0; j < i; j++) sum += j } }'],
    ['it calls', 'for (let i = 0; i < n; i++) { for (let j = 0; j < i; j++) f() }'],
    ['its turns may not come to the counter', 'for (let i = 1; i < n; i++) { let j = i - 1; while (j >= 0) { if (x) continue; j-- } }'],
    ['its counter goes down on one way only', 'for (let i = 1; i < n; i++) { let j = i - 1; while (j >= 0) { if (x) j-- } }'],
    ['its counter was declared before something else', 'for (let i = 1; i < n; i++) { let j = i - 1; j = n; while (j >= 0) { x++; j-- } }'],
  ])('but not where %s', (_, source) => {
    expect(innermostIsBounded(source)).toBe(false)
  })
})
