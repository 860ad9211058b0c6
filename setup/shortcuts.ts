import { defineShortcutsSetup } from '@slidev/types'

/** The stage's own keys turn pages by these, wherever the focus is: live/keys. */
const OWN = new Set(['next_page_key', 'prev_page_key'])

/** A key that is held down turns one slide, as a clicker's button does: on stage no press may turn two. */
export default defineShortcutsSetup((_, shortcuts) => shortcuts
  .filter(({ name }) => !OWN.has(name ?? ''))
  .map(shortcut => ({ ...shortcut, autoRepeat: false })))
