import type { Envelope, Link } from './messages'

/** Between windows of one browser; in the built site as in dev. */
export function broadcastLink(): Link {
  // Two decks may live on one host.
  const channel = new BroadcastChannel(`live-code:stage ${new URL('.', location.href).pathname}`)
  return {
    isLocal: true,
    send: envelope => channel.postMessage(envelope),
    receive(take) {
      channel.onmessage = ({ data }: MessageEvent<Envelope>) => take(data)
    },
  }
}
