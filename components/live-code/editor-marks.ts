import type * as Monaco from 'monaco-editor'
import type { Problem } from '../../engine/protocol/run'

/** Whose marks these are among an editor's, so that they don't wipe out the type checker's. */
const OWNER = 'live-code'

/** Marks the lines of problems, as the type checker marks its own. */
export function markProblems(monaco: typeof Monaco, model: Monaco.editor.ITextModel, problems: readonly Problem[]) {
  monaco.editor.setModelMarkers(model, OWNER, problems.flatMap((problem) => {
    const { line, column = 1 } = problem
    if (line === undefined || line > model.getLineCount())
      return []
    const word = model.getWordAtPosition({ lineNumber: line, column })
    return [{
      severity: problem.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      message: [`${problem.type}: ${problem.message}`, problem.where && `in ${problem.where}`, problem.hint].filter(Boolean).join('\n'),
      startLineNumber: line,
      startColumn: column > 1 ? column : model.getLineFirstNonWhitespaceColumn(line) || 1,
      endLineNumber: line,
      endColumn: word && column > 1 ? word.endColumn : model.getLineMaxColumn(line),
    }]
  }))
}

/** Highlights the line that was chosen on the timeline or in a traceback, and whole lines with an error. */
export function lineMarks(
  monaco: typeof Monaco,
  selected: number | undefined,
  problems: readonly Problem[],
): Monaco.editor.IModelDeltaDecoration[] {
  const mark = (line: number, className: string) => ({
    range: new monaco.Range(line, 1, line, 1),
    options: { isWholeLine: true, className },
  })
  const errors = problems.filter(problem => problem.severity === 'error' && problem.line !== undefined)
  return [
    ...errors.map(problem => mark(problem.line!, 'live-line-error')),
    ...selected === undefined ? [] : [mark(selected, 'live-line-selected')],
  ]
}
