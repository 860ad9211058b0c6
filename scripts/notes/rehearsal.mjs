/**
 * Reads from a slide's note what the speaker does on it: from its lines `Click: …` and `Type: …`, in the words that
 * speakers use. `run "threads"`, `tab "threads", run`, `free-threaded, run again`, `run both tabs with the GIL`, `step 2`.
 */

/** @typedef {{ do: 'choose', variant: string } | { do: 'mode', mode: 'gil' | 'free' } | { do: 'run' } | { do: 'step', step: number }} Act */

const WORDS = /(?<run>\bruns?\b(?!\()(?: all(?! three)| again)?)|(?:\btab )?"(?<quoted>[^"]+)"|(?<free>free-threaded)|(?<gil>with the GIL|back to GIL)|(?<each>each tab|both tabs|all three)|(?<modes>both modes)|(?<twice>\btwice\b)|\bstep (?<step>\d+)/gi

/**
 * What a note says to do, in its order.
 *
 * @param {string} note of a slide
 * @param {readonly string[]} titles of the slide's tabs; what else stands in quotes is speech
 * @returns {Act[]} nothing for a slide without live code
 */
export function actsOf(note, titles) {
  return note.split('\n').filter(line => /^(?:Click|Type):/.test(line)).flatMap(line => actsOfLine(line, titles))
}

/**
 * @param {string} line
 * @param {readonly string[]} titles
 * @returns {Act[]} what one line says
 */
function actsOfLine(line, titles) {
  /** @type {Act[]} */
  const acts = []
  /** A run that the line asks for, and that may still get its tab or its mode. */
  let due = false
  /** Whether that run was asked for by its word, so that a tab that follows is its own. */
  let fresh = false
  let each = false
  let modes = false

  function flush() {
    if (!due)
      return
    for (const variant of each ? titles : [undefined]) {
      if (variant !== undefined)
        acts.push({ do: 'choose', variant })
      if (modes)
        acts.push({ do: 'mode', mode: 'gil' }, { do: 'run' }, { do: 'mode', mode: 'free' })
      acts.push({ do: 'run' })
    }
    due = fresh = each = modes = false
  }

  for (const { groups } of line.matchAll(WORDS)) {
    const { run, quoted, free, gil, each: every, modes: both, twice, step } = groups ?? {}
    if (run) {
      if (due && !fresh)
        flush()
      else
        due = fresh = true
    }
    else if (quoted !== undefined && titles.includes(quoted)) {
      if (!fresh)
        flush()
      acts.push({ do: 'choose', variant: quoted })
      due = true
      fresh = false
    }
    else if (free || gil) {
      acts.push({ do: 'mode', mode: free ? 'free' : 'gil' })
      due = true
      fresh = false
    }
    else if (every && due) {
      each = true
      fresh = false
    }
    else if (both) {
      due = modes = true
    }
    else if (twice && due) {
      acts.push({ do: 'run' })
    }
    else if (step !== undefined) {
      flush()
      acts.push({ do: 'step', step: Number(step) })
    }
  }
  flush()
  return acts
}
