import type { Peer } from './messages'
import { computed, shallowReactive } from 'vue'

/** The other windows of the deck, by id. */
export const peers = shallowReactive(new Map<string, Peer>())

/** The window that runs code for those where none can run: preferably the presenter's. */
export const runner = computed(() => [...peers.values()]
  .filter(peer => peer.runs && peer.controls)
  .sort((a, b) => Number(b.presenter) - Number(a.presenter) || (a.id < b.id ? -1 : 1))[0])
