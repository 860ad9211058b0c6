import { describe, expect, it } from 'vitest'
import { DisposableStackOfOurs } from '../../../engine/kernel/disposal'

describe('the stack of disposables for browsers without one', () => {
  it('disposes in the reverse order, once', () => {
    const left: string[] = []
    const stack = new DisposableStackOfOurs()
    expect(stack.use(null)).toBe(null)
    stack.use({ [Symbol.dispose]: () => void left.push('used') })
    expect(stack.adopt(5, value => void left.push(`adopted ${value}`))).toBe(5)
    stack.defer(() => void left.push('deferred'))
    stack.dispose()
    stack[Symbol.dispose]()
    expect(left).toEqual(['deferred', 'adopted 5', 'used'])
    expect(stack.disposed).toBe(true)
  })

  it('disposes all, and raises the last error with the earlier one suppressed', () => {
    const stack = new DisposableStackOfOurs()
    const [first, last] = [new Error('first'), new Error('last')]
    let reached = false
    stack.defer(() => void (reached = true))
    stack.defer(() => {
      throw last
    })
    stack.defer(() => {
      throw first
    })
    expect(() => stack.dispose()).toThrow(expect.objectContaining({ name: 'SuppressedError', error: last, suppressed: first }))
    expect(reached).toBe(true)
  })

  it('refuses what is not disposable, and everything once it is disposed', () => {
    const stack = new DisposableStackOfOurs()
    expect(() => stack.use({} as Disposable)).toThrow(TypeError)
    stack.dispose()
    expect(() => stack.defer(() => {})).toThrow(ReferenceError)
    expect(() => stack.move()).toThrow(ReferenceError)
  })

  it('moves what it holds', () => {
    const left: string[] = []
    const stack = new DisposableStackOfOurs()
    stack.defer(() => void left.push('once'))
    const moved = stack.move()
    stack.dispose()
    expect([stack.disposed, moved.disposed, left]).toEqual([true, false, []])
    moved.dispose()
    expect(left).toEqual(['once'])
  })
})
