/** By when the browser has begun to read the file. */
const READ_BY_MS = 10_000

/**
 * Lets the browser save a file, as if a link to it had been pressed.
 *
 * @param name of the file
 * @param type its media type
 * @param parts what it holds, one after the other
 */
export function saveFile(name: string, type: string, parts: BlobPart[]) {
  const url = URL.createObjectURL(new Blob(parts, { type }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), READ_BY_MS)
}
