import { LiveRun } from './run'

/** The latest run of each file: all blocks that show the file show the same run, and it stays when they go. */
const runs = new Map<string, LiveRun>()

/** The latest run of a file. */
export function runOf(file: string): LiveRun {
  let run = runs.get(file)
  if (!run) {
    run = new LiveRun(file, async (name) => {
      const { Session } = await import('../../engine/host')
      return new Session(name)
    })
    runs.set(file, run)
  }
  return run
}
