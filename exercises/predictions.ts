/** The talk's questions before the demos that surprise. */
import type { PredictedRun, Prediction } from '../live/content/prediction'

/** A number that the run printed; NaN when it did not. */
function printed({ output }: PredictedRun, pattern: RegExp): number {
  return Number(pattern.exec(output)?.[1] ?? Number.NaN)
}

/** In the order of the talk. */
export const predictions: readonly Prediction[] = [
  {
    demo: 'downloads',
    variant: 'threads',
    mode: 'gil',
    question: 'Twenty pages, a tenth of a second each, in twenty threads, with the GIL, which lets one thread run at a time. How long does it take?',
    choices: [
      { says: 'About two seconds: one at a time', holds: run => printed(run, /pages in ([\d.]+) s/) >= 2 },
      { says: 'A fraction of that: all at the same time', holds: run => printed(run, /pages in ([\d.]+) s/) < 2 },
    ],
    because: 'A thread that waits for an answer has released the GIL, so twenty waits overlap. The GIL only limits computing.',
  },
  {
    demo: 'lost-update',
    variant: 'threads',
    mode: 'gil',
    question: 'Two threads, one counter, five million times `+= 1` each, no lock, with the GIL. How many of the ten million are lost?',
    choices: [
      { says: 'None', holds: run => printed(run, /lost (\d+)/) === 0 },
      { says: 'Some, different in each run', holds: run => printed(run, /lost (\d+)/) > 0 },
    ],
    because: 'Since Python 3.10 a computing thread hands the GIL over only at the end of a loop pass, on entering a function and after most calls, and none of these is inside `+= 1`. Nothing guarantees it, so don’t rely on it.',
  },
  {
    demo: 'lost-update',
    variant: 'call',
    mode: 'gil',
    question: 'The same with `+= int(1)`: the same value, but with a call. How many are lost now, with the GIL?',
    choices: [
      { says: 'None, as before', holds: run => printed(run, /lost (\d+)/) === 0 },
      { says: 'Some', holds: run => printed(run, /lost (\d+)/) > 0 },
    ],
    because: 'After a call of `int` a thread may hand the GIL over, and here that is between reading and writing. Most calls will do; `len` and `isinstance` have no such point on 3.11 to 3.13.',
  },
  {
    demo: 'deadlock',
    variant: 'threads',
    mode: 'gil',
    question: 'Two people, one fork, one knife. One takes the fork first, the other the knife. What happens?',
    choices: [
      { says: 'Both eat, one after the other', holds: run => !run.deadlocked },
      { says: 'Nobody ever eats', holds: run => run.deadlocked },
    ],
    because: 'Each holds what the other one waits for, and neither releases anything. Stop ends it; the ring shows who waits for whom.',
  },
  {
    demo: 'gil-cpu',
    variant: 'threads',
    mode: 'gil',
    question: 'Two threads compute with the GIL, on a machine with two cores or more. How many of them compute at one time?',
    choices: [
      { says: 'Two, one on each core', holds: run => run.peakRunning >= 2 },
      { says: 'One', holds: run => run.peakRunning < 2 },
    ],
    because: 'The threads and the cores are real, but only the thread that holds the GIL runs Python. Now try it free-threaded.',
  },
  {
    demo: 'hello-asyncio',
    variant: 'sequential',
    mode: 'gil',
    question: 'Two coroutines that wait half a second each are awaited, one line after the other. How long does the program take?',
    choices: [
      { says: 'Half a second: async is concurrent', holds: run => run.wall < 0.9 },
      { says: 'A second', holds: run => run.wall >= 0.9 },
    ],
    because: '`await` does what it says: it waits. To run two coroutines concurrently, make both of them tasks before you await either.',
  },
  {
    demo: 'hello-asyncio',
    variant: 'forgotten',
    mode: 'gil',
    question: 'The first call of `greet` has no `await` in front of it. Is Ada greeted?',
    choices: [
      { says: 'Yes, in the background', holds: run => run.output.includes('hello, Ada') },
      { says: 'No, she never is', holds: run => !run.output.includes('hello, Ada') },
    ],
    because: 'The call creates a coroutine and runs none of its code. Nothing drives it, so it never starts. Python warns when it throws the coroutine away.',
  },
  {
    demo: 'task-group',
    variant: 'gather',
    mode: 'gil',
    question: 'The hotel is full, and `gather` raises that error. How many of the other two bookings are still made?',
    choices: [
      { says: 'None: the others are cancelled', holds: run => booked(run) === 0 },
      { says: 'Both', holds: run => booked(run) === 2 },
      { says: 'One of them', holds: run => booked(run) === 1 },
    ],
    because: '`gather` passes the first error on and lets the others run, as long as the loop does. A `TaskGroup` cancels them: try the other tab.',
  },
  {
    demo: 'async-race',
    variant: 'asyncio',
    mode: 'gil',
    question: 'One thread, ten tasks that pay ten each into an account of a hundred: read, `await`, write. How much of the hundred is lost?',
    choices: [
      { says: 'Nothing: there is only one thread', holds: run => printed(run, /lost (\d+)/) === 0 },
      { says: 'Ninety, in every run', holds: run => printed(run, /lost (\d+)/) === 90 },
      { says: 'Some, a different amount in each run', holds: run => ![0, 90].includes(printed(run, /lost (\d+)/)) },
    ],
    because: 'All ten read a hundred, then all ten write a hundred and ten. Tasks switch only at an await, so this race goes the same way each time.',
  },
  {
    demo: 'blocked-loop',
    variant: 'blocking',
    mode: 'gil',
    question: 'A heart beats on the loop every tenth of a second, and a handler beside it calls `time.sleep(1)`. What does the heart do?',
    choices: [
      { says: 'It goes on: they are two tasks', holds: run => !/beat after [1-9]/.test(run.output) },
      { says: 'It misses a whole second', holds: run => /beat after [1-9]/.test(run.output) },
    ],
    because: 'A task yields only at an await. `time.sleep` has none: it blocks the thread, and with it all tasks. `to_thread` is the way out.',
  },
]

function booked({ output }: PredictedRun): number {
  return output.match(/is booked/g)?.length ?? 0
}
