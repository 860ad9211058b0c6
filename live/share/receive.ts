import type { Router } from 'vue-router'
import { until } from '@vueuse/core'
import { shortenedName } from '../../engine/protocol/lengths'
import { decodeLink } from '../demos/link'
import { demoOfFile, putLinked } from '../demos/linked'
import { ownerOf } from '../demos/owner'
import { placesOf } from '../demos/places'
import { tell } from './tell'

/** Slidev draws hidden slides after three seconds; a slow device takes longer. */
const PATIENCE = 20_000

/**
 * Reads the code of a link and shows it in its demo. It runs nothing.
 *
 * @param router navigates to the demo's slide, if the slides had other numbers when the link was made
 * @param query the query of the address
 */
export async function receive(router: Router, query: string) {
  const found = await decodeLink(query)
  if ('problem' in found)
    return tell(found.problem)
  const { file } = found.code
  const demo = demoOfFile(file)
  await until(() => placesOf(demo).size > 0).toBe(true, { timeout: PATIENCE })
  const pages = placesOf(demo)
  if (pages.size === 0 || !ownerOf(demo, file))
    return tell(`This link is for “${shortenedName(file)}”, which this version of the deck does not have.`)
  putLinked(found.code)
  const [first] = [...pages].sort((a, b) => a - b)
  const { path, hash } = router.currentRoute.value
  if (path === '/read') {
    if (![...pages].some(page => hash === `#slide-${page}`))
      await router.push({ path, hash: `#slide-${first}` })
    return
  }
  if (![...pages].some(page => path.endsWith(`/${page}`)))
    await router.push(path.startsWith('/presenter') ? `/presenter/${first}` : `/${first}`)
}
