import type { FigureDefinition } from './plot'
import { fibServer } from './plots/fib-server'
import { gilEffect } from './plots/gil-effect'
import { hybridCpu } from './plots/hybrid-cpu'
import { lostUpdates } from './plots/lost-updates'
import { tenThousand } from './plots/ten-thousand'
import { twoHundredWaits } from './plots/two-hundred-waits'

/** The deck's figures by the name that a slide gives. */
export const FIGURES: Readonly<Record<string, FigureDefinition>> = {
  'fib-server': fibServer,
  'gil': gilEffect,
  'hybrid-cpu': hybridCpu,
  'lost-updates': lostUpdates,
  'ten-thousand': tenThousand,
  'two-hundred-waits': twoHundredWaits,
}
