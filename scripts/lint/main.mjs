/** Called by `npm run lint` before ESLint: reports forbidden imports between rooms. */
import process from 'node:process'
import { root } from '../setup/paths.mjs'
import { complaintsAbout } from './check-rooms.mjs'
import { packageRules, rooms } from './rooms.mjs'

const complaints = await complaintsAbout(root, { rooms, packageRules })
for (const complaint of complaints)
  console.error(complaint)
process.exitCode = complaints.length > 0 ? 1 : 0
