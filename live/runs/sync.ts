import type { Registers } from '../state/registers'
import type { Replica } from '../state/replica'
import type { Envelope, Link, Peer, StageMessage, StageState } from './messages'
import type { LiveRun } from './run'
import type { RunInfo, RunSnapshot } from './run-events'
import type { RunOutlet } from './run-outlet'
import { refuse } from '../page/refused'
import { isLater } from '../state/stamp'
import { readEnvelope } from './message-shapes'

/** The runs of a window, as far as the sync needs them. */
interface SyncedRuns {
  of: (file: string) => LiveRun
  all: () => Iterable<LiveRun>
  on: (outlet: RunOutlet) => () => void
}

/** What the sync needs of its window. */
export interface SyncOptions {
  /** This window, as it is now. */
  me: () => Peer
  links: Link[]
  stage: Replica<Registers>
  runs: SyncedRuns
  /** The other windows, kept up to date. */
  peers: Map<string, Peer>
  /** Called once for each other window of this browser. */
  neighbour?: (id: string) => void
}

/** An event that arrived before earlier ones. */
interface Early {
  n: number
  event: Extract<StageMessage, { type: 'event' }>['event']
}

/** The most runs whose events wait for a snapshot, and the most events of each. */
const MOST_EARLY = 100
const MOST_EARLY_EVENTS = 10_000

/**
 * Keeps the stage in sync between windows. A program runs once, in the window where Run was pressed, and the others draw
 * the same stream of events; a window that joins late, or has missed events, asks for a snapshot. Only one program runs
 * at a time across all windows.
 */
export class StageSync {
  private n = 0
  /** The last message taken from each window. */
  private readonly taken = new Map<string, number>()
  /** The windows of this browser. */
  private readonly neighbours = new Set<string>()
  private readonly early = new Map<string, Early[]>()
  /** Runs whose snapshots have been requested and have not arrived. */
  private readonly wanted = new Set<string>()
  private adopted = false
  private readonly ends: (() => void)[]

  constructor(private readonly options: SyncOptions) {
    for (const link of options.links)
      this.listen(link)
    this.ends = [
      options.stage.subscribe({
        set: entry => this.send({ type: 'set', entries: [entry] }),
        cleared: (epoch, here) => {
          for (const run of options.runs.all()) {
            if (run.info.value && !isLater(run.info.value.stamp, epoch))
              run.clear()
          }
          if (here)
            this.send({ type: 'clear', epoch })
        },
      }),
      options.runs.on({
        begun: (info) => {
          this.supersedeOthers(info)
          this.send({ type: 'run', info })
        },
        event: ({ file, id: run }, n, event) => {
          // Without other windows nothing is sent: a window that comes later asks for a snapshot.
          if (options.peers.size > 0 || options.links.some(({ overhear }) => overhear))
            this.send({ type: 'event', file, run, n, event })
        },
        stop: info => this.send({ type: 'stop', file: info.file, run: info.id }, ownerOf(info)),
        answer: (info, request, line) => this.send({ type: 'input', file: info.file, run: info.id, request, line }, ownerOf(info)),
      }),
    ]
    this.send({ type: 'hello', peer: options.me() })
  }

  /** Announces a change of this window, such as that code can run in it now. */
  announce() {
    this.send({ type: 'hello', peer: this.options.me() })
  }

  /** Asks another window to run a text. */
  ask(peer: Peer, file: string, source: string, options: RunInfo['options']) {
    this.send({ type: 'ask', file, source, options }, peer.id)
  }

  /** Adds a link to other windows, which get nothing of what was before. */
  connect(link: Link) {
    this.options.links.push(link)
    this.listen(link)
  }

  /** Says goodbye to the other windows. */
  close() {
    this.send({ type: 'bye' })
    this.ends.forEach(end => end())
  }

  private send(message: StageMessage, to?: string) {
    const envelope: Envelope = { from: this.options.me().id, n: this.n++, to, message }
    for (const link of this.options.links)
      link.send(envelope)
    if (to === undefined)
      this.pass(message)
  }

  private pass(message: StageMessage) {
    for (const link of this.options.links)
      link.overhear?.(message)
  }

  private listen(link: Link) {
    link.receive(arrived => this.receive(arrived, link))
  }

  /** Drops and counts messages that no window could have sent. */
  private receive(arrived: unknown, link: Link) {
    const envelope = readEnvelope(arrived, from => this.taken.get(from), () => refuse(link.isLocal ? 'windows' : 'server'))
    if (envelope)
      this.take(envelope, link)
  }

  private take({ from, n, to, message }: Envelope, link: Link) {
    const { id } = this.options.me()
    // The server reports that a window has lost its connection; the windows of this browser don't need the server.
    if (n < 0) {
      if (!link.isLocal && !this.neighbours.has(from))
        this.removePeer(from)
      return
    }
    if (link.isLocal && from !== id && !this.neighbours.has(from)) {
      this.neighbours.add(from)
      this.options.neighbour?.(from)
    }
    // A message may arrive by two links, in the same order on both.
    if (from === id || n <= (this.taken.get(from) ?? -1))
      return
    this.taken.set(from, n)
    if (to === undefined)
      this.pass(message)
    if (to === undefined || to === id)
      this.handle(message, from)
  }

