import type { ControllableProgram } from '../../engine/host/controlled'
import type { CompileProblem } from '../../engine/protocol/messages'
import { Session, startProgram, startPython, useEngine } from '../../engine/host'
import { byEnding, languageFiles, pythonFiles, typescriptFiles } from '../../live/languages/files'

const starts = new Map([[typescriptFiles.id, startProgram], [pythonFiles.id, startPython]])

/**
 * The session that runs a file's sources, without the deck.
 *
 * @param name the file's name, as stacks show it: its extension decides the language
 */
export function sessionOf(name: string): Session {
  return new Session(name, starts.get(byEnding(name, languageFiles).id))
}

/**
 * A program for Controlled runs, or why it can't be compiled.
 *
 * @param name the file's: its ending says which language it is
 * @param source the program
 */
export async function controllable(name: string, source: string): Promise<ControllableProgram | { problems: readonly CompileProblem[] }> {
  if (byEnding(name, languageFiles) === pythonFiles) {
    // Its interpreter is no part of the time that exploring takes.
    await useEngine().warmPython()
    return { language: 'python', name, source }
  }
  const compiled = await useEngine().compiler.compileControlled(source, name)
  return 'problems' in compiled ? compiled : compiled.program
}
