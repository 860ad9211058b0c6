/** How a step is typed: letter by letter, a line at a time, or all at once. */
export const PACES = ['letters', 'lines', 'at once'] as const
export type Pace = typeof PACES[number]
