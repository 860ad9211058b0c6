import type { Command, RoomCommand, StageCommand } from './commands'
import { useEventListener } from '@vueuse/core'
import { say } from '../page/toast'
import { changeFont } from '../state/font'
import { PACES } from '../state/pace'
import { stage } from '../state/stage'
import { activeBlock } from './active-block'
import { commandOf, isElsewhere, isWriting, KEYS } from './commands'

/** Within this time the second press of a key that asks for a second one must come, in milliseconds. */
const TWICE = 3000

interface KeyOptions {
  /** Shows and hides the list of keys. */
  toggleHelp: () => void
  /** Carries out a command for the room. */
  room: (command: RoomCommand) => void
  /** Whether letters mean something else right now. */
  lettersAreTaken: () => boolean
}

/** Listens to the keys of the stage. What an editor, a timeline or a field has made use of is left alone. */
export function useKeys({ toggleHelp, room, lettersAreTaken }: KeyOptions) {
  let lastReset = Number.NEGATIVE_INFINITY

  const acts: Record<StageCommand, () => void> = {
    'larger': () => changeFont(1),
    'smaller': () => changeFont(-1),
    'pace': nextPace,
    'blank': () => stage.set('blank', !stage.get('blank')),
    'help': toggleHelp,
    'join': () => room('join'),
    'poll': () => room('poll'),
    'question': () => room('question'),
    'reset-all': () => {
      if (performance.now() - lastReset > TWICE) {
        lastReset = performance.now()
        return say('Press again to drop all edits, outputs and choices')
      }
      lastReset = Number.NEGATIVE_INFINITY
      stage.clear()
      say('Everything is as it was planned')
    },
  }

  function press(event: KeyboardEvent) {
    if (event.defaultPrevented || isElsewhere(event) || (lettersAreTaken() && event.key.length === 1 && !event.ctrlKey && !event.metaKey))
      return
    if (event.key === 'Escape')
      activeBlock()?.act('leave')
    const command = commandOf(event, isWriting(event))
    if (!command || (event.repeat && command !== 'larger' && command !== 'smaller'))
      return
    const block = activeBlock()
    if (isStageCommand(command))
      acts[command]()
    else if (block)
      block.act(command)
    else
      return
    event.preventDefault()
  }

  useEventListener(window, 'keydown', press)
  // The editor has a use of its own for some letters with Alt; the stage's comes first.
  useEventListener(window, 'keydown', (event) => {
    if (!event.altKey || !isWriting(event))
      return
    press(event)
    if (event.defaultPrevented)
      event.stopPropagation()
  }, { capture: true })

  function isStageCommand(command: Command): command is StageCommand {
    return command in acts
  }
}

function nextPace() {
  const pace = PACES[(PACES.indexOf(stage.get('pace') ?? 'letters') + 1) % PACES.length]!
  stage.set('pace', pace)
  say(`Steps are typed: ${pace}`)
}

/** The keys of Slidev and of the blocks that help lists before the stage's own. */
export const OTHER_KEYS: readonly { keys: string, says: string }[] = [
  { keys: 'Ctrl Enter', says: 'run' },
  { keys: 'Ctrl .', says: 'stop' },
  { keys: 'Escape', says: 'leave the editor' },
  { keys: '← → Space', says: 'along the main path; PageUp and PageDown wherever the focus is' },
  { keys: 'Shift ↓ ↑', says: 'down to the optional slides, back to where you left' },
  { keys: 'o  g  d  f', says: 'overview, go to, dark, full screen' },
]

/** The stage's own keys, as help shows them. */
export const OWN_KEYS: readonly { keys: string, says: string }[] = KEYS.map(({ key, says, shift }) => ({
  keys: shift && key !== '?' ? `Shift ${key}` : key,
  says,
}))
