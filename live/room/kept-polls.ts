import * as v from 'valibot'
import { saveFile } from '../page/save-file'
import { count } from '../state/plain-shapes'

/** Beside the deck's page, and in `public/` of its sources: results that the speaker kept for the PDF. */
const FILE = 'polls.json'

const shape = v.record(v.string(), v.pipe(v.array(count), v.maxLength(100)))

/** How many votes each choice got, by the poll's id. */
export type PollResults = Readonly<Record<string, readonly number[]>>

/** Saves results as a file, to be put into `public/`. */
export function savePolls(results: PollResults) {
  saveFile(FILE, 'application/json', [`${JSON.stringify(results, undefined, 2)}\n`])
}

let kept: Promise<PollResults> | undefined

/** Reads the kept results; there are none where the file is missing or malformed. */
export function keptPolls(): Promise<PollResults> {
  kept ??= fetch(new URL(FILE, location.href.replace(/[?#].*/s, '')))
    .then(answer => answer.ok ? answer.json() : {})
    .then(found => v.is(shape, found) ? found : {})
    .catch(() => ({}))
  return kept
}
