import type { Router } from 'vue-router'
import { nextTick, watch } from 'vue'
import { decodeLink } from './link'
import { demoOfFile, putLinked } from './linked'
import { ownerOf } from './owner'
import { placesOf } from './places'
import { tell } from './tell'

/** Slidev draws the slides out of sight after three seconds; a slow device takes longer. */
const PATIENCE = 20_000

/**
 * Reads the code of a link and shows it in the demo that it belongs to. It runs nothing.
 *
 * @param router goes to the demo's slide, if the link was made when the slides had other numbers
 * @param query what the address carried
 */
export async function receive(router: Router, query: string) {
  const found = decodeLink(query)
  if ('problem' in found)
    return tell(found.problem)
  const { file } = found.code
  const demo = demoOfFile(file)
  const pages = await shown(demo)
  if (!pages || !ownerOf(demo, file))
    return tell(`This link is for “${file}”, which this version of the talk does not have.`)
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

/** Waits until a demo is drawn somewhere. */
function shown(demo: string): Promise<ReadonlySet<number> | undefined> {
  return new Promise((resolve) => {
    const stop = watch(() => placesOf(demo), (pages) => {
      if (pages.size > 0)
        end(pages)
    }, { immediate: true })
    const timer = setTimeout(end, PATIENCE, undefined)
    function end(pages: ReadonlySet<number> | undefined) {
      clearTimeout(timer)
      void nextTick(() => stop())
      resolve(pages)
    }
  })
}
