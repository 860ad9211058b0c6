import type { RoomNews, RoomState, Session } from '../../../live/room/messages'
import type { Relay } from '../../../live/room/relay'
import { toBase64Url } from '../../../live/room/base64'
import { RoomFollower } from '../../../live/room/follower'
import { RoomPublisher } from '../../../live/room/publisher'
import { boxKeys } from '../../../live/room/sealed'
import { newSecret, roomOf } from '../../../live/room/signed'

/** A relay in memory, on which anyone may publish anything. */
export class FakeRelay {
  readonly kept = new Map<string, Uint8Array>()
  readonly said: { topic: string, payload: Uint8Array }[] = []
  private readonly listeners = new Set<{ topics: Set<string>, arrived: (topic: string, payload: Uint8Array) => void }>()

  join(arrived: (topic: string, payload: Uint8Array) => void): Relay {
    const listener = { topics: new Set<string>(), arrived }
    this.listeners.add(listener)
    return {
      publish: (topic, payload, keep) => this.say(topic, payload, keep),
      subscribe: (topic) => {
        listener.topics.add(topic)
        const kept = this.kept.get(topic)
        if (kept)
          arrived(topic, kept)
      },
      unsubscribe: topic => void listener.topics.delete(topic),
      close: () => void this.listeners.delete(listener),
    }
  }

  /** Publishes a message, as anyone with the relay's address can. */
  say(topic: string, payload: Uint8Array, keep = false) {
    this.said.push({ topic, payload })
    if (keep && payload.length === 0)
      this.kept.delete(topic)
    else if (keep)
      this.kept.set(topic, payload)
    for (const { topics, arrived } of this.listeners) {
      if (topics.has(topic))
        arrived(topic, payload)
    }
  }
}

/** A presenter's page, reduced to what the room needs. */
export class FakePresenter {
  readonly publisher: RoomPublisher
  state: RoomState = { place: { page: 1, clicks: 0 }, entries: [], box: toBase64Url(boxKeys().publicKey) }
  readonly relay: Relay

  constructor(private readonly ways: FakeRelay, readonly secret: Uint8Array = newSecret(), session: Session = [1000, 'session-1']) {
    this.publisher = new RoomPublisher({ secret, session, state: () => this.state })
    this.relay = ways.join((topic, payload) => topic === this.publisher.topics.state && this.publisher.sawState(payload))
    this.publisher.connected(this.relay)
  }

  get room(): string {
    return roomOf(this.secret)
  }

  go(page: number) {
    this.state = { ...this.state, place: { page, clicks: 0 } }
    this.publisher.tell({ type: 'at', place: this.state.place })
  }

  edit(text: string, time: number) {
    const entry = { key: 'text:demo/one.ts', value: { base: 'b', text }, stamp: [time, 'window'] as const }
    this.state = { ...this.state, entries: [...this.state.entries.filter(({ key }) => key !== entry.key), entry] }
    this.publisher.tell({ type: 'set', entries: [entry] })
  }

  close() {
    this.publisher.close()
    this.relay.close()
  }
}

/** A guest's page, reduced to what the room needs. */
export class FakeGuest {
  readonly states: RoomState[] = []
  readonly news: RoomNews[] = []
  readonly follower: RoomFollower
  refused = 0
  alive = 0
  wants = false
  private readonly relay: Relay

  constructor(ways: FakeRelay, readonly presenter: FakePresenter, readonly name = 'guest-number-1') {
    const { topics } = presenter.publisher
    this.relay = ways.join((_, payload) => this.follower?.take(payload))
    this.follower = new RoomFollower({
      room: presenter.room,
      guest: name,
      state: state => this.states.push(state),
      news: news => this.news.push(news),
      alive: () => this.alive++,
      refuse: () => this.refused++,
      wantState: (wanted) => {
        this.wants = wanted
      },
    })
    this.relay.subscribe(topics.live)
    this.relay.subscribe(topics.state)
    presenter.publisher.greet(name)
  }

  /** The slide that this guest shows. */
  get page(): number | undefined {
    const last = this.news.findLast(each => each.type === 'at')
    return last?.type === 'at' ? last.place.page : this.states.at(-1)?.place.page
  }

  leave() {
    this.relay.close()
  }
}
