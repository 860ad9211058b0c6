import type { Prediction } from '../content/prediction'

const predictions = Object.values(import.meta.glob<readonly Prediction[]>('/exercises/predictions.ts', { eager: true, import: 'predictions' })).flat()

/** The questions before the demos for which `asks` is true, in the order of the talk. */
export function questionsBefore(asks: (demo: string) => boolean): Prediction[] {
  return predictions.filter(({ demo }) => asks(demo))
}

/** The question with this text, if there is one. */
export function questionOf(text: string): Prediction | undefined {
  return predictions.find(({ question }) => question === text)
}

/** Whether there is such a question. */
export function isQuestion(text: string): boolean {
  return questionOf(text) !== undefined
}
