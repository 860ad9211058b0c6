/** Gives a Map the entries of another one. */
export function fillMap<K, V, M extends Map<K, V>>(map: M, entries: ReadonlyMap<K, V>): M {
  for (const [key, value] of entries)
    map.set(key, value)
  return map
}
