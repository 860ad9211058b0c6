/**
 * `os`: the system functions that concern threads. There are no files, no environment and no other programs.
 *
 * @see https://docs.python.org/3.14/library/os.html
 */
import { current } from '../../kernel/current'
import { isChildProcess, mainLane } from '../../kernel/process'

/** The number of processors. @see https://docs.python.org/3.14/library/os.html#os.cpu_count */
export function cpuCount(): number {
  return navigator.hardwareConcurrency
}

/** The number of processors that this program may use. @see https://docs.python.org/3.14/library/os.html#os.process_cpu_count */
export const processCpuCount = cpuCount

/** This process's number, different for each process. @see https://docs.python.org/3.14/library/os.html#os.getpid */
export function getpid(): number {
  // A process is identified by the lane of its main thread.
  return 1000 + current.run + (isChildProcess() ? mainLane() : 0)
}
