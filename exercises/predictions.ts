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
    because: 'Who waits for an answer has let the GIL go, so twenty waits fit beside each other. The GIL is about computing.',
  },
  {
    demo: 'lost-update',
    variant: 'threads',
    mode: 'gil',
    question: 'Two threads, one counter, five million times `+= 1` each, no lock, with the GIL. How many of the ten million are lost?',
    choices: [
      { says: 'None', holds: run => printed(run, /lost (\d+)/) === 0 },
      { says: 'Some, and in each run others', holds: run => printed(run, /lost (\d+)/) > 0 },
    ],
    because: 'Since Python 3.10 a thread hands the GIL over only at a jump back, a call or a function’s begin, and none of these stands within `+= 1`. Nothing promises it: that is an accident to enjoy, not to build on.',
  },
  {
    demo: 'lost-update',
    variant: 'call',
    mode: 'gil',
    question: 'The same with `+= int(1)`: the same value, by way of a call. How many are lost now, with the GIL?',
    choices: [
      { says: 'None, as before', holds: run => printed(run, /lost (\d+)/) === 0 },
      { says: 'Some', holds: run => printed(run, /lost (\d+)/) > 0 },
    ],
    because: 'After a call a thread may hand the GIL over, and this call stands between the reading and the writing. One harmless function is all it takes.',
  },
  {
    demo: 'deadlock',
    variant: 'threads',
    mode: 'gil',
    question: 'Two people, one fork, one knife. One takes the fork first, the other one the knife. What happens?',
    choices: [
      { says: 'Both eat, one after the other', holds: run => !run.deadlocked },
      { says: 'Nobody ever eats', holds: run => run.deadlocked },
    ],
    because: 'Each holds what the other one waits for, and nobody gives anything back. Stop ends it; the ring under the output shows who waits for whom.',
  },
  {
    demo: 'gil-cpu',
    variant: 'threads',
    mode: 'gil',
    question: 'Two threads compute, the machine has two cores or more, with the GIL. How many of them compute at one time?',
    choices: [
      { says: 'Two, one on each core', holds: run => run.peakRunning >= 2 },
      { says: 'One', holds: run => run.peakRunning < 2 },
    ],
    because: 'The threads are real and so are the cores, but only the one that holds the GIL runs Python. Now try it free-threaded.',
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
    because: '`await` waits, as it says. What makes two things concurrent is to make tasks of them before you await one.',
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
    because: 'The call makes a coroutine and runs nothing of it. Nobody drives it, so it never begins; a warning says so when it is thrown away.',
  },
  {
    demo: 'task-group',
    variant: 'gather',
    mode: 'gil',
    question: 'The hotel is full, and `gather` raises that error. How many of the other two bookings are made all the same?',
    choices: [
      { says: 'None: the others are cancelled', holds: run => booked(run) === 0 },
      { says: 'Both', holds: run => booked(run) === 2 },
      { says: 'One of them', holds: run => booked(run) === 1 },
    ],
    because: '`gather` passes the first error on and lets the others run. A `TaskGroup` cancels them: try the other tab.',
  },
  {
    demo: 'async-race',
    variant: 'asyncio',
    mode: 'gil',
    question: 'One thread, ten tasks that pay ten each into an account of a hundred: read, `await`, write. How much of the hundred is lost?',
    choices: [
      { says: 'Nothing: there is only one thread', holds: run => printed(run, /lost (\d+)/) === 0 },
      { says: 'Ninety, in every run', holds: run => printed(run, /lost (\d+)/) === 90 },
      { says: 'Some, and in each run another amount', holds: run => ![0, 90].includes(printed(run, /lost (\d+)/)) },
    ],
    because: 'All ten read a hundred, then all ten write a hundred and ten. Tasks switch at an await and nowhere else, so the race is lost in the same way each time.',
  },
  {
    demo: 'blocked-loop',
    variant: 'blocking',
    mode: 'gil',
    question: 'A heart beats on the loop each tenth of a second, and a handler beside it calls `time.sleep(1)`. What does the heart do?',
    choices: [
      { says: 'It goes on: they are two tasks', holds: run => !/beat after [1-9]/.test(run.output) },
      { says: 'It misses a whole second', holds: run => /beat after [1-9]/.test(run.output) },
    ],
    because: 'A task gives way at an await, and `time.sleep` is none: it blocks the thread, and with it all tasks. `to_thread` is the way out.',
  },
]

function booked({ output }: PredictedRun): number {
  return output.match(/is booked/g)?.length ?? 0
}
