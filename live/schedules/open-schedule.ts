import type { Mode } from '../../engine/protocol/run'
import { fnv1a } from '../../engine/protocol/hash'
import { stage } from '../state/stage'

/** A short name for a text: it only has to tell versions of one file apart. */
export function textName(text: string): string {
  return `${text.length}-${fnv1a(new TextEncoder().encode(text)).toString(36)}`
}

/**
 * Lets a block step through a schedule.
 *
 * @param key see `blockKey`
 * @param schedule what it is of, and its choices as `readSchedule` reads them
 * @param schedule.text of the program
 * @param schedule.mode that it was made for
 * @param schedule.choices as text
 */
export function openSchedule(key: string, { text, mode, choices }: { text: string, mode: Mode, choices: string }) {
  stage.set(`mode:${key}`, mode)
  stage.set(`view:${key}`, 'schedules')
  stage.set(`schedule:${key}`, { base: textName(text), mode, choices })
  stage.set(`at:${key}`, 1)
}
