/**
 * The directives of speaker notes: actions on a slide with live code, in brackets, between the spoken words.
 *
 * - `[run]` runs the variant that is shown; `[run threads]` chooses that variant first, `[run threads free]` the mode too;
 *   `[run all]` is the button of `<SideBySide>`
 * - `[tab locked]` chooses a variant and runs nothing
 * - `[python]` shows the demo's Python, `[typescript]` its TypeScript again
 * - `[step]` types the next step letter by letter, `[step at once]` shows it
 * - `[edit]` is for changes that the speaker makes by hand, as the words that follow say
 * - `[explore]` explores all schedules of the variant that is shown; `[explore locked]` chooses that variant first
 * - `[stop]` ends a run that doesn't end by itself
 * - `[ask]` asks the audience the question that follows
 *
 * `[click]` is Slidev's own. Other brackets are speech. After a line `[readers]` comes the text for people who read the
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
 * Splits a note into its two texts.
 *
 * @param {string} note the note of a slide
 * @returns {{ speaker: string, readers: string | undefined }} the speaker's and the readers' text; `undefined` where
 * readers get the speaker's
 */
export function textsOf(note) {
  const [speaker = '', readers] = note.split(READERS)
  return { speaker: speaker.trim(), readers: readers?.trim() }
}

/**
 * The directives of a note, in order.
 *
 * @param {string} note the note of a slide
 * @returns {Directive[]} the speaker's actions
 * @throws Error for an invalid directive
 */
export function directivesOf(note) {
  return Array.from(textsOf(note).speaker.matchAll(DIRECTIVE), match => parsed(match))
}

/**
 * Replaces each directive of a note.
 *
 * @param {string} note as text or as HTML
 * @param {(directive: Directive) => string} replacement returns the replacement
 * @returns {string} the new note
 * @throws Error for an invalid directive
 */
export function replaceDirectives(note, replacement) {
  return note.replaceAll(DIRECTIVE, (...match) => replacement(parsed(match)))
}

/**
 * A directive in words.
 *
 * @param {Directive} directive the directive
 * @param {Readonly<Record<string, string>>} titles titles of the variants, by name
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
 * @param {ArrayLike<string>} match a match of {@link DIRECTIVE}
 * @returns {Directive} the directive
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
