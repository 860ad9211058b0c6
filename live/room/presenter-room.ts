/** The presenter's side of the room: it publishes what happens on the stage, and receives what guests send. */
import type { ShallowRef } from 'vue'
import type { RoomCommand } from '../keys/commands'
import type { Poll } from '../state/registers'
import type { PollResults } from './kept-polls'
import type { Place, RoomState, Whispered } from './messages'
import type { PollQuestion } from './offered-polls'
import { shallowReactive, shallowRef, triggerRef, watch, watchEffect } from 'vue'
import { refuse } from '../page/refused'
import { say } from '../page/toast'
import { allRuns, runOf } from '../runs/runs'
import { startStage } from '../runs/start'
import { clock, stage } from '../state/stage'
import { isLater } from '../state/stamp'
import { Ballots } from './ballots'
import { toBase64Url } from './base64'
import { Inbox } from './inbox'
import { mqttRelay } from './mqtt-relay'
import { MOST_OF_RUN, NewsFilter } from './news'
import { pollsOn, rightChoice } from './polls'
import { Presence } from './presence'
import { presenterKey } from './presenter-key'
import { RoomPublisher } from './publisher'
import { Questions } from './questions'
import { readRoomFile } from './room-file'
import { boxKeys, Unsealer } from './sealed'
import { readGuestMessage } from './shapes'
import { roomOf } from './signed'

/** How often the counts on screen are updated, in milliseconds. */
const SHOWN_EVERY = 500
/** Most letters in a value that goes to the room: nobody reads a longer text on a phone. */
const MOST_ENTRY = 100_000

/** The room as the presenter's window shows it. */
export interface PresenterRoom {
  /** The address at which guests join. */
  join: string
  connected: boolean
  followers: number
  questions: ShallowRef<Questions>
  act: (command: RoomCommand) => void
  release: (id: string) => void
  drop: (id: string) => void
  /** Withdraws a released question. */
  withdraw: (id: string) => void
  show: (id: string | undefined) => void
  /** Results of all closed polls. */
  results: ShallowRef<PollResults>
}

/** This window's room; `undefined` while there is none. */
export const presenterRoom = shallowRef<PresenterRoom>()

/**
 * Opens the room. Of several presenter's windows one opens it, and when that is closed the next one does.
 *
 * @param place gives where the talk is
 * @throws {NoRoom} when there is no relay
 */
export async function openRoom(place: () => Place): Promise<void> {
  const file = await readRoomFile()
  // Two windows must not publish to one room. A page that is not secure has no locks: there it is up to the speaker.
  if (navigator.locks)
    await navigator.locks.request('live-code:room', () => new Promise<void>(() => serve(file, place)))
  else
    serve(file, place)
}

