/** Missing names of modules: an error that suggests the intended one, as CPython's does. */
import { AttributeError, ImportError } from './errors'
import { suggestion } from './suggestion'

type Namespace = Readonly<Record<string, unknown>>

function meant(name: string, namespace: Namespace): string {
  const found = suggestion(name, Object.keys(namespace))
  return found === undefined ? '' : `. Did you mean: '${found}'?`
}

/** The error for `import { name } from 'module'` when the name does not exist. */
export function missingImport(module: string, name: string, namespace: Namespace): ImportError {
  return new ImportError(`cannot import name '${name}' from '${module}'${meant(name, namespace)}`)
}

/**
 * A module as `import * as` returns it. Using a missing name raises an AttributeError instead of giving `undefined`.
 *
 * @param module its name
 * @param namespace its names and values
 * @param members the names that the program uses
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
