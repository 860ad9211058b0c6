import type * as Monaco from 'monaco-editor'
import type { Ref } from 'vue'
import type { Problem } from '../../engine/protocol/run'
import type { Selection } from '../state/registers'
import type { ThreadMark } from './thread-marks'
import { nextTick, onBeforeUnmount, shallowRef, watch } from 'vue'
import { languageOf } from '../languages/registry'
import { loadMonaco } from '../slidev/tools'
import { lineMarks, markProblems } from './editor-marks'
import { fitWidgets } from './editor-widgets'
import { fontSize, lineHeight, PADDING } from './metrics'
import { minimalEdit } from './minimal-edit'
import { typedAhead } from './typed-ahead'

/** What an editor is made for. */
export interface EditorOptions {
  /** Name of the file, as `lost-update/threads.ts`. */
  file: () => string
  text: Ref<string>
  /** What went wrong in the last run; marked in the text. */
  problems: () => readonly Problem[]
  /** The line that was chosen elsewhere. */
  selected: () => number | undefined
  /** The lines that matter. */
  marked: () => readonly number[]
  /** Where threads stand. */
  standings: () => readonly ThreadMark[]
  /** The cursor has moved; `undefined`: the editor is closed. */
  select: (selection: Selection | undefined) => void
  run: () => void
  stop: () => void
  /** Escape was pressed. */
  leave: () => void
}

/** Where the cursor is to be when the editor opens. */
export interface Start {
  line: number
  column: number
  /** How far the code at rest was scrolled, in CSS pixels. */
  scroll: number
}

/** How the editor looks: as the code at rest does, and with nothing moving at its edges. */
const LOOK: Monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily: 'var(--font-mono)',
  fontLigatures: false,
  padding: { top: PADDING, bottom: PADDING },
  lineNumbers: 'on',
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 8,
  glyphMargin: false,
  folding: false,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: 'none',
  scrollBeyondLastLine: false,
  wordWrap: 'on',
  wrappingIndent: 'indent',
  scrollbar: { verticalScrollbarSize: 8, horizontalScrollbarSize: 8, useShadows: false },
  guides: { indentation: false },
  bracketPairColorization: { enabled: false },
  contextmenu: false,
  lightbulb: { enabled: 'off' as Monaco.editor.ShowLightbulbIconMode },
  stickyScroll: { enabled: false },
  occurrencesHighlight: 'off',
  wordBasedSuggestions: 'off',
  suggestFontSize: 14,
  suggestLineHeight: 23,
  unicodeHighlight: { ambiguousCharacters: false },
}

/** Begins to load Monaco, for when it is likely to be asked for soon. */
export function expectEditor() {
  // A failure is told when the editor is really asked for.
  loadMonaco().catch(() => {})
}

/**
 * A Monaco editor that lives in an element from {@link open} to {@link close}. Monaco itself is loaded with the
 * first one.
 */
