import { shallowRef } from 'vue'

/**
 * The one place for an editor on the page: whoever takes it sees to it that the former one closes.
 * An editor weighs some megabytes, and the keys of a deck can only go to one.
 */
const holder = shallowRef<symbol>()

/** Takes the place. */
export function takeEditorSlot(who: symbol) {
  holder.value = who
}

/** Gives the place back, if `who` has it. */
export function leaveEditorSlot(who: symbol) {
  if (holder.value === who)
    holder.value = undefined
}

/** Whether `who` has the place; reactive. */
export function hasEditorSlot(who: symbol): boolean {
  return holder.value === who
}
