import { shallowReactive } from 'vue'

/** Where something comes from that this window did not make. */
export type Door = 'storage' | 'windows' | 'server' | 'room'

/** What arrived in a shape that nothing here could have sent, and was dropped: how often, by where it came from. */
export const refused = shallowReactive(new Map<Door, number>())

/** Counts something that was dropped. */
export function refuse(door: Door) {
  refused.set(door, (refused.get(door) ?? 0) + 1)
}
