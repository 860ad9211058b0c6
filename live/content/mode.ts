/** Whether the threads share one GIL or run free-threaded, as `engine/protocol` names it. */
export type Mode = 'gil' | 'free'

/** Which of the deck's two accents a variant takes; none: it is neither (or both). */
export type Accent = 'threads' | 'asyncio'
