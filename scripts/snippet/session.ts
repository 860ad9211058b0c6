import { Session, startProgram, startPython } from '../../engine/host'
import { byEnding, languageFiles, pythonFiles, typescriptFiles } from '../../live/languages/files'

const starts = new Map([[typescriptFiles.id, startProgram], [pythonFiles.id, startPython]])

/**
 * What runs the sources of a file, without the deck.
 *
 * @param name the file's, as stacks show it: its ending says which language it is
 */
export function sessionOf(name: string): Session {
  return new Session(name, starts.get(byEnding(name, languageFiles).id))
}
