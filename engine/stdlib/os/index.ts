/**
 * `os`: the system functions that concern threads. There are no files and no other programs; the environment is what the run is given.
 *
 * @see https://docs.python.org/3.14/library/os.html
 */
import { current } from '../../kernel/current'
import { checkOptions } from '../../kernel/options'
import { isChildProcess, mainLane } from '../../kernel/process'

/** The number of processors. @see https://docs.python.org/3.14/library/os.html#os.cpu_count */
export function cpuCount(): number {
  return navigator.hardwareConcurrency
}

/** The number of processors that this program may use. @see https://docs.python.org/3.14/library/os.html#os.process_cpu_count */
export const processCpuCount = cpuCount

/** Options of {@link getenv}. */
export interface GetenvOptions {
  /** Given where the environment has no such variable. @default null */
  default?: string | null
}

/**
 * A variable of the environment.
 *
 * @param key its name
 * @param options what to give where there is none
 * @see https://docs.python.org/3.14/library/os.html#os.getenv
 */
export function getenv(key: string, options: GetenvOptions & { default: string }): string
export function getenv(key: string, options?: GetenvOptions): string | null
export function getenv(key: string, options: GetenvOptions = {}): string | null {
  checkOptions('os.getenv', options, ['default'])
  return Object.hasOwn(current.environment, key) ? current.environment[key]! : options.default ?? null
}

/** This process's number, different for each process. @see https://docs.python.org/3.14/library/os.html#os.getpid */
export function getpid(): number {
  // A process is identified by the lane of its main thread.
  return 1000 + current.run + (isChildProcess() ? mainLane() : 0)
}
