/**
 * The directives of speaker notes: what to do on a slide with live code, in brackets, between what to say.
 *
 * - `[run]` runs what is shown; `[run threads]` chooses that variant first, `[run threads free]` the mode too;
 *   `[run all]` is the button of `<SideBySide>`
 * - `[tab locked]` chooses a variant and runs nothing
 * - `[python]` shows the demo's Python, `[typescript]` its TypeScript again
 * - `[step]` types the next step letter by letter, `[step at once]` shows it
 * - `[edit]` is for what the speaker changes by hand, in the words that follow
 * - `[explore]` explores all schedules of what is shown; `[explore locked]` chooses that variant first
 * - `[stop]` ends a run that doesn't end by itself
 * - `[ask]` asks the room the question that follows
 *
 * `[click]` is Slidev's own. Other brackets are speech. What follows a line `[readers]` is the text for those who read the
 * talk; the speaker never sees it.
 */

/** @typedef {'gil' | 'free'} Mode */
/**
 * @typedef {{ do: 'run', all?: true, variant?: string, mode?: Mode } | { do: 'tab', variant: string } | { do: 'explore', variant?: string }
 *   | { do: 'step', atOnce?: true } | { do: 'language', twin: boolean } | { do: 'edit' | 'stop' | 'ask' }} Directive
 */

const DIRECTIVE = /\[(run|explore|tab|step|python|typescript|edit|stop|ask)\b([^\]\n]*)\]/g
const READERS = /^[ \t]*\[readers\][ \t]*$/m
/** Whether the directive shows the twin. */
const LANGUAGES = new Map([['python', true], ['typescript', false]])
const MODES = { gil: 'with the GIL', free: 'free-threaded' }

/**
 * The two texts of a note.
 *
 * @param {string} note of a slide
 * @returns {{ speaker: string, readers: string | undefined }} what to say and do, and what to read; `undefined` where
 * readers get the speaker's text
 */
export function textsOf(note) {
  const [speaker = '', readers] = note.split(READERS)
  return { speaker: speaker.trim(), readers: readers?.trim() }
}

/**
 * What a note says to do, in its order.
 *
 * @param {string} note of a slide
 * @returns {Directive[]} what the speaker does
 * @throws Error for a directive that can't be understood
 */
export function directivesOf(note) {
  return Array.from(textsOf(note).speaker.matchAll(DIRECTIVE), match => parsed(match))
}

/**
 * A note in which each directive is replaced.
 *
 * @param {string} note as text or as HTML
 * @param {(directive: Directive) => string} replacement what stands in its place
 * @returns {string} the note
 * @throws Error for a directive that can't be understood
 */
export function replaceDirectives(note, replacement) {
  return note.replaceAll(DIRECTIVE, (...match) => replacement(parsed(match)))
}

/**
 * A directive as people say it.
 *
 * @param {Directive} directive what to do
 * @param {Readonly<Record<string, string>>} titles of the variants, by their names
 * @returns {string} such as `Run “with lock”, free-threaded`
 */
export function directiveInWords(directive, titles) {
  switch (directive.do) {
    case 'run': {
      const { all, variant, mode } = directive
      const what = all ? 'Run all' : variant === undefined ? 'Run' : `Run “${titles[variant] ?? variant}”`
      return mode === undefined ? what : `${what}, ${MODES[mode]}`
    }
    case 'tab':
      return `Choose “${titles[directive.variant] ?? directive.variant}”`
    case 'explore':
      return directive.variant === undefined ? 'Explore every schedule' : `Explore every schedule of “${titles[directive.variant] ?? directive.variant}”`
    case 'step':
      return directive.atOnce ? 'Next step' : 'Type the next step'
    case 'language':
      return directive.twin ? 'Python' : 'TypeScript'
    case 'ask':
      return 'Ask the room'
    case 'edit':
      return 'Edit'
    case 'stop':
      return 'Stop'
  }
}

/**
 * @param {ArrayLike<string>} match of {@link DIRECTIVE}
 * @returns {Directive} what it says
 */
function parsed({ 0: whole, 1: verb = '', 2: rest }) {
  const words = (rest ?? '').split(/\s+/).filter(word => word !== '')
  switch (verb) {
    case 'run': {
      const last = words.at(-1)
      const mode = last === 'gil' || last === 'free' ? last : undefined
      const what = mode === undefined ? words : words.slice(0, -1)
      if (what.length > 1 || what[0] === 'gil' || what[0] === 'free')
        throw new Error(`${whole} names more than a variant and a mode`)
      const [variant] = what
      return { do: 'run', ...variant === 'all' ? { all: true } : variant === undefined ? {} : { variant }, ...mode && { mode } }
    }
    case 'tab': {
      const [variant, ...more] = words
      if (variant === undefined || more.length > 0)
        throw new Error(`${whole} must name one variant`)
      return { do: 'tab', variant }
    }
    case 'explore': {
      const [variant, ...more] = words
      if (more.length > 0)
        throw new Error(`${whole} names more than a variant`)
      return { do: 'explore', ...variant !== undefined && { variant } }
    }
    case 'step': {
      const how = words.join(' ')
      if (how !== '' && how !== 'at once')
        throw new Error(`${whole} can only be followed by “at once”`)
      return { do: 'step', ...how !== '' && { atOnce: true } }
    }
    default:
      if (words.length > 0)
        throw new Error(`${whole} takes nothing after its verb`)
      return LANGUAGES.has(verb) ? { do: 'language', twin: LANGUAGES.get(verb) === true } : { do: /** @type {'edit' | 'stop' | 'ask'} */ (verb) }
  }
}
