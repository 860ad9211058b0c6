/**
 * The one-way import rule: which room of the repository may import from which.
 *
 * A room that isn't listed for another is out of its reach, so that a new room begins with no rights.
 * Rooms in `asText` may be reached only by a query that turns the file into text or into a worker
 * (`?bundled`, `?raw`, `?worker`): the importer then ships that code and never calls it.
 */
import path from 'node:path'

/**
 * @typedef {object} Rights
 * @property {readonly string[]} from rooms to import from; a room may always import from itself and from packages
 * @property {readonly string[]} [asText] rooms to import from as text only
 */

/** @type {Readonly<Record<string, Rights>>} */
export const rooms = {
  'engine/protocol': { from: [] },
  'engine/kernel': { from: ['engine/protocol'] },
  'engine/stdlib': { from: ['engine/kernel', 'engine/protocol'] },
  'engine/worker.ts': { from: ['engine/kernel', 'engine/stdlib', 'engine/protocol'] },
  'engine/compile': { from: ['engine/protocol'] },
  'engine/sandbox': { from: ['engine/protocol'] },
  'engine/host': {
    from: ['engine/io', 'engine/protocol'],
    asText: ['engine/sandbox', 'engine/worker.ts', 'engine/compile', 'engine/python'],
  },
  'engine/insight': { from: ['engine/protocol'] },
  'engine/python': { from: ['engine/kernel', 'engine/protocol'] },
  'engine/io': { from: ['engine/protocol'] },
  // Live code: what any deck could use, from the bottom up.
  'live/page': { from: [] },
  'live/content': { from: ['engine/protocol'] },
  'live/slidev': { from: [] },
  'live/before': { from: ['live/page', 'live/slidev'] },
  'live/slides': { from: ['engine/io', 'live/page'] },
  'live/state': { from: ['live/content', 'live/page'] },
  'live/demos': { from: ['live/content', 'live/page', 'live/state'] },
  'live/runtime': { from: ['engine/host', 'engine/io', 'engine/protocol', 'live/page'] },
  'live/recordings': { from: ['engine/insight', 'live/content', 'snippets'] },
  'live/runs': { from: ['engine/insight', 'engine/protocol', 'live/content', 'live/demos', 'live/page', 'live/recordings', 'live/runtime', 'live/state'] },
  'live/keys': { from: ['live/page', 'live/state'] },
  'live/highlight': { from: [] },
  'live/editor': { from: ['engine/protocol', 'live/highlight', 'live/keys', 'live/runtime', 'live/state'] },
  'live/timeline': { from: ['engine/insight', 'engine/protocol', 'live/state'] },
  'live/live-code': { from: ['engine/insight', 'engine/protocol', 'live/content', 'live/demos', 'live/editor', 'live/keys', 'live/recordings', 'live/runs', 'live/timeline'] },
  'live/side-by-side': { from: ['engine/insight', 'engine/protocol', 'live/content', 'live/demos', 'live/recordings', 'live/runs', 'live/state', 'live/timeline'] },
  'live/exercise': { from: ['engine/host', 'engine/insight', 'engine/protocol', 'live/content', 'live/demos', 'live/runtime', 'live/state'] },
  'live/predict': { from: ['exercises', 'live/content', 'live/demos', 'live/exercise', 'live/runs', 'live/runtime', 'live/state'] },
  'live/share': { from: ['engine/protocol', 'live/content', 'live/demos', 'snippets'] },
  'live/offline': { from: ['engine/io'] },
  'live/print': { from: ['live/slides'] },
  'live/reading': { from: ['live/demos', 'live/keys', 'live/page', 'live/predict'] },
  'live/stage': { from: ['engine/io', 'live/demos', 'live/keys', 'live/page', 'live/recordings', 'live/runs', 'live/runtime', 'live/slides', 'live/state'] },
  'live/dev-server': { from: ['engine/io', 'live/runs', 'live/state'] },
  // What is this talk's.
  'talk/art': { from: [] },
  'talk/figures': { from: ['live/recordings'] },
  'talk/sketches': { from: ['engine/protocol'] },
  // What a slide may write.
  'components': { from: ['engine/insight', 'live/content', 'live/demos', 'live/editor', 'live/exercise', 'live/keys', 'live/live-code', 'live/recordings', 'live/runs', 'live/runtime', 'live/share', 'live/side-by-side', 'live/slidev', 'live/state', 'live/timeline'] },
  'components/talk': { from: ['engine/insight', 'engine/protocol', 'talk/art', 'talk/figures', 'talk/sketches'] },
  'layouts': { from: ['components/talk'] },
  'setup': { from: ['engine/io', 'live/dev-server', 'live/editor', 'live/highlight', 'live/page', 'live/print', 'live/reading', 'live/runtime', 'live/share'] },
  // Content; the programs themselves import the runtime's modules only.
  'snippets': { from: ['live/content'] },
  'exercises': { from: ['live/content'] },
  'styles': { from: [] },
}

