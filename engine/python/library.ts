/** The engine's Python modules, in the order in which they are loaded. */
import accesses from './lib/accesses.py'
import calls from './lib/calls.py'
import clock from './lib/clock.py'
import containers from './lib/containers.py'
import exits from './lib/exits.py'
import green from './lib/green.py'
import input from './lib/input.py'
import limits from './lib/limits.py'
import local from './lib/local.py'
import locks from './lib/locks.py'
import loop from './lib/loop.py'
import objects from './lib/objects.py'
import operands from './lib/operands.py'
import output from './lib/output.py'
import report from './lib/report.py'
import requests from './lib/requests.py'
import run from './lib/run.py'
import schedules from './lib/schedules.py'
import spinning from './lib/spinning.py'
import stepped from './lib/stepped.py'
import steps from './lib/steps.py'
import threads from './lib/threads.py'
import web from './lib/web.py'

export const librarySources: readonly (readonly [name: string, source: string])[] = [
  ['_green', green],
  ['_green_local', local],
  ['_green_threads', threads],
  ['_green_output', output],
  ['_green_input', input],
  ['_green_report', report],
  ['_green_exits', exits],
  ['_green_loop', loop],
  ['_green_clock', clock],
  ['_green_requests', requests],
  ['web', web],
  ['_green_limits', limits],
  ['_green_run', run],
  ['_green_spinning', spinning],
  ['_green_operands', operands],
  ['_green_steps', steps],
  ['_green_objects', objects],
  ['_green_containers', containers],
  ['_green_accesses', accesses],
  ['_green_locks', locks],
  ['_green_calls', calls],
  ['_green_stepped', stepped],
  ['_green_schedules', schedules],
]
