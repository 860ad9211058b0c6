import { free } from '../../kernel/allocator'
/** Contexts that go to another thread. Python copies the whole; here only what can cross does. */
import { putValue } from '../../kernel/codec'
import { Context, currentContext, numberOfVariable, variableOfNumber } from './context'

/** Numbers of variables with their values. */
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

/** What of the current context can cross: variables of the module's top level whose values can. */
export function exportContext(): CrossingContext {
  const context = currentContext()
  if (context.size === 0)
    return []
  return Array.from(context.items(), ([variable, value]) => [numberOfVariable(variable), value] as const)
    .filter(([variable, value]) => variable >= 0 && canCross(value))
}

/** A context from what another thread's was. */
export function importContext(crossing: CrossingContext): Context {
  const context = new Context()
  for (const [number, value] of crossing) {
    const variable = variableOfNumber(number)
    if (variable)
      context.assign(variable, { set: value })
  }
  return context
}
