/** Ways to save the code of a block: a link to it, or its demo as a folder. */
import type { SharedCode } from '../demos/link'
import { demoOf, variantsOf } from '../demos/demos'
import { currentText } from '../demos/edits'
import { encodeLink, QUERY } from '../demos/link'
import { twinsOf } from '../demos/twins'
import { pythonFiles } from '../languages/files'
import { addressCarrying, currentRoute } from '../page/address'
import { saveFile } from '../page/save-file'
import { configs } from '../slidev/client'
import { zipFolder } from './demo-folder'

/**
 * The address that shows this code on this slide.
 *
 * @param code the code that is shown
 * @param page 1-based number of the slide
 * @returns `undefined` when the code is too long for a link
 */
export async function linkTo(code: SharedCode, page: number): Promise<string | undefined> {
  const query = await encodeLink(code)
  if (query === undefined)
    return undefined
  const [path, place] = currentRoute().startsWith('/read') ? ['/read', `#slide-${page}`] as const : [`/${page}`, ''] as const
  const url = new URL(addressCarrying(path, place, `${QUERY}=${query}`), location.href)
  // A copy is its reader's own: it follows no room, and opens none.
  url.searchParams.delete('room')
  url.searchParams.delete('present')
  return url.href
}

/** Saves a demo as a zip file of a folder that runs, with the current text of each variant. */
export async function downloadDemo(demo: string) {
  const manifest = demoOf(demo)
  if (!manifest)
    throw new Error(`there is no demo ${demo}`)
  const { default: web } = await import('../../snippets/web.py?raw')
  const names = Object.keys(manifest.variants)
  const zip = zipFolder({
    deck: configs.title,
    demo,
    manifest,
    variants: Object.fromEntries(variantsOf(demo).map(({ name, file, steps }) => [name, currentText(file, steps)])),
    twins: Object.fromEntries(names.flatMap((name) => {
      const twin = twinsOf(demo, name).find(({ language }) => language.id === pythonFiles.id)
      return twin === undefined ? [] : [[name, currentText(twin.file, twin.steps)]]
    })),
    web,
  })
  saveFile(`${demo}.zip`, 'application/zip', [zip])
}
