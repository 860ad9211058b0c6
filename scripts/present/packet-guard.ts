import { AllowanceByName } from './allowance'

/** Packet types of MQTT 3.1.1 that a guest's page sends, as the first four bits of a packet. */
const CONNECT = 1
const PUBLISH = 3
const OTHERS: ReadonlySet<number> = new Set([CONNECT, 8 /* SUBSCRIBE */, 10 /* UNSUBSCRIBE */, 12 /* PINGREQ */, 14])
/** Packets of one connection; a page sends a few as it joins, then one in some seconds. */
const PACKETS = { burst: 100, perSecond: 10 }
/** The broker would keep a message of quality 2 before it asks whether that may be published. */
const MOST_QUALITY = 1
/** A length has at most four digits, of seven bits each. */
const MOST_DIGITS = 4

/**
 * Reads the headers of a guest's MQTT packets on their way to the broker, wherever frames cut them: the broker's parser would
 * collect a packet of up to 256 MB before anyone can refuse it.
 */
export class PacketGuard {
  private readonly packets: AllowanceByName
  /** Bytes left of the current packet's body. */
  private body = 0
  /** Digits read of the current packet's length; -1 before its first byte. */
  private digits = -1
  private length = 0

  /**
   * @param most bytes of the longest packet, without its header
   * @param now milliseconds of a monotonic clock
   */
  constructor(private readonly most: number, now?: () => number) {
    this.packets = new AllowanceByName(PACKETS, now)
  }

  /** @returns whether the bytes may go on; after the first `false` the connection must be closed */
  allows(bytes: Uint8Array): boolean {
    for (let at = 0; at < bytes.length;) {
      if (this.body > 0) {
        const skipped = Math.min(this.body, bytes.length - at)
        this.body -= skipped
        at += skipped
      }
      else if (!this.header(bytes[at++]!)) {
        return false
      }
    }
    return true
  }

  private header(byte: number): boolean {
    if (this.digits < 0) {
      this.digits = this.length = 0
      const type = byte >> 4
      return this.packets.take('') && (OTHERS.has(type) || (type === PUBLISH && (byte >> 1 & 3) <= MOST_QUALITY))
    }
    this.length += (byte & 127) * 128 ** this.digits
    this.digits += 1
    if ((byte & 128) !== 0)
      return this.digits < MOST_DIGITS
    this.body = this.length
    this.digits = -1
    return this.length <= this.most
  }
}
