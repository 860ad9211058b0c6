/** A broker of messages by topic, which can retain a topic's last message. */
export interface Relay {
  /** Publishes a message, retained if `keep` is set. Without a connection it does nothing: nothing waits for the room. */
  publish: (topic: string, payload: Uint8Array, keep?: boolean) => void
  /** Also delivers the topic's retained message, at each call. */
  subscribe: (topic: string) => void
  unsubscribe: (topic: string) => void
  close: () => void
}

/** Receives what a relay reports. */
export interface RelayListener {
  /** Called when there is a connection, for the first time or again. */
  connected: () => void
  lost: () => void
  arrived: (topic: string, payload: Uint8Array) => void
}

/** A room's topics. */
export interface Topics {
  /** The presenter's news and beats. */
  live: string
  /** The presenter's state, retained by the relay. */
  state: string
  /** Guests' messages. */
  guests: string
}

/** @param room the room's name */
export function topicsOf(room: string): Topics {
  return { live: `live-room/${room}/live`, state: `live-room/${room}/state`, guests: `live-room/${room}/guests` }
}
