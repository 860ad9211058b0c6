import { describe } from 'vitest'
import { asyncPromise, loopPromise } from './asyncio-promise'
import { promise } from './promise'

const TOP = 'import { KeyError } from \'builtins\''

describe('contextvars.ContextVar', () => {
  loopPromise('get gives the value, else the default given, else its own, else a LookupError', `
    const plain = new ContextVar<number>('plain')
    const withDefault = new ContextVar<number>('d', { default: 1 })
    assertEqual([plain.name, withDefault.name], ['plain', 'd'])
    assertRaises(LookupError, () => plain.get(), /^<ContextVar name='plain' at 0x[0-9a-f]{12}>$/)
    assertEqual([plain.get(7), plain.get({ default: 8 }), withDefault.get(), withDefault.get(2)], [7, 8, 1, 2])
    plain.set(5)
    assertEqual([plain.get(), plain.get(7)], [5, 5])
    assertEqual(withoutAddress(withDefault), "<ContextVar name='d' default=1>")
    assertRaises(TypeError, () => new ContextVar(1 as never), 'context variable name must be a str')
  `)

  loopPromise('reset sets it back to what it was before the token\'s set', `
    const v = new ContextVar<string>('v')
    const first = v.set('one')
    assertTrue(first.var === v && first.oldValue === Token.MISSING)
    const second = v.set('two')
    assertEqual(second.oldValue, 'one')
    v.reset(second)
    assertEqual(v.get(), 'one')
    assertEqual(withoutAddress(second), "<Token used var=<ContextVar name='v'>>")
    v.reset(first)
    assertRaises(LookupError, () => v.get())
    assertRaises(RuntimeError, () => v.reset(first), /has already been used once$/)
  `)

  loopPromise('reset with a token of another variable or context is a ValueError', `
    const [a, b] = [new ContextVar<number>('a'), new ContextVar<number>('b')]
    const token = a.set(1)
    assertRaises(ValueError, () => b.reset(token), /was created by a different ContextVar$/)
    assertRaises(ValueError, () => copyContext().run(() => a.reset(token)), /was created in a different Context$/)
    assertRaises(TypeError, () => a.reset(1 as never), 'expected an instance of Token, got 1')
  `)

  loopPromise('using with a token resets at the end of the block', `
    const v = new ContextVar<string>('v', { default: 'none' })
    {
      using _ = v.set('inside')
      assertEqual(v.get(), 'inside')
    }
    assertEqual(v.get(), 'none')
  `)
})

describe('contextvars.Context', () => {
  loopPromise('run calls a function with the context as the current one; changes stay in it', `
    const v = new ContextVar<number>('v', { default: 0 })
    v.set(1)
    const context = copyContext()
    assertEqual(context.run((a: number, b: number) => {
      v.set(v.get() + a + b)
      return v.get()
    }, 10, 20), 31)
    assertEqual([v.get(), context.get(v)], [1, 31])
    assertEqual(context.run(() => v.get()), 31)
    assertRaises(ValueError, () => context.run(() => {
      throw new ValueError('x')
    }), 'x')
    assertEqual(v.get(), 1)
  `)

  loopPromise('can\'t be entered twice at a time', `
    const context = new Context()
    assertRaises(RuntimeError, () => context.run(() => context.run(() => 1)), /^cannot enter context: <_contextvars.Context object at 0x[0-9a-f]{12}> is already entered$/)
    assertEqual(context.run(() => 1), 1)
  `)

  loopPromise('shows what is set in it', `
    const [a, b] = [new ContextVar<number>('a'), new ContextVar<string>('b')]
    const context = new Context()
    assertEqual(context.size, 0)
    context.run(() => {
      a.set(1)
      b.set('x')
    })
    assertEqual([context.size, context.has(a), context.at(a), context.get(b)], [2, true, 1, 'x'])
    assertEqual([...context.values()], [1, 'x'])
    assertTrue([...context.keys()][0] === a && [...context][1] === b && [...context.items()][1][1] === 'x')
    const empty = new Context()
    assertEqual([empty.get(a), empty.get(a, { default: 9 })], [null, 9])
    assertRaises(KeyError, () => empty.at(a))
  `, { top: TOP })

  loopPromise('a copy is independent', `
    const v = new ContextVar<number>('v')
    v.set(1)
    const one = copyContext()
    const two = one.copy()
    one.run(() => v.set(2))
    assertEqual([one.get(v), two.get(v), v.get()], [2, 1, 1])
  `)
})

describe('contexts and tasks', () => {
  asyncPromise('what a task sets, others do not see', `
    const v = new ContextVar<string>('request', { default: 'none' })
    const handle = async (name: string) => {
      v.set(name)
      await asyncio.sleep(0)
      log(v.get())
    }
    await asyncio.gather(handle('a'), handle('b'))
    assertLog('a', 'b')
    assertEqual(v.get(), 'none')
  `)

  promise('with the GIL threads begin with an empty context', `
import { ContextVar } from 'contextvars'
import * as shared from 'shared'
const v = new ContextVar<number>('v', { default: 0 })
v.set(4)
const seen = shared.int(-1)
function look() {
  seen.value = v.get()
  v.set(6)
}
export function main() {
  assertEqual(v.get(), 4)
  v.set(5)
  for (let i = 0; i < 3; i++) {
    joinThreads(startThreads(1, look))
    assertEqual(seen.value, 0)
  }
}`, { modes: ['gil'] })

  promise('without the GIL a thread begins with a copy of the context that starts it, as in CPython 3.14', `
import { ThreadPoolExecutor } from 'concurrent.futures'
import { ContextVar } from 'contextvars'
import { Queue } from 'queue'
import { Thread, Timer } from 'threading'
const user = new ContextVar<unknown>('user', { default: 'nobody' })
const other = new ContextVar<unknown>('other', { default: 'nothing' })
const seen = new Queue<unknown[]>()
function look() {
  seen.put([user.get(), other.get()])
  user.set('somebody else')
}
function lookAgain() {
  return [user.get(), other.get()]
}
class Looking extends Thread {
  override run() {
    look()
  }
}
export function main() {
  joinThreads(startThreads(1, look))
  assertEqual(seen.get(), ['nobody', 'nothing'])
  user.set('Ada')
  other.set(() => 'a closure')
  const early = new Thread({ target: look })
  for (const thread of [new Thread({ target: look }), new Timer(0, look), new Looking()]) {
    thread.start()
    thread.join()
    assertEqual(seen.get(), ['Ada', 'nothing'])
  }
  using pool = new ThreadPoolExecutor({ maxWorkers: 1 })
  assertEqual(pool.submit(lookAgain).result(), ['Ada', 'nothing'])
  user.set('Guido')
  early.start()
  early.join()
  assertEqual(seen.get(), ['Guido', 'nothing'])
  assertEqual(pool.submit(lookAgain).result(), ['Ada', 'nothing'])
  assertEqual(user.get(), 'Guido')
}`, { modes: ['free'] })

  promise('no class derives from ContextVar, Context and Token', `
import { Context, ContextVar } from 'contextvars'
export function main() {
  class Mine extends ContextVar<number> {}
  class Other extends Context {}
  assertRaises(TypeError, () => new Mine('v'), "type '_contextvars.ContextVar' is not an acceptable base type")
  assertRaises(TypeError, () => new Other(), "type '_contextvars.Context' is not an acceptable base type")
}`)
})
