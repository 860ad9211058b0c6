import type { Check } from './preflight'

/** Whether everything is cached for a hall without a network. */
export async function offlineCheck(): Promise<Check> {
  const name = 'offline'
  if (import.meta.env.DEV)
    return { name, state: 'waiting', says: 'the dev server keeps nothing: present the built deck, npm start' }
  const { isWhole, offlineStatus } = await import('../../engine/io/offline/page')
  const status = await offlineStatus()
  if (status.kind === 'unavailable')
    return { name, state: 'bad', says: status.reason }
  if (isWhole(status, 'talk'))
    return { name, state: 'good', says: 'the deck is kept in this browser' }
  const { bytes, bytesKept } = status.parts.talk
  return { name, state: 'bad', says: `${Math.floor(100 * bytesKept / bytes)} % of the deck is kept: press “Make everything available offline”` }
}
