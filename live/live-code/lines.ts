/**
 * Parses line numbers as slides write them.
 *
 * @param text such as `3` or `3, 5-7`; anything but numbers is ignored
 */
export function parseLines(text: string | undefined): number[] {
  return (text ?? '').split(',').flatMap((part) => {
    const [first, last = first] = part.split('-').map(Number)
    return first !== undefined && last !== undefined && first > 0 && last >= first
      ? Array.from({ length: last - first + 1 }, (_, i) => first + i)
      : []
  })
}
