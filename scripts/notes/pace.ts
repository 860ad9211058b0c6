/** How long a talk takes: the table for every plan. In seconds, unless noted otherwise. */
export const PACE = {
  /** Spoken words a minute, of an English that is not the audience's first language. */
  wordsPerMinute: 130,
  /** A key or a click: find it, press it, check that it worked. */
  key: 3,
  /** The shortest time for a run, however short its recorded time is. */
  leastRun: 5,
  /** Reading a result. */
  result: 4,
  /** A question to the audience, and the answers. */
  question: 15,
} as const
