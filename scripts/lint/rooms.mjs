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
  'components': {
    from: ['engine/host', 'engine/insight', 'engine/compile', 'engine/io', 'engine/protocol', 'snippets', 'exercises'],
  },
  'layouts': { from: ['components'] },
  'setup': {
    from: ['components', 'engine/host', 'engine/io', 'engine/protocol', 'snippets'],
  },
  // Recordings are written in the protocol's words; the snippets themselves import the runtime's modules only.
  'snippets': { from: ['engine/protocol'] },
  'exercises': { from: ['snippets'] },
  'styles': { from: ['components'] },
}

/** Rooms that see everything: they build, check and measure the others. */
const unbound = ['scripts', 'tests']

/**
 * @param {string} file path from the root of the repository, with `/`
 * @returns {string | undefined} the room that the file lies in; none for the root's own files
 */
function roomOf(file) {
  const [first, second] = file.split('/')
  if (second === undefined)
    return undefined
  return first === 'engine' ? `${first}/${second}` : first
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
