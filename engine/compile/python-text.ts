/** Recognizes Python in text that is not TypeScript, such as code pasted into the wrong tab. */

/** Lines that only occur in Python. */
const PYTHON_LINES: readonly RegExp[] = [
  /^\s*(?:async\s+)?def\s+\w+\s*\(/,
  /^\s*class\s+\w+\s*(?:\([\w.,\s=]*\)\s*)?:\s*$/,
  /^\s*(?:if|elif|while)\b[^{};?]*:\s*$/,
  /^\s*(?:async\s+)?(?:for|with)\b[^{};?]*:\s*$/,
  /^\s*except\b[^{};?]*:\s*$/,
  /^\s*from\s+[\w.]+\s+import\s+[\w*(]/,
  /^\s*import\s+[\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*\s*$/,
  /^\s*(?:if|elif|while|for|with|except)\b[^{};?]*:\s+(?:pass|return|break|continue|raise|print)\b/,
  /^\s*raise\s+[A-Z]\w*/,
  /^\s*print\s+[\w"']/,
]

/** Patterns that are common in Python, and occur in other texts now and then. */
const PYTHON_SIGNS: readonly RegExp[] = [
  /^\s*(?:try|else|finally)\s*:\s*$/,
  /^\s*(?:pass|nonlocal\s+\w+|global\s+\w+)\s*$/,
  /^\s*#(?:\s|!)/,
  /^\s*@\w+(?:\.\w+)*\s*$/,
  /\blambda\b[^:{}]*:/,
  /\bfor\s+\w+(?:\s*,\s*\w+)*\s+in\s[^{}]*[\])]/,
  /\b(?:None|True|False)\b/,
  /\bself\.\w/,
  /\s(?:and|or)\s|\bnot\s+\w|\bis\s+not\b/,
  /\b[fr](?=\x27\x27|"")/,
  /\(\s*\*{1,2}\w+\s*\)/,
]

/** A text without the contents of quotes (empty ones remain) and JavaScript's comments. */
function withoutQuoted(text: string): string {
  return text
    .replace(/("""|''')[\s\S]*?\1/g, quoted => `""${'\n'.repeat(quoted.split('\n').length - 1)}`)
    .replace(/\/\*[\s\S]*?\*\//g, comment => '\n'.repeat(comment.split('\n').length - 1))
    .replace(/`(?:[^`\\]|\\[\s\S])*`/g, template => `""${'\n'.repeat(template.split('\n').length - 1)}`)
    .replace(/'(?:[^'\\\n]|\\.)*'/g, '\'\'')
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replace(/(^|[^:])\/\/.*/g, '$1')
}

/**
 * The first line of Python.
 *
 * @param source a text that is not valid TypeScript: valid texts are not checked
 * @returns its number, from 1; undefined if the text is not Python
 */
export function pythonLine(source: string): number | undefined {
  // A comment's leading blank is kept, so that a line with nothing else is recognized.
  const lines = withoutQuoted(source).split('\n').map(line => line.replace(/(\S\s*)#\s.*$/, '$1'))
  // `import name` may go on with `from` on the next line.
  const first = lines.findIndex((line, index) => PYTHON_LINES.some(pattern => pattern.test(line)) && !/^\s*from\s*['"]/.test(lines[index + 1] ?? ''))
  if (first >= 0)
    return first + 1
  const signs = lines.flatMap((line, index) => PYTHON_SIGNS.filter(pattern => pattern.test(line)).map(() => index))
  return signs.length >= 2 ? signs[0]! + 1 : undefined
}
