import { free } from '../../kernel/allocator'
/** Contexts that cross to another thread. Python copies the whole context; here only part of it can cross. */
import { putValue } from '../../kernel/codec'
import { Context, currentContext, numberOfVariable, variableOfNumber } from './context'

/** Values of variables, by number. */
export type CrossingContext = readonly (readonly [variable: number, value: unknown])[]

function canCross(value: unknown): boolean {
  try {
    free(putValue(value, 'value'))
    return true
  }
  catch {
    return false
  }
}

/** The part of the current context that can cross: variables of the module's top level with values that can. */
export function exportContext(): CrossingContext {
  const context = currentContext()
  if (context.size === 0)
    return []
  return Array.from(context.items(), ([variable, value]) => [numberOfVariable(variable), value] as const)
    .filter(([variable, value]) => variable >= 0 && canCross(value))
}

/** Recreates a context that another thread exported. */
export function importContext(crossing: CrossingContext): Context {
  const context = new Context()
  for (const [number, value] of crossing) {
    const variable = variableOfNumber(number)
    if (variable)
      context.assign(variable, { set: value })
  }
  return context
}
