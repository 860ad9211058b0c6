/** A workload that takes about the same time on every machine. */
export interface Sized {
  /** The variable of the environment that the programs read their size from. */
  variable: string
  /** The variant that is timed. Its figure `seconds` is what counts. */
  variant: string
  /** The size that is timed first: a few milliseconds on a fast machine. */
  least: number
  most: number
  /** By which factor the time grows with each step of the size. */
  growth: number
  /** How long the variant is to take. */
  seconds: number
}

/** A run that takes this part of the time is long enough to tell from it how long others take. */
const ENOUGH = 0.1

/**
 * Finds the size with which a workload takes the time that it is to take: times small ones until one is long enough.
 *
 * @param sized the workload
 * @param measure times it; gives seconds, or `undefined` when that can't be done
 * @returns `undefined` when it could not be timed
 */
export async function sizeFor(sized: Sized, measure: (size: number) => Promise<number | undefined>): Promise<number | undefined> {
  const { least, most, growth, seconds } = sized
  const stepsTo = (target: number, taken: number) => Math.log(target / Math.max(taken, 0.0001)) / Math.log(growth)
  for (let size = least; ;) {
    const taken = await measure(size)
    if (taken === undefined)
      return undefined
    if (taken >= seconds * ENOUGH || size >= most)
      return Math.min(most, Math.max(least, size + Math.round(stepsTo(seconds, taken))))
    size = Math.min(most, size + Math.max(1, Math.ceil(stepsTo(seconds * ENOUGH, taken))))
  }
}
