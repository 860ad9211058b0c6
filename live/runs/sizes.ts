/** The sizes of workloads on this machine, found by a short calibration before the first run. */
import type { RunOptions } from '../../engine/protocol/run'
import type { Demo } from '../content/manifest'
import { shallowReactive } from 'vue'
import { listenFor } from '../../engine/protocol/run-event'
import { readFigures } from '../content/figures'
import { sizeFor } from '../content/sized'
import { demoOf, variantsOf } from '../demos/demos'
import { ownLanguage } from '../languages/registry'

type Environment = NonNullable<RunOptions['environment']>

/** One for each demo, and for as long as the page is open: what is compared has the same size. */
const found = new Map<string, Promise<Environment | undefined>>()
/** Names of the demos that are being calibrated. */
export const calibrating: ReadonlySet<string> = shallowReactive(new Set<string>())

/**
 * The environment that gives a demo's programs their size.
 *
 * @param name the demo's
 * @returns `undefined` for a demo whose workload has a size of its own, or that could not be timed
 */
export function sizedEnvironment(name: string): Promise<Environment | undefined> | undefined {
  const demo = demoOf(name)
  if (!demo?.sized)
    return undefined
  if (!found.has(name))
    found.set(name, calibrate(name, demo))
  return found.get(name)
}

async function calibrate(name: string, demo: Demo): Promise<Environment | undefined> {
  const { sized } = demo
  const variant = variantsOf(name).find(({ name: of }) => of === sized?.variant)
  if (!sized || !variant)
    return undefined
  const names = calibrating as Set<string>
  names.add(name)
  try {
    const session = await ownLanguage.session(variant.file)
    const size = await sizeFor(sized, async (size) => {
      const lines: string[] = []
      const unsubscribe = session.subscribe(listenFor({ output: ({ lines: more }) => void lines.push(...more.map(({ text }) => text)) }))
      try {
        const { outcome } = await session.run(variant.source, { environment: { [sized.variable]: String(size) }, trace: false })
        return outcome === 'finished' ? readFigures(demo, lines.join('\n')).seconds : undefined
      }
      finally {
        unsubscribe()
      }
    })
    return size === undefined ? undefined : { [sized.variable]: String(size) }
  }
  finally {
    names.delete(name)
  }
}

/** What a run's environment says, and why it has one: `N=38, sized for this machine`. */
export function sizeWords({ environment }: RunOptions): string | undefined {
  const [first] = Object.entries(environment ?? {})
  return first && `${first.join('=')}, sized for this machine`
}