/** Rooms that see everything: they build, check and measure the others. */
const unbound = ['scripts', 'tests']

/**
 * @param {string} file path from the root of the repository, with `/`
 * @returns {string | undefined} the room that the file lies in; none for the root's own files
 */
function roomOf(file) {
  const [first, second] = file.split('/')
  if (first === undefined || second === undefined)
    return undefined
  const room = `${first}/${second}`
  return ['engine', 'live', 'talk'].includes(first) || room in rooms ? room : first
}

/**
 * What is wrong with an import, if anything is.
 *
 * @param {string} importer path of the importing file from the root of the repository
 * @param {string} specifier the text between the quotes; only relative ones lead to another room
 * @returns {string | undefined} a sentence for the person who wrote the import
 */
export function complaintAbout(importer, specifier) {
  const room = roomOf(importer)
  if (room === undefined || unbound.includes(room) || !specifier.startsWith('.'))
    return undefined
  const [file = '', query] = specifier.split('?')
  const imported = path.posix.join(path.posix.dirname(importer), file)
  if (imported.startsWith('node_modules/'))
    return undefined
  const target = roomOf(imported) === 'engine/worker' ? 'engine/worker.ts' : roomOf(imported)
  if (target === room || (target === undefined && !imported.startsWith('..')))
    return undefined

  const rights = rooms[room]
  if (!rights)
    return `${room} has no entry in scripts/lint/rooms.mjs: say there what it may import.`
  if (target !== undefined && rights.from.includes(target))
    return undefined
  if (target !== undefined && rights.asText?.includes(target)) {
    return query
      ? undefined
      : `${room} may take ${target} as text only: import it with ?bundled, ?raw or ?worker.`
  }
  const allowed = rights.from.length > 0 ? `from ${rights.from.join(', ')}` : 'from no other room'
  return `${room} must not import from ${target ?? 'outside the repository'}; it may import ${allowed}.`
}

/** @type {import('eslint').Rule.RuleModule} */
export const oneWayImports = {
  meta: {
    type: 'problem',
    docs: { description: 'Imports between the rooms of the repository go one way.' },
    schema: [],
  },
  create(context) {
    const importer = path.relative(context.cwd, context.filename).split(path.sep).join('/')

    /** @param {import('estree').Node | null | undefined} source */
    function check(source) {
      if (source?.type !== 'Literal' || typeof source.value !== 'string')
        return
      const message = complaintAbout(importer, source.value)
      if (message)
        context.report({ node: source, message })
    }

    return {
      ImportDeclaration: node => check(node.source),
      ExportNamedDeclaration: node => check(node.source),
      ExportAllDeclaration: node => check(node.source),
      ImportExpression: node => check(node.source),
      /** @param {{ source: import('estree').Node }} node */
      TSImportType: node => check(node.source),
    }
  },
}
