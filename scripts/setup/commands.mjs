/** The arguments of each npm script: one list for checking them first, for `--help` and for the scripts. */

/** @param {string} text */
function wrongPort(text) {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535 ? undefined : 'is a number from 1 to 65535'
}

/** @param {string} text */
function wrongCount(text) {
  return /^[1-9]\d{0,5}$/.test(text) ? undefined : 'is a whole number from 1 on'
}

/** @param {string} text */
function wrongSeconds(text) {
  return Number(text) > 0 && Number(text) < 1e6 ? undefined : 'is a number of seconds'
}

/** @param {string} text */
function wrongBound(text) {
  return /^\d{1,9}$/.test(text) ? undefined : 'is a whole number, 0 or more'
}

/** @param {readonly string[]} choices */
function oneOf(choices) {
  return (/** @type {string} */ text) => choices.includes(text) ? undefined : `is ${choices.join(' or ')}`
}

/** @param {string} text */
function wrongRange(text) {
  const pieces = text.split(',').map(piece => /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(piece))
  return pieces.every(piece => piece && (piece[2] === undefined || Number(piece[2]) >= Number(piece[1])))
    ? undefined
    : 'is numbers of slides, as 3-5,8'
}

/** @param {string} text */
function wrongBase(text) {
  return /^[\w./~-]*$/.test(text) && !text.split('/').includes('..') ? undefined : 'is a path, as /talk/'
}

