import type { Envelope, Link, Peer } from '../../../live/runs/messages'
import type { Registers } from '../../../live/state/registers'
import { LiveRun } from '../../../live/runs/run'
import { pack, unpack } from '../../../live/runs/server-protocol'
import { StageSync } from '../../../live/runs/sync'
import { Replica } from '../../../live/state/replica'
import { StampClock } from '../../../live/state/stamp'
import { ScriptedSession } from '../live-code/scripted-session'

/** A window of the deck without a page. */
export class FakeWindow {
  readonly stage: Replica<Registers>
  private readonly clock: StampClock
  readonly session = new ScriptedSession()
  readonly peers = new Map<string, Peer>()
  readonly runs = new Map<string, LiveRun>()
  readonly sync: StageSync
  private readonly outlets = new Set<NonNullable<ConstructorParameters<typeof LiveRun>[2]>>()

  constructor(readonly id: string, ways: Way[], more: Partial<Peer> = {}) {
    this.clock = new StampClock(id)
    this.stage = new Replica<Registers>(this.clock)
    this.sync = new StageSync({
      me: () => ({ id, presenter: false, runs: true, controls: true, ...more }),
      links: ways.map(way => way.join(id)),
      stage: this.stage,
      runs: {
        of: file => this.run(file),
        all: () => this.runs.values(),
        on: (outlet) => {
          this.outlets.add(outlet)
          return () => this.outlets.delete(outlet)
        },
      },
      peers: this.peers,
    })
  }

  run(file = 'demo/variant.ts'): LiveRun {
    let run = this.runs.get(file)
    if (!run) {
      run = new LiveRun(file, async () => this.session, {
        begun: info => this.outlets.forEach(outlet => outlet.begun(info)),
        event: (info, n, event) => this.outlets.forEach(outlet => outlet.event(info, n, event)),
        stop: info => this.outlets.forEach(outlet => outlet.stop(info)),
        answer: (info, request, line) => this.outlets.forEach(outlet => outlet.answer(info, request, line)),
      }, this.clock)
      this.runs.set(file, run)
    }
    return run
  }
}

/** What carries messages between windows: at once, or when it is let. */
export class Way {
  private readonly members = new Map<string, (arrived: unknown) => void>()
  private readonly held: (() => void)[] = []
  holding = false

  constructor(private readonly isLocal = true) {}

  join(id: string): Link {
    return {
      isLocal: this.isLocal,
      send: envelope => this.pass(id, envelope),
      receive: take => this.members.set(id, take),
    }
  }

  /** Delivers what was held back, in its order. */
  flush() {
    // What is said in answer comes after what was said before.
    while (this.held.length > 0)
      this.held.shift()!()
    this.holding = false
  }

  /** Delivers anything to all, as if some window had sent it. */
  forge(arrived: unknown) {
    for (const take of this.members.values())
      take(arrived)
  }

  private pass(from: string, envelope: Envelope) {
    // As it arrives: a copy, over the server as text.
    const copy = this.isLocal ? structuredClone(envelope) : unpack(structuredClone(pack(envelope)))
    for (const [id, take] of this.members) {
      if (id === from)
        continue
      const deliver = () => take(copy)
      if (this.holding)
        this.held.push(deliver)
      else
        deliver()
    }
  }
}
