import fs from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { MODULE_NAMES } from '../../../engine/protocol/modules'
import { BARE_CONSTRUCTORS, NO_OPTIONS, OPTION_CALLS } from '../../browser/conformance/option-calls'
import { findOptionCalls } from './option-calls'

const stdlib = path.resolve('engine/stdlib')

/** Has options that may not be empty, which the types can't distinguish from an argument. */
const REQUIRED_OPTION = 'contextvars.ContextVar'

describe('calls that take options', () => {
  const found = findOptionCalls(stdlib, [...MODULE_NAMES])

  it('are all in the list whose calls are checked to refuse a name that they don\'t know', () => {
    const names = found.filter(name => !Object.hasOwn(NO_OPTIONS, name))
    expect(names).toEqual(Object.keys(OPTION_CALLS).filter(name => name !== REQUIRED_OPTION).sort())
  }, 60_000)
})

it('every constructor that is checked to take nothing is there', async () => {
  for (const name of BARE_CONSTRUCTORS) {
    const module = name.slice(0, name.lastIndexOf('.'))
    const index = await fs.readFile(path.join(stdlib, module, 'index.ts'), 'utf8')
    expect(index, name).toMatch(new RegExp(`\\b${name.slice(module.length + 1)}\\b`))
  }
})
