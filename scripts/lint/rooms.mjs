/**
 * Which room of the repository may import from which, and which packages only some rooms may import.
 *
 * Imports go one way. A room may only import from the rooms listed for it, so a new room starts without rights; unused
 * rights must be removed. `npm run lint` enforces both.
 */

/**
 * @typedef {object} Rights
 * @property {readonly string[]} from rooms to import from; a room may always import from itself, and packages
 * @property {readonly string[]} [asText] rooms to import from only with a query that turns the file into text or a worker
 * (`?bundled`, `?raw`, `?worker`): the importer then ships that code and never calls it
 */

/**
 * The rooms: folders, or single files. The longest match is a file's room.
 *
 * @type {Readonly<Record<string, Rights>>}
 */
export const rooms = {
  'engine/protocol': { from: [] },
  'engine/kernel': { from: ['engine/protocol'] },
  'engine/stdlib': { from: ['engine/kernel', 'engine/protocol'] },
  'engine/worker.ts': { from: ['engine/kernel', 'engine/stdlib', 'engine/protocol'] },
  'engine/controlled-worker.ts': { from: ['engine/explore', 'engine/kernel', 'engine/stdlib', 'engine/protocol'] },
  'engine/compile': { from: ['engine/protocol'] },
  'engine/sandbox': { from: ['engine/protocol'] },
  'engine/host': {
    from: ['engine/io', 'engine/protocol'],
    asText: ['engine/sandbox', 'engine/worker.ts', 'engine/controlled-worker.ts', 'engine/python'],
  },
  'engine/insight': { from: ['engine/protocol'] },
  'engine/display': { from: ['engine/insight', 'engine/protocol'] },
  'engine/explore': { from: ['engine/protocol'] },
  'engine/python': { from: ['engine/explore', 'engine/kernel', 'engine/protocol'] },
  'engine/io': { from: [] },
  // The engine as a package of its own, for any web page.
  'element': { from: ['engine/display', 'engine/host', 'engine/insight', 'engine/io', 'engine/protocol'] },
  // Live code that any deck could use, from the bottom up.
  'live/page': { from: [] },
  'live/content': { from: ['engine/protocol'] },
  'live/slidev': { from: [] },
  'live/before': { from: ['live/page', 'live/slidev'] },
  'live/slides': { from: ['engine/io', 'live/page', 'live/slidev'] },
  'live/state': { from: ['engine/protocol', 'live/content', 'live/page'] },
  'live/runtime': { from: ['engine/host', 'engine/io', 'engine/protocol', 'live/page'] },
  'live/recordings': { from: ['engine/insight', 'live/content'] },
  'live/languages': { from: ['engine/host', 'engine/protocol', 'live/content', 'live/recordings', 'live/runtime'] },
  'live/demos': { from: ['engine/protocol', 'live/content', 'live/languages', 'live/page', 'live/state'] },
  'live/runs': { from: ['engine/display', 'engine/insight', 'engine/protocol', 'live/content', 'live/demos', 'live/languages', 'live/page', 'live/recordings', 'live/runtime', 'live/state'] },
  'live/keys': { from: ['live/page', 'live/state'] },
  'live/highlight': { from: ['live/languages', 'live/slidev'] },
  'live/editor': { from: ['engine/protocol', 'live/highlight', 'live/keys', 'live/languages', 'live/slidev', 'live/state'] },
  'live/timeline': { from: ['engine/display', 'engine/insight', 'live/state'] },
  'live/live-code': { from: ['engine/display', 'engine/insight', 'engine/protocol', 'live/content', 'live/demos', 'live/editor', 'live/keys', 'live/languages', 'live/page', 'live/recordings', 'live/runs', 'live/runtime', 'live/schedules', 'live/share', 'live/slidev', 'live/state'] },
  'live/schedules': { from: ['engine/explore', 'engine/protocol', 'live/content', 'live/languages', 'live/page', 'live/state'] },
  'live/side-by-side': { from: ['engine/display', 'engine/insight', 'engine/protocol', 'live/content', 'live/demos', 'live/live-code', 'live/recordings', 'live/runs', 'live/state'] },
  'live/exercise': { from: ['engine/explore', 'engine/insight', 'engine/protocol', 'live/content', 'live/demos', 'live/languages', 'live/state'] },
  'live/predict': { from: ['live/content', 'live/demos', 'live/exercise', 'live/runs', 'live/runtime', 'live/state'] },
  'live/share': { from: ['engine/protocol', 'live/content', 'live/demos', 'live/languages', 'live/page', 'live/slidev', 'snippets'] },
  'live/offline': { from: ['engine/io'] },
  'live/print': { from: ['live/page', 'live/slides', 'live/slidev'] },
  'live/reading': { from: ['live/demos', 'live/exercise', 'live/keys', 'live/page', 'live/predict', 'live/slides', 'live/slidev'] },
  'live/stage': { from: ['engine/io', 'live/demos', 'live/keys', 'live/page', 'live/recordings', 'live/room', 'live/runs', 'live/runtime', 'live/slides', 'live/slidev', 'live/state'] },
  'live/room': { from: ['engine/protocol', 'live/demos', 'live/exercise', 'live/keys', 'live/page', 'live/predict', 'live/runs', 'live/slidev', 'live/state'] },
  'live/dev-server': { from: ['engine/io', 'live/runs', 'live/state'] },
  // Parts of this talk.
  'talk/art': { from: [] },
  'talk/questions.ts': { from: [] },
  'talk/figures': { from: ['live/recordings'] },
  'talk/sketches': { from: ['engine/insight', 'engine/protocol'] },
  // Components for slides.
  'components': { from: ['engine/display', 'engine/insight', 'live/content', 'live/demos', 'live/editor', 'live/exercise', 'live/keys', 'live/languages', 'live/live-code', 'live/page', 'live/recordings', 'live/room', 'live/runs', 'live/runtime', 'live/schedules', 'live/side-by-side', 'live/slidev', 'live/state', 'live/timeline'] },
  'components/talk': { from: ['engine/insight', 'talk/art', 'talk/figures', 'talk/questions.ts', 'talk/sketches'] },
  'layouts': { from: ['components/talk'] },
  'setup': { from: ['engine/io', 'live/demos', 'live/dev-server', 'live/editor', 'live/highlight', 'live/languages', 'live/page', 'live/print', 'live/reading', 'live/runtime', 'live/share', 'live/slidev'] },
  // Content; the programs themselves import the runtime's modules only.
  'snippets': { from: ['live/content'] },
  'exercises': { from: ['live/content'] },
  'styles': { from: [] },
}

/**
 * Packages that only some rooms may import.
 *
 * @typedef {object} PackageRule
 * @property {readonly string[]} packages their names or scopes
 * @property {string} notIn regular expression of files that must not import them
 * @property {string} because the reason, for the author of such an import
 */

/** @type {readonly PackageRule[]} */
export const packageRules = [
  { packages: ['vue', 'vue-router', '@vue', '@vueuse', '@unhead', '@slidev'], notIn: '^(?:engine|element)/', because: 'the engine and its element know neither Vue nor Slidev' },
  { packages: ['@slidev/client'], notIn: '^(?!live/slidev/)', because: 'live/slidev alone knows Slidev\'s inside' },
]
