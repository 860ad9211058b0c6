import type * as Monaco from 'monaco-editor'
import type { Problem } from '../../engine/protocol/run'
import type { ThreadMark } from './thread-marks'
import { markName } from './thread-marks'

/** Whose marks these are among an editor's, so that they don't wipe out the type checker's. */
const OWNER = 'live-code'
/** A loop may raise thousands of problems, all on the same line. */
const MOST = 200

/** Marks the lines of problems, as the type checker marks its own. */
export function markProblems(monaco: typeof Monaco, model: Monaco.editor.ITextModel, problems: readonly Problem[]) {
  monaco.editor.setModelMarkers(model, OWNER, problems.slice(0, MOST).flatMap((problem) => {
    const { line, column = 1 } = problem
    if (line === undefined || line > model.getLineCount())
      return []
    const word = model.getWordAtPosition({ lineNumber: line, column })
    return [{
      severity: problem.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      message: [`${problem.type}: ${problem.message}`, ...problem.notes ?? [], problem.where && `in ${problem.where}`, problem.hint].filter(Boolean).join('\n'),
      startLineNumber: line,
      startColumn: column > 1 ? column : model.getLineFirstNonWhitespaceColumn(line) || 1,
      endLineNumber: line,
      endColumn: word && column > 1 ? word.endColumn : model.getLineMaxColumn(line),
    }]
  }))
}

/** The lines that are highlighted as a whole. */
export interface LineMarks {
  /** Those that matter to what the slide says. */
  marked: readonly number[]
  /** The one that was chosen on the timeline or in a traceback. */
  selected: number | undefined
  /** Those with an error. */
  problems: readonly Problem[]
  /** Where threads stand while a schedule is stepped through. */
  standings: readonly ThreadMark[]
}

/** The decorations for lines that are highlighted as a whole. */
export function lineMarks(monaco: typeof Monaco, { marked, selected, problems, standings }: LineMarks): Monaco.editor.IModelDeltaDecoration[] {
  const mark = (line: number, className: string) => ({
    range: new monaco.Range(line, 1, line, 1),
    options: { isWholeLine: true, className },
  })
  const errors = new Set(problems.flatMap(({ severity, line }) => severity === 'error' && line !== undefined ? [line] : []))
  return [
    ...marked.map(line => mark(line, 'live-line-marked')),
    ...[...errors].map(line => mark(line, 'live-line-error')),
    ...selected === undefined ? [] : [mark(selected, 'live-line-selected')],
    ...standings.filter(({ line }) => line > 0).map(stand => ({
      range: new monaco.Range(stand.line, Number.MAX_SAFE_INTEGER, stand.line, Number.MAX_SAFE_INTEGER),
      options: {
        showIfCollapsed: true,
        after: { content: ` ◂ ${markName(stand)}`, inlineClassName: `live-stand-${stand.waits ? 'blocked' : stand.thread % 6}` },
      },
    })),
  ]
}
