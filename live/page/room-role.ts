/** A window's role in a room of the audience's devices: others follow it, or it follows. */
export type RoomRole
  = | { kind: 'presenter' }
    /** `room` is the presenter's public key, from the link to join. */
    | { kind: 'guest', room: string }

/** An Ed25519 public key as base64url. */
const ROOM = /^[\w-]{43}$/

/**
 * This window's role by its address: `?present`, `?room=KEY`, or usually neither.
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
