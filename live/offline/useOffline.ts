import type { OfflineStatus } from '../../engine/io/offline/page'
import { computed, onMounted, onUnmounted, shallowRef } from 'vue'
import { OFFLINE_PARTS } from '../../engine/io/offline/messages'
import { keepOffline, takeUpdate, watchOffline } from '../../engine/io/offline/page'

const PART_NAMES = { talk: 'The talk', python: 'Python' } as const

/** One part of the deck as a person is told of it. */
export interface PartLine {
  name: string
  /** From 0 to 1. */
  done: number
  words: string
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
}

/** What is kept for offline use, in words, and what a person can do about it. */
export function useOffline() {
  const status = shallowRef<OfflineStatus>()
  const problem = shallowRef<string>()
  let end = () => {}
  onMounted(() => {
    end = watchOffline((now) => {
      status.value = now
    })
  })
  onUnmounted(() => end())

  const known = computed(() => status.value?.kind === 'available' ? status.value : undefined)
  const parts = computed<PartLine[]>(() => known.value === undefined
    ? []
    : OFFLINE_PARTS.filter(part => known.value!.parts[part].files > 0).map((part) => {
        const { files, filesKept, bytes, bytesKept } = known.value!.parts[part]
        const whole = files === filesKept
        return {
          name: PART_NAMES[part],
          done: bytesKept / bytes,
          words: whole ? `here, ${megabytes(bytes)}` : `${megabytes(bytesKept)} of ${megabytes(bytes)}`,
        }
      }))

  return {
    parts,
    /** Why nothing can be kept. */
    reason: computed(() => status.value?.kind === 'unavailable' ? status.value.reason : undefined),
    whole: computed(() => parts.value.length > 0 && parts.value.every(({ done }) => done === 1)),
    fetching: computed(() => known.value?.fetching !== undefined),
    /** Whether a new version waits. */
    update: computed(() => known.value?.update === true),
    problem: computed(() => problem.value ?? known.value?.problem),
    async keep() {
      problem.value = undefined
      await keepOffline().catch((error: unknown) => {
        problem.value = error instanceof Error ? error.message : String(error)
      })
    },
    takeUpdate,
  }
}