/** @param {string} text */
function wrongAddress(text) {
  return /^https?:\/\/[^\s?#]+$/.test(text) && URL.canParse(text) ? undefined : 'is an address, as https://talk.example/'
}

/** @param {string} text */
function wrongRelay(text) {
  return /^wss?:\/\/\S+$/.test(text) && URL.canParse(text) ? undefined : 'is an address, as wss://broker.example/mqtt'
}

const serving = /** @type {const} */ ({
  port: { type: 'string', value: 'N', says: 'the port; else the first free one from 3030', wrong: wrongPort },
  base: { type: 'string', value: 'PATH', default: '/', says: 'the path that the deck lives under', wrong: wrongBase },
  headers: { type: 'boolean', default: true, says: 'as a plain static host: neither isolation headers nor io/' },
  open: { type: 'boolean', says: 'opens the browser, as where there is a screen; --no-open does not' },
})

export const commands = /** @type {const} */ ({
  'start': { does: 'Installs what is missing, builds if a source changed, serves the built deck and opens it.', options: serving },
  'preview': { does: 'Serves what was built last.', options: serving },
  'build': {
    does: 'Builds the deck into dist/.',
    options: { notes: { type: 'boolean', default: true, says: 'without the speaker\'s notes, for a site that everybody can read' } },
  },
  'present': {
    does: 'Serves the built deck and opens a room: the audience can follow, vote and ask on devices in the same network.',
    options: {
      'port': { type: 'string', value: 'N', says: 'the port of the presenter\'s pages; else the first free one from 3030', wrong: wrongPort },
      'guests-port': { type: 'string', value: 'N', says: 'the port of the guests\' pages; else the first free one from 3131', wrong: wrongPort },
      'address': { type: 'string', value: 'URL', says: 'under which guests reach this machine, as a tunnel\'s or another network\'s', wrong: wrongAddress },
      'relay': { type: 'string', value: 'URL', says: 'an MQTT broker over WebSocket in the place of the one in here, as wss://broker.example/mqtt', wrong: wrongRelay },
      'open': { type: 'boolean', says: 'opens the browser, as where there is a screen; --no-open does not' },
    },
  },
  'export': {
    does: 'Prints the talk from the built site.',
    options: {
      'clicks': { type: 'boolean', default: false, says: 'a page for every click, not only for the last one of a slide' },
      'with-clicks': { type: 'boolean', default: false, says: 'the same, by Slidev\'s name' },
      'range': { type: 'string', value: '3-5,8', says: 'only these slides', wrong: wrongRange },
      'dark': { type: 'boolean', default: false, says: 'in the dark colours' },
      'output': { type: 'string', value: 'FILE', says: 'slides-export.pdf, or the folder slides-export for pictures, if not given' },
      'handout': { type: 'boolean', default: true, says: 'without the handout, which has a slide and its notes on a page' },
      'format': { type: 'string', value: 'pdf|png', default: 'pdf', says: 'a document, or a picture of each page', wrong: oneOf(['pdf', 'png']) },
    },
  },
  'record': {
    does: 'Records the demos: each variant in the deck\'s engine, each Python twin on CPython.',
    options: {
      only: { type: 'string', value: 'deck|python', says: 'one of the two', wrong: oneOf(['deck', 'python']) },
      demo: { type: 'string', multiple: true, value: 'NAME', says: 'only this demo; may be given more than once' },
      python: { type: 'string', multiple: true, value: 'PATH', says: 'CPython to record on; may be given more than once; python3 if not given' },
      runs: { type: 'string', value: 'N', default: '5', says: 'runs of each variant', wrong: wrongCount },
    },
  },
  'rehearse': {
    does: 'Goes through the whole talk in two windows as the notes say.',
    options: {
      main: { type: 'boolean', default: false, says: 'leaves the optional slides\' code alone' },
      python: { type: 'boolean', default: true, says: 'leaves the Python tabs alone' },
      from: { type: 'string', value: 'N', default: '1', says: 'the first slide', wrong: wrongCount },
      to: { type: 'string', value: 'N', says: 'the last slide', wrong: wrongCount },
    },
  },
  'snippet': {
    does: 'Runs TypeScript and Python files through the deck\'s engine, in a browser without a window.',
    operands: 'FILE …',
    options: {
      'mode': { type: 'string', value: 'gil|free', default: 'gil', says: 'with the GIL or without, for TypeScript; with --explore for Python too: threads may switch at every bytecode', wrong: oneOf(['gil', 'free']) },
      'json': { type: 'boolean', default: false, says: 'a JSON object on each line' },
      'timeout': { type: 'string', value: 'SECONDS', default: '60', says: 'when a run is stopped', wrong: wrongSeconds },
      'switch-interval': { type: 'string', value: 'SECONDS', default: '0.005', says: 'that of the GIL', wrong: wrongSeconds },
      'debug': { type: 'boolean', default: false, says: 'asyncio\'s debug mode' },
      'explore': { type: 'boolean', default: false, says: 'runs the program under all its schedules; exit code 1 if an assertion or another error, or a deadlock, is possible' },
      'bound': { type: 'string', value: 'N', says: 'with --explore: only schedules with at most so many preemptions', wrong: wrongBound },
      'seed': { type: 'string', value: 'N', says: 'with --explore: of the schedules at random, where there are too many', wrong: wrongBound },
    },
  },
  'pack-engine': {
    does: 'Packs the engine and <live-code> for any web page: live-concurrency-engine-….tgz.',
    options: {
      output: { type: 'string', value: 'FOLDER', says: 'where the tarball goes; else where it is called' },
    },
  },
  'bench': {
    does: 'Measures the engine and the deck, and holds each figure against its bar.',
    options: {
      only: { type: 'string', multiple: true, value: 'ROW', says: 'only this row; may be given more than once' },
      json: { type: 'string', value: 'FILE', says: 'writes the figures there too' },
    },
  },
  'test': {
    does: 'Runs every check, or those that are named: types, lint, unit, browser, e2e, rehearse.',
    operands: '[CHECK …]',
    options: {
      full: { type: 'boolean', default: false, says: 'also what takes long' },
      busy: { type: 'boolean', default: false, says: 'beside programs that take all the machine\'s time' },
    },
  },
  'dev': {
    does: 'Slidev with hot reloading.',
    options: {
      port: { type: 'string', value: 'N', says: 'the port; else the first free one from 3030', wrong: wrongPort },
      open: { type: 'boolean', says: 'opens the browser, as where there is a screen; --no-open does not' },
      remote: { type: 'string', value: 'PASSWORD', says: 'lets other devices join; without the password they only watch' },
      tunnel: { type: 'boolean', default: false, says: 'with --remote: also from the internet, by a Cloudflare Quick Tunnel' },
      bind: { type: 'string', value: 'ADDRESS', says: 'with --remote: listens there only' },
      base: { type: 'string', value: 'PATH', default: '/', says: 'the path that the deck lives under', wrong: wrongBase },
      log: { type: 'string', value: 'LEVEL', default: 'warn', says: 'error, warn, info or silent', wrong: oneOf(['error', 'warn', 'info', 'silent']) },
      inspect: { type: 'boolean', default: false, says: 'with Vite\'s inspector' },
      force: { type: 'boolean', default: false, says: 'bundles the packages anew' },
    },
  },
})
