import type * as Monaco from 'monaco-editor'

/** Lines of so many letters get no colours: the time that takes grows with the square of their length. */
export const LONG_LINE = 500

/** A way to colour text in the editor that leaves long lines as they are. */
export function sparingLongLines<Provider extends Monaco.languages.TokensProvider>(provider: Provider): Provider {
  return {
    ...provider,
    getInitialState: () => provider.getInitialState(),
    tokenize: (line: string, state: Monaco.languages.IState) => line.length < LONG_LINE
      ? provider.tokenize(line, state)
      : { tokens: [{ startIndex: 0, scopes: '' }], endState: state },
  }
}
