import type { ExplorationOptions, ExplorationReport } from '../../../engine/protocol/exploration'
import type { Program } from './model'
import { Exploration } from '../../../engine/explore/exploration'
import { execute } from './model'

/** Explores a program to the end. */
export function explore(program: Program, options: Partial<ExplorationOptions> = {}): ExplorationReport {
  const exploration = new Exploration({ granularity: 'free-threaded', ...options })
  for (let request = exploration.next(); request; request = exploration.next())
    exploration.add(execute(program, request))
  return exploration.report()
}