function serve(file: { relay: string, guests: string }, place: () => Place) {
  const { secret, session } = presenterKey()
  const keys = boxKeys()
  const ballots = new Ballots()
  const presence = new Presence()
  const questions = new Questions()
  const results = shallowRef<PollResults>({})
  const shownQuestions = shallowRef(questions)
  const join = new URL(file.guests)
  join.searchParams.set('room', roomOf(secret))

  function changeQuestions(change: () => void) {
    change()
    triggerRef(shownQuestions)
  }

  function show(id: string | undefined) {
    stage.set('asked', stage.get('asked')?.map(({ shown: _, ...each }) => each.id === id ? { ...each, shown: true } : each))
  }

  function closePoll(poll: Poll) {
    const counts = ballots.countsOf(poll.id, poll.choices.length)
    results.value = { ...results.value, [poll.id]: counts }
    stage.set('poll', { ...poll, votes: ballots.votesOf(poll.id), counts })
  }

  const acts: Record<RoomCommand, () => void> = {
    join: () => stage.set('room', stage.get('room')?.join === undefined ? { join: join.href } : {}),
    poll: () => {
      const now = stage.get('poll')
      if (now && !now.counts)
        return closePoll(now)
      const next = nextPoll(pollsOn(place().page), now?.id)
      if (!next && !now)
        say('This slide has no question for the room')
      stage.set('poll', next && { ...next, page: place().page, since: clock.next(), votes: ballots.votesOf(next.id) })
    },
    question: () => {
      const asked = stage.get('asked') ?? []
      const [most] = [...asked].sort((a, b) => b.votes - a.votes)
      if (!most)
        return say('No question from the audience has been released')
      show(asked.some(each => each.shown) ? undefined : most.id)
    },
  }

  const room = shallowReactive<PresenterRoom>({
    join: join.href,
    connected: false,
    followers: 0,
    questions: shownQuestions,
    act: command => acts[command](),
    release: id => changeQuestions(() => stage.set('asked', questions.release(id, stage.get('asked') ?? []))),
    drop: id => changeQuestions(() => questions.drop(id)),
    withdraw: id => stage.set('asked', stage.get('asked')?.filter(each => each.id !== id)),
    show,
    results,
  })

  function hear({ device, whisper }: Whispered) {
    const poll = stage.get('poll')
    if (whisper.type === 'ask')
      return changeQuestions(() => questions.ask(device, whisper.text) || refuse('room'))
    if (whisper.type === 'upvote')
      return stage.set('asked', questions.upvote(device, whisper.question, whisper.on, stage.get('asked') ?? []))
    if (!poll || poll.id !== whisper.poll || poll.counts || whisper.choice >= poll.choices.length)
      return refuse('room')
    ballots.vote(poll.id, device, whisper.choice)
  }

  const publisher = new RoomPublisher({ secret, session, state: () => roomState(place(), toBase64Url(keys.publicKey)) })
  const inbox = new Inbox(new Unsealer(keys), hear, () => refuse('room'))
  const { topics } = publisher

  const relay = mqttRelay(file.relay, {
    connected: () => {
      room.connected = true
      relay.subscribe(topics.guests)
      publisher.connected(relay)
    },
    lost: () => {
      room.connected = false
      publisher.lost()
    },
    arrived: (topic, payload) => {
      if (topic === topics.state)
        return publisher.sawState(payload)
      const message = topic === topics.guests ? readGuestMessage(payload) : undefined
      if (!message)
        return refuse('room')
      if (message.type === 'sealed')
        return inbox.add(message.sealed)
      presence.here(message.guest)
      if (message.waits)
        publisher.greet(message.guest)
    },
  })

  const filter = new NewsFilter(name => runOf(name).snapshot(MOST_OF_RUN))
  startStage().connect({
    isLocal: true,
    send: () => {},
    receive: () => {},
    overhear(message) {
      const news = filter.newsOf(message)
      if (news && !(news.type === 'set' && news.entries.some(isLong)))
        publisher.tell(news)
    },
  })
  watch(place, at => publisher.tell({ type: 'at', place: at }))

  // While the vote is open, nobody may see the answer.
  watchEffect(() => {
    const poll = stage.get('poll')
    const right = poll?.counts && rightChoice(poll)
    if (poll?.counts && right !== undefined && poll.right === undefined)
      stage.set('poll', { ...poll, right })
  })

  // A reset of the stage doesn't end the room.
  watch(() => stage.get('room'), now => now ?? stage.set('room', {}), { immediate: true })
  setInterval(() => {
    room.followers = presence.count()
    const poll = stage.get('poll')
    if (poll && !poll.counts)
      stage.set('poll', { ...poll, votes: ballots.votesOf(poll.id) })
  }, SHOWN_EVERY)
  addEventListener('pagehide', () => relay.close())
  presenterRoom.value = room
}

/** The poll after the last one, if that was on the same slide; otherwise the slide's first. */
function nextPoll(polls: readonly PollQuestion[], last: string | undefined): PollQuestion | undefined {
  return polls[polls.findIndex(({ id }) => id === last) + 1]
}

function isLong({ value }: { value: unknown }): boolean {
  return JSON.stringify(value ?? null).length > MOST_ENTRY
}

function roomState(place: Place, box: string): RoomState {
  const { entries, epoch } = stage.all()
  let last = undefined as ReturnType<typeof runOf> | undefined
  for (const run of allRuns()) {
    if (run.info.value && isLater(run.info.value.stamp, last?.info.value?.stamp))
      last = run
  }
  return { place, entries: entries.filter(entry => !isLong(entry)), epoch, run: last?.snapshot(MOST_OF_RUN), box }
}
