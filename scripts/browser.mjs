/**
 * Finds the browser for tests, exports and the snippet runner. Free of dependencies.
 *
 * In this order: `BROWSER_PATH`; a Chrome, Chromium or Edge on the machine; Playwright's own, downloaded when
 * {@link ensureBrowser} has to; on Debian, where it can be installed, the package `chromium`.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { installPackages } from './debian.mjs'

/** What to do when there is no browser, in one line. */
export const ADVICE = 'No browser for the tests: install Chrome, Chromium or Edge, or set BROWSER_PATH to the executable of one.'

/**
 * @returns {Promise<string | undefined>} absolute path of an executable
 * @throws {Error} when BROWSER_PATH is set but is not a file
 */
export async function findBrowser() {
  const chosen = process.env.BROWSER_PATH
  if (chosen) {
    if (!fs.existsSync(chosen))
      throw new Error(`BROWSER_PATH is set to ${chosen}, and there is no such file.`)
    return chosen
  }
  return candidates().find(file => fs.existsSync(file)) ?? await playwrightsOwn()
}

/**
 * Finds a browser, and installs one if there is none.
 *
 * @param {(line: string) => void} say tells the person what takes so long
 * @returns {Promise<string>} absolute path of an executable
 * @throws {Error} with {@link ADVICE} when nothing helped
 */
export async function ensureBrowser(say) {
  const found = await findBrowser()
  if (found)
    return found
  say('no browser on this machine: downloading the one that Playwright brings …')
  download()
  const downloaded = await playwrightsOwn()
  if (downloaded)
    return downloaded
  say('that failed: installing Debian\'s package chromium, where there is one …')
  installPackages(['chromium'])
  const installed = await findBrowser()
  if (installed)
    return installed
  throw new Error(ADVICE)
}

/** Arguments for starting that browser: no background traffic, and root may start it. */
export function browserArguments() {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  return process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet
}

/**
 * Arguments that make V8 optimize WebAssembly much later. Most test pages have their own compiler, and optimizing its
 * fourteen megabytes, which a person's browser does once, takes a core for eight seconds. In full the tests run as a
 * person's browser does.
 */
export function lazyOptimizer() {
  return process.env.FULL === '1' ? [] : ['--js-flags=--wasm-tiering-budget=2000000000']
}

/** Where browsers are installed on this kind of system; Chrome first, since most people have it. */
function candidates() {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge']
    return ['/Applications', path.join(process.env.HOME ?? '', 'Applications')]
      .flatMap(folder => names.map(name => path.join(folder, `${name}.app/Contents/MacOS/${name}`)))
  }
  if (process.platform === 'win32') {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    const files = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']
    return files.flatMap(file => folders.filter(folder => folder !== undefined).map(folder => path.join(folder, file)))
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge']
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return [
    ...names.flatMap(name => folders.map(folder => path.join(folder, name))),
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ]
}

async function playwrightsOwn() {
  const playwright = await import('@playwright/test').catch(() => undefined)
  const file = playwright?.chromium.executablePath()
  return file && fs.existsSync(file) ? file : undefined
}

/** Fails silently: the caller checks whether there is a browser. */
function download() {
  const cli = path.join(import.meta.dirname, '../node_modules/@playwright/test/cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: 10 * 60_000,
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  })
}
