/** The rows of `npm run bench`, in the order of the table. */
import type { BenchRow } from '../row'
import { addonFirstSlide } from './addon-first-slide'
import { checkpoint } from './checkpoint'
import { coldRun } from './cold-run'
import { exportRow } from './export'
import { firstLine } from './first-line'
import { firstSlide } from './first-slide'
import { flood } from './flood'
import { gather10k } from './gather-10k'
import { lockHandoff } from './lock-handoff'
import { lockUncontended } from './lock-uncontended'
import { pythonLock, pythonOverhead, pythonSwitch } from './python-speed'
import { pythonFirstLine, pythonLoad } from './python-start'
import { queue } from './queue'
import { reduction } from './reduction'
import { requests } from './requests'
import { room } from './room'
import { schedules } from './schedules'
import { schedulesPython } from './schedules-python'
import { speedupFreeThreaded, speedupGil } from './speedup'
import { stepper } from './stepper'
import { taskSwitch } from './task-switch'
import { threadStart } from './thread-start'
import { timeline } from './timeline'
import { trace } from './trace'

export const rows: readonly BenchRow[] = [
  firstSlide,
  addonFirstSlide,
  firstLine,
  coldRun,
  threadStart,
  checkpoint,
  lockUncontended,
  lockHandoff,
  queue,
  requests,
  room,
  schedules,
  schedulesPython,
  reduction,
  stepper,
  speedupFreeThreaded,
  speedupGil,
  gather10k,
  taskSwitch,
  trace,
  flood,
  timeline,
  exportRow,
  pythonLoad,
  pythonFirstLine,
  pythonOverhead,
  pythonSwitch,
  pythonLock,
]
