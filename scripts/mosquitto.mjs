/** Finds the MQTT broker with which a test of the room runs, besides the deck's own. Has no dependencies. */
import fs from 'node:fs'
import process from 'node:process'

/** Where packages install it; Debian's folder is on no user's path. */
const PLACES = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto']

/**
 * @returns {{ file: string } | import('./setup/reports.mjs').Missing} an executable, or why there is none
 * @throws {Error} when MOSQUITTO_PATH is set and there is no such file
 */
export function findMosquitto() {
  const chosen = process.env.MOSQUITTO_PATH
  if (chosen && !fs.existsSync(chosen))
    throw new Error(`MOSQUITTO_PATH is set to ${chosen}, and there is no such file.`)
  const file = chosen ?? PLACES.find(place => fs.existsSync(place))
  return file === undefined ? { missing: 'not on this machine', couldBeInstalled: false } : { file }
}
