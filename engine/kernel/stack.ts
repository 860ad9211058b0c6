/**
 * Scripts in `data:` addresses are all of their own address: an engine that shows it would put the whole program into
 * each line of a stack. The program's name stands at its end (sandbox/scripts.ts).
 */
const DATA_ADDRESS = /data:text\/javascript;charset=utf-8,[^#:\s]*#?/g

/** JavaScript's own stack of an error, with names in the place of whole scripts. */
export function stackOf(error: Error): string {
  return (error.stack ?? '').replace(DATA_ADDRESS, '')
}
