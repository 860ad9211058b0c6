/**
 * Earlier versions saved things under names shared by all decks of one host. They are carried over once, to the deck they
 * belong to: the one with the demos, exercises and questions that they name. Of two decks of one talk the first to be
 * opened gets them.
 */

/**
 * Takes what belongs to this deck from under a shared name, and leaves the rest for its owner.
 *
 * @param key the shared name
 * @param split separates the two; `rest` is undefined if nothing is left. Text that it throws at is removed
 * @returns this deck's part; `undefined` if there is none
 */
export function takeShared<Own>(key: string, split: (text: string) => { own: Own, rest: string | undefined }): Own | undefined {
  try {
    // Storage's methods add this deck's prefix; access as a property uses the browser's own name.
    const named = localStorage as Storage & Partial<Record<string, string>>
    const text = named[key]
    if (typeof text !== 'string')
      return undefined
    delete named[key]
    const { own, rest } = split(text)
    if (rest !== undefined)
      named[key] = rest
    return own
  }
  catch {
    return undefined
  }
}

/** Whether anything is kept under a shared name. */
export function hasShared(key: string): boolean {
  try {
    return key in localStorage
  }
  catch {
    return false
  }
}

/** Splits a record's text by the names of its entries. */
export function splitRecord(text: string, isOwn: (name: string) => boolean): { own: string, rest: string | undefined } {
  const entries = Object.entries(JSON.parse(text) as object)
  const rest = entries.filter(([name]) => !isOwn(name))
  return {
    own: JSON.stringify(Object.fromEntries(entries.filter(([name]) => isOwn(name)))),
    rest: rest.length === 0 ? undefined : JSON.stringify(Object.fromEntries(rest)),
  }
}
