/** Python's name for the type of a value. */
export function typeName(value: unknown): string {
  switch (typeof value) {
    case 'undefined': return 'NoneType'
    case 'boolean': return 'bool'
    case 'number': return Number.isInteger(value) ? 'int' : 'float'
    case 'bigint': return 'int'
    case 'string': return 'str'
    case 'function': return 'function'
    case 'symbol': return 'symbol'
    case 'object': {
      if (value === null)
        return 'NoneType'
      if (Array.isArray(value))
        return 'list'
      const name = value.constructor?.name
      return name === undefined || name === 'Object' || name === 'Map' ? 'dict' : name === 'Set' ? 'set' : name
    }
  }
}
