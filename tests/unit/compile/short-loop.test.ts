import type { NodeOf } from '../../../engine/compile/scope'
import { parse } from 'acorn'
import { describe, expect, it } from 'vitest'
import { counterOfShortLoop } from '../../../engine/compile/short-loop'

function counterOf(loop: string): string | undefined {
  const [statement] = parse(`async function* f() { ${loop} }`, { ecmaVersion: 'latest' }).body
  return counterOfShortLoop((statement as NodeOf<'FunctionDeclaration'>).body.body[0] as NodeOf<'ForStatement'>)
}

describe('the checkpoint of every sixteenth turn', () => {
  it.each([
    'for (let i = 0; i < n; i++) sum += i',
    'for (let d = 2; d * d <= n; d++) { if (n % d === 0) { prime = false; break } }',
    'for (let i = 10; i >= 0; --i) { const other = items[i]; items[i] = other + 1 }',
    'for (let i = 0, j = 5; ; i++) j += 2',
  ])('is for a loop that counts by one and does little: %s', (loop) => {
    expect(counterOf(loop)).toMatch(/^[id]$/)
  })

  it.each([
    ['it calls', 'for (let i = 0; i < n; i++) f()'],
    ['its test calls', 'for (let i = 0; f(); i++) sum += i'],
    ['it constructs', 'for (let i = 0; i < n; i++) items[i] = new Date'],
    ['it awaits', 'for (let i = 0; i < n; i++) await x'],
    ['it yields', 'for (let i = 0; i < n; i++) yield i'],
    ['it has a loop', 'for (let i = 0; i < n; i++) { while (x) x-- }'],
    ['a function in it may assign the counter', 'for (let i = 0; i < n; i++) items[i] = () => i--'],
    ['it assigns the counter', 'for (let i = 0; i < n; i++) i += 15'],
    ['it takes the counter back', 'for (let i = 1; i < n; i++) { x++; i-- }'],
    ['it assigns by a pattern', 'for (let i = 1; i < n; i++) [i] = items'],
    ['it declares by a pattern', 'for (let i = 1; i < n; i++) { const { a } = items[i] }'],
    ['another variable has the counter\'s name', 'for (let i = 1; i < n; i++) { let i = 1 }'],
    ['the counter goes by more', 'for (let i = 1; i < n; i += 16) sum += i'],
    ['it begins as no integer', 'for (let i = 0.5; i < n; i++) sum += i'],
    ['it begins as a big integer', 'for (let i = 0n; i < n; i++) sum += i'],
    ['it starts with an unknown value', 'for (let i = start; i < n; i++) sum += i'],
    ['the counter is older than the loop', 'for (i = 0; i < n; i++) sum += i'],
  ])('is not for a loop where %s', (_, loop) => {
    expect(counterOf(loop)).toBeUndefined()
  })
})
