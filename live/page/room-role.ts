/** What a window is in a room of the audience's devices: the one that others follow, or one that follows. */
export type RoomRole
  = | { kind: 'presenter' }
    /** `room` is the presenter's public key, which the link to join has. */
    | { kind: 'guest', room: string }

/** An Ed25519 public key as base64url. */
const ROOM = /^[\w-]{43}$/

/**
 * What this window is in a room, by its address: `?present`, `?room=KEY`, or neither, as nearly always.
 *
 * @param search the address's query; in Node, where the unit tests run, there is none
 */
export function roomRole(search: string = globalThis.location?.search ?? ''): RoomRole | undefined {
  const query = new URLSearchParams(search)
  const room = query.get('room')
  if (room !== null && ROOM.test(room))
    return { kind: 'guest', room }
  return query.has('present') ? { kind: 'presenter' } : undefined
}
