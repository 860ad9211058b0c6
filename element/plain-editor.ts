import type { EditorOptions, SourceEditor } from './editor'
import { make } from './dom'

/** A plain field to write code in, with nothing to fetch: for when the editor can't be. Tab leaves it, as any field. */
export function plainEditor({ text, indent, label, changed, run, stop, leave }: EditorOptions): SourceEditor {
  const field = make('textarea', { 'class': 'plain', 'aria-label': label, 'wrap': 'off', 'autocapitalize': 'off', 'autocomplete': 'off', 'spellcheck': 'false', 'rows': String(text.split('\n').length) })
  field.value = text
  field.style.tabSize = String(indent)
  field.addEventListener('input', changed)
  field.addEventListener('keydown', (event) => {
    const act = event.key === 'Escape' ? leave : !event.ctrlKey && !event.metaKey ? undefined : event.key === 'Enter' ? run : event.key === '.' ? stop : undefined
    if (!act)
      return
    event.preventDefault()
    act()
  })
  return {
    element: field,
    get text() {
      return field.value
    },
    set text(next) {
      field.value = next
      changed()
    },
    goTo(line) {
      const at = field.value.split('\n').slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
      field.focus()
      field.setSelectionRange(at, at)
    },
  }
}
