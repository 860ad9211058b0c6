import type { LanguageRegistration } from 'shiki'

const THREADS = 'threading|Thread|ThreadPoolExecutor|ProcessPoolExecutor|Lock|RLock|Condition|BoundedSemaphore|Semaphore|Event|Barrier|Timer|Queue|LifoQueue|PriorityQueue|SimpleQueue'

/**
 * Adds the words of the talk to a grammar: what belongs to asyncio, and what belongs to threads.
 * `asyncio.Lock` is asyncio's as a whole.
 */
export function withWords(grammar: LanguageRegistration): LanguageRegistration {
  return {
    ...grammar,
    injections: {
      ...grammar.injections,
      [`L:${grammar.scopeName} -string.quoted -string.template -comment, L:meta.template.expression -string.quoted -comment`]: {
        patterns: [
          { match: '\\basyncio\\b(?:\\.[A-Za-z_]+)?', name: 'keyword.asyncio' },
          { match: '(?<![.\\w])(?:async|await)\\b', name: 'keyword.asyncio' },
          { match: `(?<![.\\w])(?:${THREADS})\\b`, name: 'keyword.threads' },
          { match: '\\b(?:threading|queue)\\.[A-Za-z_]+', name: 'keyword.threads' },
        ],
      },
    },
  }
}
