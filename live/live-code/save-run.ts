import type { TraceModel } from '../../engine/insight'
import type { RunSummary } from '../../engine/protocol/run'
import { readPalette } from '../../engine/display/timeline/palette'
import { chromeTrace, timelineSvg } from '../../engine/insight'
import { ownLanguage } from '../languages/registry'
import { saveFile } from '../page/save-file'

/** A run to save. */
export interface SavedRun {
  /** Such as `lost-update/threads.ts`. */
  file: string
  model: TraceModel
  summary: RunSummary
}

/** Saves a run as Chrome trace JSON, for Perfetto and for Chrome's own tools. */
export function saveTrace({ file, model, summary }: SavedRun) {
  const { mode, wall, peakThreads, gilSwitches, droppedRecords, cores } = summary
  const metadata = { mode, wall, peakThreads, gilSwitches, droppedRecords, cores, browser: navigator.userAgent, date: new Date().toISOString() }
  saveFile(nameOf(file, 'trace.json'), 'application/json', [...chromeTrace(model, { program: file, metadata })])
}

/** Saves a run's timeline as a vector picture in the slide's colours. */
export function saveSvg({ file, model }: SavedRun, element: Element) {
  const svg = timelineSvg(model, { palette: readPalette(element), font: 'monospace', title: `Timeline of ${file}` })
  saveFile(nameOf(file, 'svg'), 'image/svg+xml', [svg])
}

function nameOf(file: string, extension: string): string {
  const { ending } = ownLanguage
  const name = file.endsWith(ending) ? file.slice(0, -ending.length) : file
  return `${name.replaceAll('/', '-')}.${extension}`
}
