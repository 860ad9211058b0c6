/** `py {live}`, `ts {live} { mode: 'free' }`. */
const LIVE = /^(\w+)\s*\{live\}\s*(?:(\{[^}]*\})\s*)?$/

/** The languages of live code, by their names in fences. */
const LANGUAGES = ['ts', 'typescript', 'py', 'python']

/**
 * Turns a fenced block that is marked `{live}` into a component.
 *
 * @param info the fence's info string
 * @param code its content
 * @returns `undefined` for any other block
 * @throws {Error} for a language that can't be run, listing those that can
 */
export function liveFence(info: string, code: string): string | undefined {
  const [, lang, options] = LIVE.exec(info) ?? []
  if (lang === undefined)
    return undefined
  if (!LANGUAGES.includes(lang))
    throw new Error(`\`\`\`${info}: live code is written in ${LANGUAGES.join(', ')}, not in ${lang}`)
  const bound = options === undefined ? '' : ` v-bind="${options.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
  return `<LiveBlock lang="${lang}" code="${base64(code)}"${bound} />`
}

/** Encodes a text's UTF-8. */
function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''))
}
