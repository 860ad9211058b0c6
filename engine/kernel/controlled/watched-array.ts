/** A shared array in a Controlled run: a plain typed array's items could be reached without a step. */
import { Op } from '../../protocol/baton-layout'
import { formatRepr } from '../format'
import { noted, schedulePoint } from './schedule'

const INDEX = /^\d+$/
/** What of a typed array's methods changes it. */
const CHANGES: ReadonlySet<string | symbol> = new Set(['copyWithin', 'fill', 'reverse', 'set', 'sort'])

/**
 * The same array, whose items are read and written in steps; a call of a method is one step, which touches all items.
 *
 * @param array over shared memory
 * @param address the object's
 */
export function watched(array: Float64Array, address: number): Float64Array {
  return new Proxy(array, {
    get(target, key) {
      if (typeof key === 'string' && INDEX.test(key)) {
        schedulePoint(Op.Read, address, undefined, Number(key) + 1)
        return noted(target[Number(key)])
      }
      if (key === 'toString')
        return () => formatRepr(target)
      const member: unknown = Reflect.get(target, key, target)
      if (typeof member !== 'function' || key === 'constructor')
        return member
      return (...args: unknown[]): unknown => {
        schedulePoint(CHANGES.has(key) ? Op.Update : Op.Read, address)
        const result: unknown = Reflect.apply(member, target, args)
        return result === target ? watched(array, address) : result
      }
    },
    set(target, key, value: number) {
      if (typeof key === 'string' && INDEX.test(key)) {
        schedulePoint(Op.Write, address, value, Number(key) + 1)
        target[Number(key)] = value
        return true
      }
      return Reflect.set(target, key, value, target)
    },
  })
}