  private handle(message: StageMessage, from: string) {
    const { runs, stage, peers } = this.options
    switch (message.type) {
      case 'hello':
        peers.set(from, message.peer)
        this.send({ type: 'here', peer: this.options.me(), state: this.state() }, from)
        break
      case 'here':
        peers.set(from, message.peer)
        this.adopt(message.state, from)
        break
      case 'bye':
        this.removePeer(from)
        break
      case 'set':
        stage.merge(message.entries)
        break
      case 'clear':
        stage.clear(message.epoch)
        break
      case 'run':
        this.follow(message.info)
        break
      case 'event':
        this.event(message, from)
        break
      case 'want': {
        const snapshot = runs.of(message.file).snapshot()
        if (snapshot?.info.id === message.run)
          this.send({ type: 'snapshot', snapshot }, from)
        break
      }
      case 'snapshot':
        this.restore(message.snapshot, from)
        break
      case 'stop': {
        const run = runs.of(message.file)
        if (run.isOwn && run.info.value?.id === message.run)
          run.stop()
        break
      }
      case 'input': {
        const run = runs.of(message.file)
        if (run.isOwn && run.info.value?.id === message.run)
          run.answer(message.request, message.line)
        break
      }
      case 'ask':
        if (this.options.me().runs)
          void runs.of(message.file).start(message.source, message.options)
    }
  }

  private state(): StageState {
    const { runs, stage } = this.options
    return {
      ...stage.all(),
      runs: Array.from(runs.all(), run => run.info.value).flatMap(info => info ? [{ file: info.file, run: info.id, stamp: info.stamp }] : []),
    }
  }

  /** Adopts the state of another window; leftovers in this window's storage are replaced by it. */
  private adopt({ entries, epoch, runs }: StageState, from: string) {
    const { stage } = this.options
    if (!this.adopted)
      stage.dropOthers(this.options.me().id)
    this.adopted = true
    if (epoch)
      stage.clear(epoch)
    stage.merge(entries)
    for (const { file, run, stamp } of runs) {
      const { info, status } = this.options.runs.of(file)
      if (isLater(stamp, info.value?.stamp) || (info.value?.id === run && status.value.kind === 'lost'))
        this.want(file, run, from)
    }
  }

  private want(file: string, run: string, from: string) {
    if (this.wanted.has(run))
      return
    this.wanted.add(run)
    this.send({ type: 'want', file, run }, from)
  }

  private follow(info: RunInfo) {
    const run = this.options.runs.of(info.file)
    if (!isLater(info.stamp, run.info.value?.stamp))
      return
    this.supersedeOthers(info)
    run.follow(info)
  }

  /** A run has started: supersedes all others. */
  private supersedeOthers({ file }: RunInfo) {
    for (const run of this.options.runs.all()) {
      if (run.file === file || !run.active)
        continue
      if (run.isOwn)
        run.stopOwn()
      else
        run.markGone('superseded')
    }
  }

  private event({ file, run: id, n, event }: Extract<StageMessage, { type: 'event' }>, from: string) {
    const run = this.options.runs.of(file)
    // A window that was disconnected for a while is back: its run continues from a snapshot.
    const isShown = run.info.value?.id === id && run.status.value.kind !== 'lost'
    if (isShown && n === run.next) {
      run.take(event)
    }
    else if (!isShown || n > run.next) {
      const waiting = this.early.get(id) ?? []
      waiting.push({ n, event })
      // A flood of made-up runs must not grow without limit.
      if (this.early.size >= MOST_EARLY && !this.early.has(id))
        this.early.clear()
      this.early.set(id, waiting.slice(-MOST_EARLY_EVENTS))
      this.want(file, id, from)
    }
  }

  private restore(snapshot: RunSnapshot, from: string) {
    const { info } = snapshot
    const run = this.options.runs.of(info.file)
    this.wanted.delete(info.id)
    const known = run.info.value
    if (known?.id === info.id ? snapshot.next > run.next || run.status.value.kind === 'lost' : isLater(info.stamp, known?.stamp))
      run.restore(snapshot)
    if (run.info.value?.id !== info.id)
      return
    const waiting = this.early.get(info.id) ?? []
    this.early.delete(info.id)
    for (const { n, event } of waiting) {
      if (n === run.next)
        run.take(event)
    }
    if (waiting.some(({ n }) => n > run.next))
      this.want(info.file, info.id, from)
  }

  /** Removes a window that is gone, and marks its runs as lost. */
  removePeer(from: string) {
    this.options.peers.delete(from)
    for (const run of this.options.runs.all()) {
      if (run.active && run.info.value && ownerOf(run.info.value) === from)
        run.markGone('lost')
    }
  }
}

/** Id of the window where a run was started. */
function ownerOf({ stamp: [, by] }: RunInfo): string {
  return by
}
