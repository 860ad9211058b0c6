import { parseExpressionAt } from 'acorn'

/** `py {live}`, `ts {live} { mode: 'free' }`. */
const LIVE = /^(\w+)\s*\{live\}\s*(\{.*\})?$/s
/** What was meant as one. */
const MARKED_LIVE = /\{\s*live\b/

/** The languages of live code, by their names in fences. */
const LANGUAGES = ['ts', 'typescript', 'py', 'python']

/** The options, and of each the kinds of its value or its only values. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  mode: ['\'gil\'', '\'free\''],
  height: ['string'],
  mark: ['string', 'number'],
  lanes: ['number'],
  steps: ['boolean'],
}

/**
 * Turns a fenced block that is marked `{live}` into a component.
 *
 * @param info the fence's info string
 * @param code its content
 * @returns `undefined` for any other block
 * @throws {Error} for a language that can't be run, and for options that there aren't, listing those that there are
 */
export function liveFence(info: string, code: string): string | undefined {
  const [, lang, options] = LIVE.exec(info.trim()) ?? []
  if (lang === undefined) {
    if (MARKED_LIVE.test(info))
      throw new Error(`\`\`\`${info}: live code begins as \`\`\`py {live} or \`\`\`ts {live} { mode: 'free' }, with nothing else on the line`)
    return undefined
  }
  if (!LANGUAGES.includes(lang))
    throw new Error(`\`\`\`${info}: live code is written in ${LANGUAGES.join(', ')}, not in ${lang}`)
  const problem = options === undefined ? undefined : problemOf(options)
  if (problem !== undefined)
    throw new Error(`\`\`\`${info}: ${problem}`)
  const bound = options === undefined ? '' : ` v-bind="${options.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
  return `<LiveBlock lang="${lang}" code="${base64(code)}"${bound} />`
}

/** What is wrong with a fence's options; `undefined` when nothing is. */
function problemOf(options: string): string | undefined {
  let parsed
  try {
    parsed = parseExpressionAt(options, 0, { ecmaVersion: 'latest' })
  }
  catch (error) {
    return `its options can't be read: ${(error as Error).message}`
  }
  if (parsed.type !== 'ObjectExpression' || parsed.end !== options.length)
    return 'its options stand in one pair of braces'
  for (const property of parsed.properties) {
    const name = property.type === 'Property' && !property.computed ? options.slice(property.key.start, property.key.end).replaceAll(/^['"]|['"]$/g, '') : '…'
    const values = Object.hasOwn(OPTIONS, name) ? OPTIONS[name]! : undefined
    if (!values)
      return `there is no option ${name}; there are ${Object.keys(OPTIONS).join(', ')}`
    if (property.type !== 'Property' || property.value.type !== 'Literal')
      continue
    const { value } = property.value
    if (!values.includes(typeof value) && !values.includes(`'${String(value)}'`))
      return `${name} is ${values.join(' or ')}, not ${property.value.raw}`
  }
  return undefined
}

/** Encodes a text's UTF-8. */
function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''))
}
