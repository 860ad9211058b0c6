/**
 * How deeply a source nests, checked before any parser reads it: parsers are recursive, and the browser's stack for them is
 * small. When it overflows, esbuild, a WebAssembly program, is beyond repair.
 *
 * Only the tokens are read, in one pass: brackets, and between two of them anything else that nests (operators, chained
 * calls, `if (a) if (b)`, types). The count errs on the high side.
 */
import type { CompileProblem } from '../protocol/messages'

/** CPython's limit for parentheses (Parser/lexer/state.h, MAXLEVEL); its limit for indentation is 100. */
const MAX_BRACKETS = 200

/** The deepest nesting apart from brackets: half of what Chromium's stack for a worker holds. */
const MAX_PARTS = 600

/** CPython's words for overflowing its own parser's stack. */
export const TOO_DEEP = {
  type: 'RecursionError',
  message: 'maximum recursion depth exceeded during compilation',
  hint: 'Operators, calls or types nest too deeply: split them into several statements.',
}

const WORD = /[\w$\u0080-\uFFFF]+/y
const BLANKS = /\s+/y
const COMMENT = /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)/y
const STRING = /'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'?|"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"?/y
const OPERATOR = />>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|&&=|\|\|=|\?\?=|=>|[=!<>]=|\?\?|\?\.|&&|\|\||\+\+|--|\*\*|[\s\S]/y

/** Words that nest what follows in what precedes, or in themselves. */
const NESTING_WORDS = new Set(['if', 'else', 'for', 'while', 'do', 'with', 'typeof', 'void', 'delete', 'await', 'yield', 'new', 'keyof', 'infer', 'readonly', 'unique', 'as', 'satisfies', 'extends', 'instanceof', 'in', 'is', 'function', 'class', 'return', 'throw', 'case'])
/** Those of them that continue what ended before them. */
const CONTINUING_WORDS = new Set(['else', 'as', 'satisfies', 'extends', 'implements', 'instanceof', 'in', 'of', 'is', 'catch', 'finally'])
/** Words whose parentheses are a head rather than a call: a statement follows. */
const HEADS = new Set(['if', 'for', 'while', 'with'])
/** How many times more of a parser's stack a function takes than an operator. */
const PARTS_OF_AN_ARROW = 4

/** An open bracket. */
interface Level {
  /** Its closing bracket; `}` differs from the end of a template's `${`. */
  close: string
  /** Whether it is the head of a statement. */
  isHead: boolean
  /** The nesting on this level when the bracket opened. */
  parts: number
  line: number
}

class NestingReader {
  #at = 0
  #line = 1
  readonly #levels: Level[] = []
  /** Parts of the current statement or list item, on this level. */
  #parts = 0
  /** Those of the enclosing levels. */
  #outer = 0
  /** Nested statements without braces, as in `if (a) if (b)`. */
  #heads = 0
  /** Whether a value may just have ended: then another one starts something new, and `/` divides. */
  #afterValue = false
  #lastWord = ''
  /** No regular expression ends before this index: searching again from each `/` of a long line would be quadratic. */
  #noExpressionUntil = 0

  constructor(readonly source: string) {}

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const text = pattern.exec(this.source)?.[0]
    if (!text)
      return undefined
    this.#at += text.length
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1))
      this.#line++
    return text
  }

  /** Reads to the end, or to where the nesting is too deep. */
  read(): CompileProblem | undefined {
    while (this.#at < this.source.length) {
      this.#token()
      if (this.#levels.length > MAX_BRACKETS || this.#outer + this.#parts > MAX_PARTS)
        return this.#problem()
    }
    return undefined
  }

  #problem(): CompileProblem {
    const blocks = this.#levels.filter(({ close }) => close === '}').length
    const hasBrackets = this.#levels.length > MAX_BRACKETS
    const place = { line: this.#line, column: 1 }
    // CPython's words.
    if (hasBrackets ? blocks > this.#levels.length / 2 : this.#heads > 20)
      return { type: 'IndentationError', message: 'too many levels of indentation', ...place }
    return hasBrackets
      ? { type: 'SyntaxError', message: 'too many nested parentheses', ...place }
      : { ...TOO_DEEP, ...place }
  }

  #token(): void {
    if (this.#match(BLANKS) || this.#match(COMMENT))
      return
    const word = this.#match(WORD)
    if (word)
      return this.#word(word)
    if (this.#match(STRING))
      return this.#value()
    const operator = this.#match(OPERATOR)!
    switch (operator) {
      case '`':
        this.#value()
        return this.#template()
      case '(':
        return this.#open(')', HEADS.has(this.#lastWord))
      case '[':
        return this.#open(']')
      case '{':
        return this.#open('}')
      case ')':
      case ']':
      case '}':
        return this.#close(operator)
      case ';':
      case ',':
        this.#begin()
        break
      case '=>':
        this.#parts += PARTS_OF_AN_ARROW
        break
      case '/':
        if (!this.#afterValue && this.#regularExpression())
          return this.#value()
        this.#parts++
        break
      default:
        this.#parts++
    }
    this.#afterValue = operator === '++' || operator === '--' ? this.#afterValue : false
    this.#lastWord = ''
  }

  #word(word: string): void {
    if (this.#afterValue && !CONTINUING_WORDS.has(word))
      this.#begin()
    if (HEADS.has(word) || word === 'else')
      this.#heads++
    if (NESTING_WORDS.has(word))
      this.#parts++
    this.#afterValue = !NESTING_WORDS.has(word) && !CONTINUING_WORDS.has(word)
    this.#lastWord = word
  }

  /** Starts a statement or an item of a list. */
  #begin(): void {
    this.#parts = this.#heads = 0
  }

  #value(): void {
    if (this.#afterValue)
      this.#parts++
    this.#afterValue = true
    this.#lastWord = ''
  }

  #open(close: string, isHead = false): void {
    this.#parts++
    this.#levels.push({ close, isHead, parts: this.#parts, line: this.#line })
    this.#outer += this.#parts
    this.#parts = 0
    this.#afterValue = false
    this.#lastWord = ''
  }

  #close(close: string): void {
    const level = this.#levels.pop()
    if (!level)
      return
    this.#outer -= level.parts
    this.#parts = level.parts
    this.#afterValue = !level.isHead
    this.#lastWord = ''
    if (close === '}' && level.close === '`')
      this.#template()
  }

  /** The text of a template, from its start or from the end of a `${…}`. */
  #template(): void {
    for (; this.#at < this.source.length; this.#at++) {
      switch (this.source[this.#at]) {
        case '\\':
          this.#at++
          break
        case '\n':
          this.#line++
          break
        case '`':
          this.#at++
          this.#afterValue = true
          return
        case '$':
          if (this.source[this.#at + 1] === '{') {
            this.#at += 2
            return this.#open('`')
          }
      }
    }
  }

  /** The rest of a regular expression; false if none ends on this line. */
  #regularExpression(): boolean {
    if (this.#at < this.#noExpressionUntil)
      return false
    let inClass = false
    for (let at = this.#at; at < this.source.length; at++) {
      switch (this.source[at]) {
        case '\n':
          this.#noExpressionUntil = at
          return false
        case '\\':
          at++
          break
        case '[':
          inClass = true
          break
        case ']':
          inClass = false
          break
        case '/':
          if (!inClass) {
            this.#at = at + 1
            this.#match(WORD)
            return true
          }
      }
    }
    this.#noExpressionUntil = this.source.length
    return false
  }
}

/** The problem of a source that nests too deeply for a parser; undefined for any other. */
export function tooDeep(source: string): CompileProblem | undefined {
  return new NestingReader(source).read()
}
