/**
 * Work that can run in parallel.
 *
 * @typedef {object} Job
 * @property {string} heading printed before its output
 * @property {readonly string[]} after names of jobs that have to end before it starts; jobs that were not requested don't count
 * @property {boolean} alone whether nothing else may run meanwhile; its output then goes straight to the terminal
 * @property {(say: ((text: string) => void) | undefined) => Promise<void>} run gets the function that prints its output;
 * without one it prints by itself
 */

/** How many jobs run at a time: each spends much of its time waiting, for a browser, a process or a clock. */
const AT_A_TIME = 2

/**
 * Runs jobs, two at a time. The first one in order that may start starts. Their outputs are not mixed, see
 * {@link takeTurns}.
 *
 * @param {Readonly<Record<string, Job>>} jobs by name, in the order in which they start where possible
 * @param {(text: string) => void} print
 * @param {() => boolean} isInterrupted whether no more jobs may start
 */
export async function runSideBySide(jobs, print, isInterrupted) {
  const waiting = new Set(Object.keys(jobs))
  /** @type {Map<string, Promise<void>>} */
  const running = new Map()
  const begin = takeTurns(print)
  const isAlone = (/** @type {string} */ name) => jobs[name]?.alone === true
  const mayBegin = (/** @type {string} */ name) => !jobs[name]?.after.some(other => waiting.has(other) || running.has(other))
    && (isAlone(name) ? running.size === 0 : true)

  while (true) {
    while (!isInterrupted() && running.size < AT_A_TIME && ![...running.keys()].some(isAlone)) {
      const name = [...waiting].find(mayBegin)
      if (name === undefined)
        break
      waiting.delete(name)
      running.set(name, work(name).finally(() => running.delete(name)))
    }
    if (running.size === 0)
      return
    await Promise.race(running.values())
  }

  /** @param {string} name */
  async function work(name) {
    const { heading, alone, run } = /** @type {Job} */ (jobs[name])
    const turn = begin()
    turn.say(heading)
    try {
      await run(alone ? undefined : turn.say)
    }
    finally {
      turn.end()
    }
  }
}

/**
 * Prints the output of several jobs one after the other: the first one's as it comes, the others' once it is their turn.
 *
 * @param {(text: string) => void} print
 * @returns {() => { say: (text: string) => void, end: () => void }} adds a job, with functions to print its output and to end it
 */
export function takeTurns(print) {
  /** @type {{ unprinted: string[], hasEnded: boolean }[]} */
  const queue = []
  return () => {
    const own = { unprinted: /** @type {string[]} */ ([]), hasEnded: false }
    queue.push(own)
    return {
      say: text => queue[0] === own ? print(text) : void own.unprinted.push(text),
      end() {
        own.hasEnded = true
        while (queue[0]?.hasEnded) {
          queue.shift()
          queue[0]?.unprinted.splice(0).forEach(print)
        }
      },
    }
  }
}
