/** Copies the entries of one Map to another. */
export function fillMap<K, V, M extends Map<K, V>>(map: M, entries: ReadonlyMap<K, V>): M {
  for (const [key, value] of entries)
    map.set(key, value)
  return map
}
