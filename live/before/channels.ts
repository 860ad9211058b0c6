import { refuseMessage } from '../slidev/window-messages'

/** The part of a window that this is about. */
export interface ChannelWindow {
  BroadcastChannel: typeof BroadcastChannel
}

/**
 * Gives the deck channels of its own between its windows: Slidev names its by the talk's title, which two builds on one
 * host have in common. Where the browser has none, each window is by itself.
 */
export function scopeChannels(window: ChannelWindow, scope: string) {
  const Native = window.BroadcastChannel
  window.BroadcastChannel = isUsable(Native)
    ? class extends Native {
      constructor(name: string) {
        super(`${scope}${name}`)
        // Before all other listeners.
        this.addEventListener('message', event => refuseMessage(name, event))
      }

      override get name(): string {
        return super.name.slice(scope.length)
      }
    }
    : SilentChannel
}

function isUsable(Native: typeof BroadcastChannel | undefined): boolean {
  try {
    new Native!('probe').close()
    return true
  }
  catch {
    return false
  }
}

/** A channel on which nobody else is. */
class SilentChannel extends EventTarget implements BroadcastChannel {
  onmessage = null
  onmessageerror = null

  constructor(readonly name: string) {
    super()
  }

  postMessage() {}
  close() {}
}
