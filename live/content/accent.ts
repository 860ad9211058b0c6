/** Which of the deck's two accents a variant takes; none: it is neither (or both). */
export type Accent = 'threads' | 'asyncio'
