/** A guest's side of the room: it follows the presenter, and sends votes and questions. */
import type { Place, RoomState, Whisper } from './messages'
import type { Relay } from './relay'
import type { GuestMessage } from './shapes'
import { shallowReactive, shallowRef } from 'vue'
import { refuse } from '../page/refused'
import { startStage } from '../runs/start'
import { stage } from '../state/stage'
import { KEPT } from '../state/storage'
import { fromBase64Url } from './base64'
import { RoomFollower } from './follower'
import { mqttRelay } from './mqtt-relay'
import { HERE } from './presence'
import { randomName } from './presenter-key'
import { topicsOf } from './relay'
import { readRoomFile } from './room-file'
import { Sealer } from './sealed'

/** After this long without a message the presenter counts as away, in milliseconds. */
const AWAY = 7000
/** Interval between requests for the state, and between checks of the connection, in milliseconds. */
const ASK_AGAIN = 1000
/** After this long without an answer a guest asks again whether the presenter is there, in milliseconds. */
const WAITS = 4000
/** Id of the presenter's window among this window's peers. */
const PRESENTER = 'room'

/** Whether a guest has joined, and whether the presenter is there. */
type GuestStatus = 'joining' | 'live' | 'away'

/** The room as a guest's page shows it. */
export interface GuestRoom {
  status: GuestStatus
  /** Where the talk is; `undefined` before the first state. */
  place: Place | undefined
  /** This device's votes, by the ids of the polls. */
  votes: Map<string, number>
  /** Ids of the questions that this device has upvoted. */
  upvotes: Set<string>
  /** @returns whether it was sent */
  vote: (poll: string, choice: number) => boolean
  ask: (text: string) => boolean
  upvote: (question: string, on: boolean) => boolean
}

/** The room that this window follows; `undefined` until it joins. */
export const guestRoom = shallowRef<GuestRoom>()

/**
 * Joins a room, and reconnects whenever the connection is lost.
 *
 * @param name the room's name: the presenter's public key
 * @throws {NoRoom} when there is no relay
 */
export async function joinRoom(name: string): Promise<void> {
  const { relay: url } = await readRoomFile()
  // A value set here would be later than the presenter's, and replace it.
  stage.locked.value = true
  const sync = startStage()
  const topics = topicsOf(name)
  const guest = randomName()
  const device = deviceName()
  let hear: (arrived: unknown) => void = () => {}
  let heard = 0
  let lastAlive = Number.NEGATIVE_INFINITY
  let lastAsked = Number.NEGATIVE_INFINITY
  let lastHere = Number.NEGATIVE_INFINITY
  let sealer: Sealer | undefined
  let n = 0

  const pass = (message: unknown) => hear({ from: PRESENTER, n: heard++, message })
  sync.connect({
    isLocal: false,
    send: () => {},
    receive: (take) => {
      hear = take
    },
  })

  const room = shallowReactive<GuestRoom>({
    status: 'joining',
    place: undefined,
    votes: shallowReactive(new Map<string, number>()),
    upvotes: shallowReactive(new Set<string>()),
    vote(poll, choice) {
      const sent = whisper({ type: 'vote', poll, choice })
      if (sent)
        room.votes.set(poll, choice)
      return sent
    },
    ask: text => whisper({ type: 'ask', text }),
    upvote(question, on) {
      const sent = whisper({ type: 'upvote', question, on })
      if (sent)
        room.upvotes[on ? 'add' : 'delete'](question)
      return sent
    },
  })

  let connection: Relay | undefined
  function whisper(said: Whisper): boolean {
    if (!connection || !sealer)
      return false
    n = Math.max(n + 1, Date.now())
    send({ type: 'sealed', sealed: sealer.seal(JSON.stringify({ device, n, whisper: said })) })
    return true
  }

  function send(message: GuestMessage) {
    connection?.publish(topics.guests, new TextEncoder().encode(JSON.stringify(message)))
  }

  function adopt(state: RoomState) {
    sealer = new Sealer(fromBase64Url(state.box))
    pass({ type: 'here', peer: { id: PRESENTER, presenter: true, runs: false, controls: true }, state: { entries: state.entries, epoch: state.epoch, runs: [] } })
    if (state.run)
      pass({ type: 'snapshot', snapshot: state.run })
    room.place = state.place
    // The presenter's page forgets the votes when it is reloaded.
    const poll = stage.get('poll')
    const vote = poll && !poll.counts ? room.votes.get(poll.id) : undefined
    if (vote !== undefined)
      whisper({ type: 'vote', poll: poll!.id, choice: vote })
  }

  const follower = new RoomFollower({
    room: name,
    guest,
    state: adopt,
    news(news) {
      if (news.type === 'at')
        room.place = news.place
      else
        pass(news)
    },
    alive() {
      lastAlive = performance.now()
      room.status = room.place ? 'live' : 'joining'
    },
    refuse: () => refuse('room'),
    wantState(wanted) {
      if (!wanted)
        return connection?.unsubscribe(topics.state)
      if (performance.now() - lastAsked < ASK_AGAIN)
        return
      lastAsked = performance.now()
      connection?.subscribe(topics.state)
    },
  })

  const relay = mqttRelay(url, {
    connected() {
      connection = relay
      lastAsked = Number.NEGATIVE_INFINITY
      relay.subscribe(topics.live)
      follower.reconnected()
      sayHere()
    },
    lost() {
      connection = undefined
    },
    arrived: (topic, payload) => topic === topics.live || topic === topics.state ? follower.take(payload) : refuse('room'),
  })
  function sayHere() {
    lastHere = performance.now()
    send({ type: 'here', guest, waits: room.status === 'joining' })
  }
  setInterval(sayHere, HERE)
  setInterval(() => {
    if (room.status === 'joining' && performance.now() - lastHere > WAITS)
      sayHere()
    if (performance.now() - lastAlive > AWAY && room.status === 'live')
      room.status = 'away'
  }, ASK_AGAIN)
  addEventListener('pagehide', () => relay.close())
  guestRoom.value = room
}

/** This device's random name, kept for its next visit so that a second vote replaces the first. */
function deviceName(): string {
  const kept = localStorage.getItem(KEPT.device)
  if (kept !== null && /^[\w-]{22}$/.test(kept))
    return kept
  const name = randomName()
  try {
    localStorage.setItem(KEPT.device, name)
  }
  catch {
    // After a reload it then counts as another device.
  }
  return name
}
