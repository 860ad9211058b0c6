/** Checks the repository's imports against its rooms: dependency-cruiser finds and resolves them, and finds circles. */
import fs from 'node:fs'
import path from 'node:path'
import { cruise } from 'dependency-cruiser'

/** @import { ICruiseResult, IForbiddenRuleType, IViolation } from 'dependency-cruiser' */
/** @import { PackageRule, Rights } from './rooms.mjs' */

/**
 * @typedef {object} Rules
 * @property {Readonly<Record<string, Rights>>} rooms the rooms and their rights
 * @property {readonly PackageRule[]} [packageRules] packages that only some rooms may import
 */

/** @type {IForbiddenRuleType} */
const circleRule = { name: 'circle', from: {}, to: { circular: true } }

/**
 * Finds forbidden imports in a repository.
 *
 * @param {string} root absolute path of the repository
 * @param {Rules} rules
 * @returns {Promise<string[]>} a sentence for each violation, for the author of the import
 */
export async function complaintsAbout(root, { rooms, packageRules = [] }) {
  const folders = new Set(Object.keys(rooms).map(room => room.split('/')[0] ?? room))
  const { output } = await cruise(
    [...folders].filter(folder => fs.existsSync(path.join(root, folder))).concat(fs.readdirSync(root).filter(file => file.endsWith('.vue'))),
    {
      baseDir: root,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      validate: true,
      ruleSet: { forbidden: [...roomRules(rooms, folders), ...packageRules.map(packageRule), circleRule] },
    },
    { extensions: ['.ts', '.vue', '.mjs', '.js', '.d.ts'] },
  )
  const result = /** @type {ICruiseResult} */ (output)
  const complaints = [
    ...result.summary.violations.map(violation => sentence(violation, rooms, packageRules)),
    ...codeForText(result, rooms),
    ...unusedRights(result, rooms),
  ]
  return [...new Set(complaints)].sort()
}

/**
 * The room of a file.
 *
 * @param {string} file path from the root of the repository, with `/`
 * @param {Readonly<Record<string, Rights>>} rooms
 * @returns {string | undefined} undefined if it is in no room
 */
function roomOf(file, rooms) {
  return Object.keys(rooms)
    .filter(room => file === room || file.startsWith(`${room}/`))
    .toSorted((a, b) => b.length - a.length)[0]
}

/**
 * @param {string} room
 * @param {Readonly<Record<string, Rights>>} rooms
 * @returns {string} regular expression of its files, without those of nested rooms
 */
function filesIn(room, rooms) {
  const inner = Object.keys(rooms).filter(other => other.startsWith(`${room}/`)).map(other => other.slice(room.length + 1))
  const place = room.replaceAll('.', '\\.')
  return /\.\w+$/.test(room) ? `^${place}$` : `^${place}/${inner.length === 0 ? '' : `(?!(?:${inner.join('|')})(?:/|$))`}`
}

/**
 * @param {Readonly<Record<string, Rights>>} rooms
 * @param {ReadonlySet<string>} folders
 * @returns {IForbiddenRuleType[]}
 */
function roomRules(rooms, folders) {
  const anywhere = `^(?:${[...folders].join('|')}|tests|scripts)/|^\\.\\./`
  const known = Object.keys(rooms).map(room => filesIn(room, rooms))
  return [
    ...Object.entries(rooms).map(([room, { from, asText = [] }]) => ({
      name: `room ${room}`,
      from: { path: filesIn(room, rooms) },
      to: { path: anywhere, pathNot: [room, ...from, ...asText].map(other => filesIn(other, rooms)) },
    })),
    { name: 'no room', from: { path: `^(?:${[...folders].join('|')})/`, pathNot: known }, to: { path: anywhere } },
  ]
}

/**
 * @param {PackageRule} rule
 * @returns {IForbiddenRuleType}
 */
function packageRule({ packages, notIn, because }) {
  return { name: `packages: ${because}`, from: { path: notIn }, to: { path: `(?:^|node_modules/)(?:${packages.join('|')})(?:/|$)` } }
}

/**
 * @param {IViolation} violation
 * @param {Readonly<Record<string, Rights>>} rooms
 * @param {readonly PackageRule[]} packageRules
 */
function sentence({ rule, from, to, cycle }, rooms, packageRules) {
  if (rule.name === 'circle')
    return `${from} imports in a circle: ${[from, ...(cycle ?? []).map(({ name }) => name)].join(' → ')}.`
  const kept = packageRules.find(({ because }) => rule.name === `packages: ${because}`)
  if (kept)
    return `${from} must not import ${to}: ${kept.because}.`
  const room = roomOf(from, rooms)
  if (room === undefined)
    return `${from} lies in no room: say in scripts/lint/rooms.mjs what its room may import.`
  const rights = rooms[room]?.from ?? []
  return `${from} must not import ${to}: ${room} may import ${rights.length > 0 ? `from ${rights.join(', ')}` : 'from no other room'}.`
}

/**
 * Finds imports of code from rooms whose text alone may be imported.
 *
 * @param {ICruiseResult} result
 * @param {Readonly<Record<string, Rights>>} rooms
 */
function codeForText({ modules }, rooms) {
  return modules.flatMap(({ source, dependencies }) => {
    const room = roomOf(source, rooms)
    return dependencies.flatMap(({ module, resolved }) => {
      const target = roomOf(resolved, rooms)
      return room !== undefined && target !== undefined && rooms[room]?.asText?.includes(target) && !module.includes('?')
        ? [`${source} must not import ${resolved}: ${room} may take ${target} as text only, with ?bundled, ?raw or ?worker.`]
        : []
    })
  })
}

/**
 * @param {ICruiseResult} result
 * @param {Readonly<Record<string, Rights>>} rooms
 */
function unusedRights({ modules }, rooms) {
  const used = new Set(modules.flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => `${roomOf(source, rooms)} ${roomOf(resolved, rooms)}`)))
  return Object.entries(rooms).flatMap(([room, { from, asText = [] }]) => [...from, ...asText]
    .filter(other => !used.has(`${room} ${other}`))
    .map(other => `${room} may import from ${other}, and nothing in there does: take that right out of scripts/lint/rooms.mjs.`))
}
