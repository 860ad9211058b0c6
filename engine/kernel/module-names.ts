/** Names that a module has not: an error that says which one was meant, as CPython's does. */
import { AttributeError, ImportError } from './errors'
import { suggestion } from './suggestion'

type Namespace = Readonly<Record<string, unknown>>

function meant(name: string, namespace: Namespace): string {
  const found = suggestion(name, Object.keys(namespace))
  return found === undefined ? '' : `. Did you mean: '${found}'?`
}

/** What `import { name } from 'module'` raises for a name that is not there. */
export function missingImport(module: string, name: string, namespace: Namespace): ImportError {
  return new ImportError(`cannot import name '${name}' from '${module}'${meant(name, namespace)}`)
}

/**
 * A module as `import * as` gives it. Names that it has not are an AttributeError where they are used, and not `undefined`.
 *
 * @param module its name
 * @param namespace what it has
 * @param members what the program names of it
 */
export function importedModule(module: string, namespace: Namespace, members: readonly string[]): Namespace {
  const missing = members.filter(member => !(member in namespace))
  if (missing.length === 0)
    return namespace
  const checked = Object.create(namespace) as Namespace
  for (const name of missing) {
    Object.defineProperty(checked, name, {
      get() {
        throw new AttributeError(`module '${module}' has no attribute '${name}'${meant(name, namespace)}`)
      },
    })
  }
  return checked
}
