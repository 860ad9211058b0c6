import type * as Monaco from 'monaco-editor'
import type { Language } from '../live/languages/language'
import { defineMonacoSetup } from '@slidev/types'
import { GLOBALS, reworded, STRICTNESS } from '../live/editor/editor-words'
import { sparingLongLines } from '../live/highlight/long-lines'
import { typescriptFiles } from '../live/languages/files'
import { allLanguages } from '../live/languages/registry'

/**
 * The editor knows the runtime's modules as they are, doc comments included, and nothing of a browser: what runs
 * in a snippet's thread has no window, and no `setTimeout`.
 */
export default defineMonacoSetup(async (monaco) => {
  const { default: files } = await import('virtual:runtime-types')
  const { ModuleKind, ModuleResolutionKind, ScriptTarget, typescriptDefaults } = monaco.typescript
  for (const [path, text] of Object.entries(files))
    typescriptDefaults.addExtraLib(text, `file:///node_modules/${path}`)
  typescriptDefaults.addExtraLib(GLOBALS, 'file:///globals.d.ts')
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.NodeJs,
    lib: ['esnext'],
    ...STRICTNESS,
  })
  typescriptDefaults.setDiagnosticsOptions({
    noSemanticValidation: false,
    noSyntaxValidation: false,
    // Hints of style, as "may be converted to an async function", are noise in front of an audience.
    noSuggestionDiagnostics: true,
  })
  typescriptDefaults.setEagerModelSync(true)
  // Slidev hands its highlighter over after this.
  const { setTokensProvider } = monaco.languages
  Object.assign(monaco.languages, {
    setTokensProvider: (language: string, provider: Monaco.languages.TokensProvider) => setTokensProvider(language, sparingLongLines(provider)),
  })
  monaco.editor.onDidChangeMarkers((resources) => {
    for (const resource of resources) {
      const model = monaco.editor.getModel(resource)
      const markers = monaco.editor.getModelMarkers({ resource, owner: typescriptFiles.id })
      const shown = markers.map(marker => ({ ...marker, message: reworded(marker.message) }))
      // Setting them comes here again: then nothing is left to change.
      if (model && shown.some(({ message }, index) => message !== markers[index]!.message))
        monaco.editor.setModelMarkers(model, typescriptFiles.id, shown)
    }
  })
  for (const { id, completions } of allLanguages()) {
    if (completions)
      monaco.languages.registerCompletionItemProvider(id, completionProvider(monaco, completions))
  }
})

/** Offers the names that a language knows itself. */
function completionProvider(monaco: typeof Monaco, completions: NonNullable<Language['completions']>): Monaco.languages.CompletionItemProvider {
  return {
    triggerCharacters: ['.'],
    async provideCompletionItems(model, position) {
      const word = model.getWordUntilPosition(position)
      const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1)
      const range = { startLineNumber: position.lineNumber, endLineNumber: position.lineNumber, startColumn: word.startColumn, endColumn: word.endColumn }
      const { Class, Function: Callable } = monaco.languages.CompletionItemKind
      const names = await completions(model.getValue(), before)
      return { suggestions: names.map(name => ({ label: name, insertText: name, range, kind: /^[A-Z]/.test(name) ? Class : Callable })) }
    },
  }
}
