/**
 * Finds WebKit, for tests of Safari's behaviour: WebKitGTK's small browser, its WebDriver, and a screen for it.
 * Free of dependencies.
 *
 * In this order: what is on the machine; on Debian, where they can be installed, the packages `webkit2gtk-driver` and
 * `xvfb`.
 */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { installPackages } from './debian.mjs'

/** Executables: of the driver, of the browser, and of the screen. @typedef {{ driver: string, browser: string, screen: string }} WebKit */

/** @returns {WebKit | import('./setup/reports.mjs').Missing} */
export function findWebKit() {
  const driver = onPath('WebKitWebDriver')
  const screen = onPath('Xvfb')
  const browser = driver && browserBeside(driver)
  return driver && screen && browser
    ? { driver, browser, screen }
    : { missing: 'no WebKitGTK with its WebDriver and Xvfb on this machine', couldBeInstalled: false }
}

/**
 * Finds WebKit, and installs Debian's if there is none.
 *
 * @param {(line: string) => void} say tells the person what takes so long
 * @returns {WebKit | import('./setup/reports.mjs').Missing}
 */
export function ensureWebKit(say) {
  const found = findWebKit()
  if ('driver' in found)
    return found
  say('no WebKitGTK on this machine: installing Debian\'s packages webkit2gtk-driver and xvfb, where there are such …')
  const outcome = installPackages(['webkit2gtk-driver', 'xvfb'])
  const now = findWebKit()
  return 'driver' in now ? now : { ...now, couldBeInstalled: outcome === 'failed' }
}

/** @param {string} name of an executable */
function onPath(name) {
  return (process.env.PATH ?? '').split(path.delimiter).filter(Boolean).map(folder => path.join(folder, name)).find(file => fs.existsSync(file))
}

/**
 * @param {string} driver
 * @returns {string | undefined} the newest browser of the driver's installation
 */
function browserBeside(driver) {
  const libraries = path.join(path.dirname(path.dirname(driver)), 'lib')
  if (!fs.existsSync(libraries))
    return undefined
  return fs.readdirSync(libraries)
    .flatMap(folder => ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map(name => path.join(libraries, folder, name, 'MiniBrowser')))
    .find(file => fs.existsSync(file))
}
