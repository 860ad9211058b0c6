/**
 * Earlier versions kept things under names that all decks of one host had in common. What they kept is taken over once,
 * by the deck that it belongs to: the one which has the demos, exercises and questions that it names. Of two decks of
 * one talk the first that is opened takes it.
 */

/**
 * Takes what belongs to this deck from under a shared name, and leaves the rest for its owner.
 *
 * @param key the shared name
 * @param split tells the one from the other; `rest` is nothing when all of it was taken. What it throws at is removed
 * @returns what belongs to this deck; `undefined` when there is nothing
 */
export function takeShared<Own>(key: string, split: (text: string) => { own: Own, rest: string | undefined }): Own | undefined {
  try {
    // The methods know this deck's own names only; as a property, a name is what it is in the browser.
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

/** Splits the text of a record by the names of its entries. */
export function splitRecord(text: string, isOwn: (name: string) => boolean): { own: string, rest: string | undefined } {
  const entries = Object.entries(JSON.parse(text) as object)
  const rest = entries.filter(([name]) => !isOwn(name))
  return {
    own: JSON.stringify(Object.fromEntries(entries.filter(([name]) => isOwn(name)))),
    rest: rest.length === 0 ? undefined : JSON.stringify(Object.fromEntries(rest)),
  }
}
