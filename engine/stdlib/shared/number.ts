import { OverflowError } from '../../kernel/errors'
import { floats } from '../../kernel/memory'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { noted, schedulePoint } from '../../kernel/schedule'
import { typeName } from '../../kernel/type-name'
import { Op } from '../../protocol/baton-layout'

function checkNumber(value: number): number {
  if (typeof value !== 'number')
    throw new TypeError(`a shared number can't hold ${typeName(value)}`)
  return value
}

function checkInt(value: number): number {
  if (!Number.isSafeInteger(value)) {
    if (typeof value === 'number' && Number.isInteger(value))
      throw new OverflowError('a shared.int holds whole numbers up to 2**53 - 1')
    throw new TypeError(`a shared.int can't hold ${typeof value === 'number' ? 'a float' : typeName(value)}`)
  }
  return value
}

/** A float that all threads share. */
export class SharedFloat extends SharedObject {
  /** @internal */
  constructor(value: number) {
    checkNumber(value)
    super(2, address => floats[address / 2] = value)
  }

  get value(): number {
    schedulePoint(Op.Read, this.address)
    return noted(floats[this.address / 2]!)
  }

  set value(value: number) {
    schedulePoint(Op.Write, this.address, value)
    floats[this.address / 2] = checkNumber(value)
  }
}

/** A whole number that all threads share, up to 2**53 - 1 either way. */
export class SharedInt extends SharedObject {
  /** @internal */
  constructor(value: number) {
    checkInt(value)
    super(2, address => floats[address / 2] = value)
  }

  get value(): number {
    schedulePoint(Op.Read, this.address)
    return noted(floats[this.address / 2]!)
  }

  set value(value: number) {
    schedulePoint(Op.Write, this.address, value)
    floats[this.address / 2] = checkInt(value)
  }
}

registerSharedClass(SharedFloat)
registerSharedClass(SharedInt)
