/** How long a talk takes: the table that every plan is computed from. Seconds, unless it says otherwise. */
export const PACE = {
  /** Spoken words a minute, of an English that is not the audience's first language. */
  wordsPerMinute: 130,
  /** A key or a click: find it, press it, look whether it worked. */
  key: 3,
  /** The least that a run takes, however short its recorded time is. */
  leastRun: 5,
  /** Reading a result. */
  result: 4,
  /** A question to the room, and its answers. */
  question: 15,
} as const
