/** The engine as the deck uses it. It is not on the way to the first slide: only what needs it loads it. */
import type { Program } from '../../engine/protocol/messages'
import folders from 'virtual:compiled-programs'
import { deckBase } from '../page/address'

/** Loads the engine; it knows the programs of all texts that nobody has edited. */
export async function loadEngine() {
  const host = await import('../../engine/host')
  host.useEngine({ requests: deckBase(), files: deckBase() }).compiler.known = knownProgram
  return host
}

/**
 * The program of a text as it stands in the repository, compiled when the deck was built.
 *
 * @param source the text
 * @param name its file's name, as `lost-update/threads.ts`
 * @returns resolves with `undefined` for a text that was edited, and where the programs could not be fetched; is
 * `undefined` for a file of which there are none
 */
function knownProgram(source: string, name: string): Promise<Program | undefined> | undefined {
  return folders[name.slice(0, name.lastIndexOf('/'))]?.().then(
    ({ default: texts }) => texts.find(({ source: known, program }) => known === source && program.name === name)?.program,
    () => undefined,
  )
}
