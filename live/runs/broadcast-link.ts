import type { Link } from './messages'

/** Connects windows of one browser, in the built site as well as in dev. */
export function broadcastLink(): Link {
  const channel = new BroadcastChannel('live-code:stage')
  return {
    isLocal: true,
    send: envelope => channel.postMessage(envelope),
    receive(take) {
      channel.onmessage = ({ data }: MessageEvent<unknown>) => take(data)
    },
  }
}
