/** What can be asked of the piece of live code in sight. */
export type BlockCommand
  = | 'run'
    | 'stop'
    | 'next-step'
    | 'whole-step'
    | 'previous-step'
    | 'reset'
    | 'edit'
    | 'leave'
    | 'variant'
    | 'language'
    | 'mode'
    | 'timeline'
    | 'enlarge'
    | 'explore'

/** What can be asked of the stage as a whole. */
export type StageCommand = 'larger' | 'smaller' | 'pace' | 'blank' | 'reset-all' | 'help' | RoomCommand

/** Commands for the room of the audience's devices. */
export type RoomCommand = 'join' | 'poll' | 'question'

export type Command = BlockCommand | StageCommand

interface Keys {
  command: Command
  /** As `KeyboardEvent.key` tells it; in the editor the same key with Alt. */
  key: string
  /** As `KeyboardEvent.code` tells the key, whose letter Alt changes on some systems. */
  code: string
  shift?: boolean
  says: string
}

/** The keys of the stage. None of them is one of Slidev's: space, arrows, d, o, g, f. */
export const KEYS: readonly Keys[] = [
  { command: 'next-step', key: 'n', code: 'KeyN', says: 'next step, typed; again: finish it' },
  { command: 'whole-step', key: 'N', code: 'KeyN', shift: true, says: 'next step at once' },
  { command: 'previous-step', key: 'p', code: 'KeyP', says: 'previous step' },
  { command: 'pace', key: 'k', code: 'KeyK', says: 'type letters, lines, or at once' },
  { command: 'reset', key: 'r', code: 'KeyR', says: 'reset the code' },
  { command: 'edit', key: 'c', code: 'KeyC', says: 'cursor into the code' },
  { command: 'variant', key: 'v', code: 'KeyV', says: 'next variant' },
  { command: 'language', key: 'y', code: 'KeyY', says: 'Python tab' },
  { command: 'mode', key: 'i', code: 'KeyI', says: 'GIL or free-threaded' },
  { command: 'timeline', key: 't', code: 'KeyT', says: 'into the timeline' },
  { command: 'enlarge', key: 'e', code: 'KeyE', says: 'fill the slide' },
  { command: 'explore', key: 's', code: 'KeyS', says: 'all schedules of the code' },
  { command: 'larger', key: '+', code: 'Equal', says: 'larger code' },
  { command: 'smaller', key: '-', code: 'Minus', says: 'smaller code' },
  { command: 'blank', key: 'b', code: 'KeyB', says: 'black screen, and back; also .' },
  { command: 'join', key: 'j', code: 'KeyJ', says: 'the room: show how to join' },
  { command: 'poll', key: 'a', code: 'KeyA', says: 'the room: ask, then close the vote' },
  { command: 'question', key: 'q', code: 'KeyQ', says: 'the room: project a question' },
  { command: 'reset-all', key: 'X', code: 'KeyX', shift: true, says: 'twice: reset everything' },
  { command: 'help', key: '?', code: 'Slash', shift: true, says: 'these keys' },
]

/** Where the plus needs Shift it comes as an equals sign without; a clicker's button for a black screen sends a full stop. */
const ALIASES: ReadonlyMap<string, string> = new Map([['=', '+'], ['.', 'b']])

/**
 * What a key asks for.
 *
 * @param event a press
 * @param writing whether it goes to an editor, where letters are text: there they need Alt
 */
export function commandOf(event: KeyboardEvent, writing: boolean): Command | undefined {
  if (event.isComposing)
    return undefined
  if (event.ctrlKey || event.metaKey)
    return event.altKey ? undefined : withControl(event)
  if (event.altKey !== writing)
    return undefined
  if (writing)
    return KEYS.find(({ code, shift = false }) => code === event.code && shift === event.shiftKey)?.command
  const key = ALIASES.get(event.key) ?? event.key
  return KEYS.find(keys => keys.key === key)?.command
}

function withControl(event: KeyboardEvent): Command | undefined {
  if (event.key === 'Enter')
    return event.shiftKey ? 'stop' : 'run'
  return event.key === '.' ? 'stop' : undefined
}

/** Whether a press goes to a place where text is written. */
export function isWriting(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('.live-editor') !== null
}

/** Whether a press goes to a field of the deck's own, which no key of the stage may disturb. */
export function isElsewhere(event: KeyboardEvent): boolean {
  const { target } = event
  return target instanceof HTMLElement && !isWriting(event)
    && (target.isContentEditable || target.closest('textarea, select, input:not([type=range])') !== null)
}
