/** The editor of a `<live-code>`: CodeMirror, fetched by the first element that comes into sight. */
import type { LanguageName } from './settings'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { python } from '@codemirror/lang-python'
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { EditorState, Prec } from '@codemirror/state'
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** What edits the program: an editor, or a plain field where that could not be fetched. */
export interface SourceEditor {
  readonly element: HTMLElement
  text: string
  /** Puts the cursor into a line, the first one being 1. */
  goTo: (line: number) => void
}

/** What an editor is made with. */
export interface EditorOptions {
  root: ShadowRoot
  text: string
  language: LanguageName
  /** Columns of one step of indentation. */
  indent: number
  /** What those who listen hear of it. */
  label: string
  /** The text was edited. */
  changed: () => void
  /** The keys that mean something outside of the text as well. */
  run: () => void
  stop: () => void
  leave: () => void
}

const languages = { typescript: () => javascript({ typescript: true }), python }

const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.self], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-number)' },
  { tag: [tags.comment, tags.meta], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.typeName, tags.className], color: 'var(--code-name)' },
])

/** Makes an editor. */
export function codeMirror({ root, text, language, indent, label, changed, run, stop, leave }: EditorOptions): SourceEditor {
  const act = (does: () => void) => (): boolean => {
    does()
    return true
  }
  const view = new EditorView({
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([{ key: 'Mod-Enter', run: act(run) }, { key: 'Mod-.', run: act(stop) }, { key: 'Escape', run: act(leave) }])),
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        history(),
        indentOnInput(),
        bracketMatching(),
        indentUnit.of(' '.repeat(indent)),
        EditorState.tabSize.of(indent),
        // Tab leaves it, as any field of a page.
        keymap.of([...defaultKeymap, ...historyKeymap]),
        languages[language](),
        syntaxHighlighting(colors),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.updateListener.of(update => update.docChanged && changed()),
      ],
    }),
  })
  return {
    element: view.dom,
    get text() {
      return view.state.doc.toString()
    },
    set text(next) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } })
    },
    goTo(line) {
      const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines))
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'nearest' }) })
      view.focus()
    },
  }
}