export function useEditor(container: Readonly<Ref<HTMLElement | null>>, options: EditorOptions) {
  const editor = shallowRef<Monaco.editor.IStandaloneCodeEditor>()
  const loading = shallowRef(false)
  let monaco: typeof Monaco | undefined
  let marks: Monaco.editor.IEditorDecorationsCollection | undefined
  /** Tells an opening that has been overtaken by a closing. */
  let generation = 0

  async function open(start: Start) {
    const mine = ++generation
    loading.value = true
    const ahead = typedAhead(window, () => {
      close()
      options.leave()
    })
    try {
      const loaded = await loadMonaco()
      if (mine !== generation || !container.value)
        return
      monaco = loaded.monaco
      create(monaco, container.value, loaded.editorOptions, start)
      const typed = ahead()
      if (typed !== '')
        editor.value?.trigger('typed ahead', 'type', { text: typed })
    }
    finally {
      ahead()
      if (mine === generation)
        loading.value = false
    }
  }

  function create(api: typeof Monaco, element: HTMLElement, more: Monaco.editor.IEditorOptions, start: Start) {
    const { id, tabSize } = languageOf(options.file())
    const model = api.editor.createModel(options.text.value, id, uriOf(api, options.file()))
    const created = api.editor.create(element, { ...LOOK, fontSize: fontSize.value, lineHeight: lineHeight.value, ...more, model, tabSize })
    model.onDidChangeContent(() => {
      options.text.value = model.getValue()
    })
    created.onDidChangeCursorSelection(({ selection }) => options.select(toSelection(selection)))
    addKeys(api, created)
    fitWidgets(created)
    marks = created.createDecorationsCollection()
    editor.value = created
    mark()
    created.setPosition({ lineNumber: start.line, column: start.column })
    created.setScrollTop(start.scroll)
    // Only what is visible can take the focus, and it becomes so with the next render.
    void nextTick(() => created.focus())
  }

  function addKeys(api: typeof Monaco, created: Monaco.editor.IStandaloneCodeEditor) {
    const { CtrlCmd, Shift } = api.KeyMod
    const { KeyCode } = api
    created.addAction({ id: 'live-code.run', label: 'Run', keybindings: [CtrlCmd | KeyCode.Enter], run: options.run })
    created.addAction({ id: 'live-code.stop', label: 'Stop', keybindings: [CtrlCmd | KeyCode.Period, CtrlCmd | Shift | KeyCode.Enter], run: options.stop })
    created.addAction({
      id: 'live-code.leave',
      label: 'Leave the editor',
      keybindings: [KeyCode.Escape],
      // Escape first closes what the editor itself has open.
      precondition: '!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !renameInputVisible && !editorHasMultipleSelections && !inSnippetMode && !markersNavigationVisible',
      run: options.leave,
    })
  }

  function mark() {
    const model = editor.value?.getModel()
    if (!monaco || !model)
      return
    markProblems(monaco, model, options.problems())
    marks?.set(lineMarks(monaco, { marked: options.marked(), selected: options.selected(), problems: options.problems(), standings: options.standings() }))
  }

  function close() {
    generation++
    loading.value = false
    const model = editor.value?.getModel()
    if (editor.value) {
      options.select(undefined)
      retire(editor.value)
    }
    model?.dispose()
    editor.value = undefined
    marks = undefined
  }

  watch([options.problems, options.selected, options.marked, options.standings], mark)
  watch(options.selected, (line) => {
    if (line !== undefined)
      editor.value?.revealLineInCenterIfOutsideViewport(line)
  })
  // Somebody else changed the text: a step that is typed, a reset.
  watch(options.text, (text) => {
    const model = editor.value?.getModel()
    if (!editor.value || !model || !monaco || model.getValue() === text)
      return
    const { from, to, insert } = minimalEdit(model.getValue(), text)
    const range = monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to))
    model.pushEditOperations([], [{ range, text: insert }], () => null)
    const end = model.getPositionAt(from + insert.length)
    editor.value.setPosition(end)
    editor.value.revealPositionInCenterIfOutsideViewport(end)
  })
  watch([fontSize, lineHeight], ([size, height]) => editor.value?.updateOptions({ fontSize: size, lineHeight: height }))
  watch(options.file, close)
  onBeforeUnmount(close)

  return { editor, loading, open, close }
}

/**
 * Disposes of an editor once it has lost the focus: Slidev keeps its keys from the deck from the editor's focus to its
 * blur, of which one that is disposed of tells nothing.
 */
function retire(editor: Monaco.editor.IStandaloneCodeEditor) {
  if (!editor.hasWidgetFocus())
    return editor.dispose()
  editor.onDidBlurEditorWidget(() => editor.dispose())
  if (document.activeElement instanceof HTMLElement)
    document.activeElement.blur()
}

function toSelection(selection: Monaco.Selection): Selection {
  return {
    anchor: [selection.selectionStartLineNumber, selection.selectionStartColumn],
    head: [selection.positionLineNumber, selection.positionColumn],
  }
}

function uriOf(api: typeof Monaco, file: string): Monaco.Uri {
  const uri = api.Uri.parse(`file:///snippets/${file}`)
  api.editor.getModel(uri)?.dispose()
  return uri
}
