/** The engine's Python modules, in the order in which they are loaded. */
import green from './lib/green.py'
import local from './lib/local.py'
import loop from './lib/loop.py'
import output from './lib/output.py'
import run from './lib/run.py'
import threads from './lib/threads.py'
import web from './lib/web.py'

export const librarySources: readonly (readonly [name: string, source: string])[] = [
  ['_green', green],
  ['_green_local', local],
  ['_green_threads', threads],
  ['_green_output', output],
  ['_green_loop', loop],
  ['web', web],
  ['_green_run', run],
]
