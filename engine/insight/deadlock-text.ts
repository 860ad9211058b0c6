import type { Deadlock, DeadlockMember } from '../protocol/run'
import type { TraceModel } from './trace-model'

/** Whether each waits for the next one, and the last one for the first: then it can be drawn as a ring. */
export function isRing({ members }: Deadlock): boolean {
  return members.length > 1 && members.every((member, i) => member.heldBy === members[(i + 1) % members.length]!.lane)
}

/** One lane of a deadlock in words, as `Thread-1 (eat) waits for fork, held by Thread-2 (eat), at line 11`. */
export function memberSentence(model: TraceModel, { lane, subject, heldBy, line }: DeadlockMember): string {
  const place = line > 0 ? `, at line ${line}` : ''
  // As in a join: it is the other thread that is waited for.
  if (heldBy > 0 && heldBy !== lane && model.subjectName(subject) === undefined)
    return `${model.laneName(lane)} waits for ${model.laneName(heldBy)}${place}`
  const holder = heldBy === lane
    ? ', which it holds itself'
    : heldBy > 0 ? `, held by ${model.laneName(heldBy)}` : ''
  return `${model.laneName(lane)} waits for ${subjectWords(model, subject)}${holder}${place}`
}

/** What is waited for, in words. */
export function subjectWords(model: TraceModel, subject: number): string {
  return model.subjectName(subject) ?? 'something without a name'
}

/** The whole deadlock as a text, for screen readers. */
export function deadlockText(model: TraceModel, deadlock: Deadlock): string {
  return `${deadlockTitle(deadlock)}. ${deadlock.members.map(member => memberSentence(model, member)).join('; ')}.`
}

/** What kind of deadlock it is, in one line. */
export function deadlockTitle(deadlock: Deadlock): string {
  if (deadlock.kind === 'tasks')
    return 'Deadlock: every task waits, and nothing is left that could wake one'
  const [first] = deadlock.members
  if (deadlock.members.length === 1)
    return first!.heldBy === first!.lane ? 'Deadlock: a thread waits for itself' : 'Deadlock: the program waits, and nothing is left that could wake it'
  return isRing(deadlock)
    ? 'Deadlock: each thread waits for the next one'
    : 'Deadlock: every thread waits, and nothing is left that could wake one'
}
