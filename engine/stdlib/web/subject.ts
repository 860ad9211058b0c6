import { reserve } from '../../kernel/allocator'
import { onFreshRun } from '../../kernel/fresh-run'
import { nameSubject } from '../../kernel/text-writer'

const subjects = new Map<string, number>()

/** The id of an address on the timeline. */
export function subjectOf(url: string): number {
  let subject = subjects.get(url)
  if (subject === undefined) {
    subject = reserve(2)
    subjects.set(url, subject)
    nameSubject(subject, url)
  }
  return subject
}

onFreshRun(() => subjects.clear())
