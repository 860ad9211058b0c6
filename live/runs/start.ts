import type { Link, Peer } from './messages'
import type { Rights } from './server-protocol'
import { carryOver } from '../demos/carry-over'
import { currentRoute } from '../page/address'
import { support } from '../runtime/engine-support'
import { holdPen } from '../state/pen'
import { stage, windowId } from '../state/stage'
import { broadcastLink } from './broadcast-link'
import { keepRuns } from './keep-runs'
import { peers } from './peers'
import { allRuns, onRuns, runOf } from './runs'
import { serverLink } from './server-link'
import { StageSync } from './sync'

let sync: StageSync | undefined
let rights: Rights = { controls: true }

/** This window, as the others see it. */
function me(): Peer {
  return {
    id: windowId,
    presenter: currentRoute().startsWith('/presenter'),
    runs: support.value.supported,
    controls: rights.controls,
  }
}

/** Connects this window to the others of the deck; only the first call does. */
export function startStage(): StageSync {
  if (sync)
    return sync
  const links: Link[] = [broadcastLink()]
  const server = serverLink(windowId, (given) => {
    rights = given
    stage.locked.value = !given.controls
    sync?.announce()
  })
  if (server)
    links.push(server)
  void carryOver(stage)
  sync = new StageSync({ me, links, stage, runs: { of: runOf, all: allRuns, on: onRuns }, peers, neighbour: watchFor })
  holdPen()
  holdLock()
  keepRuns(stage)
  addEventListener('pagehide', () => sync?.close())
  // A page restored from the back/forward cache has missed messages.
  addEventListener('pageshow', event => event.persisted && location.reload())
  return sync
}

/** How long a window may take to acquire its lock, in milliseconds. */
const LOCK_DELAY = 2000

/** A window holds this lock for its lifetime, so that others notice its end even without a goodbye. */
function lockOf(id: string): string {
  return `live-code:window ${id}`
}

function holdLock() {
  navigator.locks?.request(lockOf(windowId), () => new Promise(() => {})).catch(() => {
    // Denied, like storage: the others only notice the end of this window by its goodbye.
  })
}

/** Notices when another window of this browser is gone, for example after a crash. */
function watchFor(id: string) {
  setTimeout(() => {
    // An insecure page has no locks and relies on the other windows' goodbyes.
    navigator.locks?.request(lockOf(id), () => sync?.removePeer(id)).catch(() => {})
  }, LOCK_DELAY)
}
