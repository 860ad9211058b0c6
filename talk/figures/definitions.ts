import type { FigureDefinition } from './plot'
import { fibServer } from './plots/fib-server'
import { gilEffect } from './plots/gil-effect'
import { hybridCpu } from './plots/hybrid-cpu'
import { lostUpdates } from './plots/lost-updates'
import { twoHundredWaits } from './plots/two-hundred-waits'
import { waitingCosts } from './plots/waiting-costs'

/** The deck's figures, by the name used on slides. */
export const FIGURES: Readonly<Record<string, FigureDefinition>> = {
  'fib-server': fibServer,
  'gil': gilEffect,
  'hybrid-cpu': hybridCpu,
  'lost-updates': lostUpdates,
  'two-hundred-waits': twoHundredWaits,
  'waiting-costs': waitingCosts,
}
