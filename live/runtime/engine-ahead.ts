import { engineSupport } from '../../engine/host/support'
import { isMetered } from '../../engine/io/connection'
import { loadEngine } from './engine'

/** How long the first slide may wait until the engine's frame is made, in milliseconds. */
const PATIENCE_MS = 200

/**
 * Starts the engine before the first slide is drawn: its frame and its workers boot on other cores meanwhile. Resolves
 * when the frame is made, or when that takes too long.
 */
export async function startEngineAhead() {
  if (isMetered() || !engineSupport().supported)
    return
  // A failure is reported when the slide's live code asks for the engine.
  const begun = loadEngine().then(({ useEngine }) => void useEngine().start().catch(() => {}), () => {})
  await Promise.race([begun, new Promise(resolve => setTimeout(resolve, PATIENCE_MS))])
}
