/** What a room goes over: something that passes messages on by topics, and keeps the last one of a topic if it is asked to. */
export interface Relay {
  /** Without a connection it does nothing: nothing waits for the room. */
  publish: (topic: string, payload: Uint8Array, keep?: boolean) => void
  /** Also brings what was kept, at each call. */
  subscribe: (topic: string) => void
  unsubscribe: (topic: string) => void
  close: () => void
}

/** Hears of a relay. */
export interface RelayListener {
  /** There is a connection, for the first time or again. */
  connected: () => void
  lost: () => void
  arrived: (topic: string, payload: Uint8Array) => void
}

/** The topics of a room. */
export interface Topics {
  /** The presenter's news and beats. */
  live: string
  /** The presenter's state, kept by the relay. */
  state: string
  /** What guests say. */
  guests: string
}

/** @param room its name */
export function topicsOf(room: string): Topics {
  return { live: `live-room/${room}/live`, state: `live-room/${room}/state`, guests: `live-room/${room}/guests` }
}
