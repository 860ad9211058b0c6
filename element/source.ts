/** The program that a `<live-code>` stands for. */

/**
 * Takes away what the page's own layout has added to a program: blank first and last lines, and the indentation that all
 * other lines share.
 */
export function dedented(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  while (lines[0]?.trim() === '')
    lines.shift()
  while (lines.at(-1)?.trim() === '')
    lines.pop()
  const margins = lines.filter(line => line.trim() !== '').map(line => /^[ \t]*/.exec(line)![0])
  const margin = margins.reduce((common, each) => common.slice(0, [...common].findIndex((letter, i) => each[i] !== letter) >>> 0), margins[0] ?? '')
  return lines.map(line => line.startsWith(margin) ? line.slice(margin.length) : '').join('\n')
}

/**
 * The program that stands inside an element: in a `<script type="text/plain">`, or, with `<`, `>` and `&` escaped, in a
 * `<pre>`.
 *
 * @returns `undefined` where there is neither
 */
export function sourceInside(element: Element): string | undefined {
  const holder = element.querySelector(':scope > script[type="text/plain"]') ?? element.querySelector(':scope > pre')
  return holder ? dedented(holder.textContent ?? '') : undefined
}

/**
 * Fetches a program.
 *
 * @param address absolute, or relative to the page
 * @throws {Error} with a sentence for the reader, when it can't be had
 */
export async function fetchSource(address: string): Promise<string> {
  const response = await fetch(new URL(address, document.baseURI)).catch(() => undefined)
  if (!response?.ok)
    throw new Error(`src="${address}" can't be fetched${response ? `: ${response.status} ${response.statusText}` : ''}.`)
  return dedented(await response.text())
}
