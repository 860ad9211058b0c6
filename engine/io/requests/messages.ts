/**
 * Requests that a page hands to the service worker by message, many at a time, and its answers. A `fetch` of its own for
 * each takes Chromium 2 to 3 ms of CPU in four processes, thirty times what the message takes.
 */
import * as v from 'valibot'

const Id = v.pipe(v.number(), v.safeInteger())
const Headers = v.array(v.tuple([v.string(), v.string()]))

const RelayedRequestSchema = v.object({ id: Id, url: v.string(), method: v.string() })

const RelayedAnswerSchema = v.variant('type', [
  v.object({ type: v.literal('response'), id: Id, status: v.number(), reason: v.string(), headers: Headers, body: v.instance(ArrayBuffer) }),
  /** The connection broke off. */
  v.object({ type: v.literal('reset'), id: Id }),
])

/** What a page asks of the service worker. */
export const RequestsToServiceWorkerSchema = v.variant('type', [
  v.object({ type: v.literal('io-requests'), requests: v.array(RelayedRequestSchema) }),
  /** Nobody waits for these answers any more. */
  v.object({ type: v.literal('io-cancel'), ids: v.array(Id) }),
  /** Asks whether these are still being answered: a service worker that was started anew knows none of them. */
  v.object({ type: v.literal('io-check'), ids: v.array(Id) }),
])

/** What the service worker answers. */
export const AnswersToPageSchema = v.variant('type', [
  v.object({ type: v.literal('io-answers'), answers: v.array(RelayedAnswerSchema) }),
  /** Those of a check that it does not know; a check is always answered. */
  v.object({ type: v.literal('io-unknown'), ids: v.array(Id) }),
])

export type RelayedRequest = v.InferOutput<typeof RelayedRequestSchema>
export type RelayedAnswer = v.InferOutput<typeof RelayedAnswerSchema>
export type RequestsToServiceWorker = v.InferOutput<typeof RequestsToServiceWorkerSchema>
export type AnswersToPage = v.InferOutput<typeof AnswersToPageSchema>
