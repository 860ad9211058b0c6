import process from 'node:process'
import { test } from '../sites/fixtures'

type Body = Parameters<typeof test>[2]

/** A check that only the full ones make, `npm run test:full`, unless `always` says otherwise. */
export function inFull(title: string, body: Body, always = false): void {
  if (always || process.env.FULL === '1')
    test(title, body)
}
