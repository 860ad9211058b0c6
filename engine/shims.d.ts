/** A TypeScript entry file and all that it imports, bundled into one classic script, as its text. */
declare module '*?bundled' {
  const source: string
  export default source
}

/**
 * Declarations of the modules that snippets import, doc comments included, made from engine/stdlib.
 * Keys are paths under `node_modules/`, as `threading/index.d.ts`.
 */
declare module 'virtual:runtime-types' {
  const files: Readonly<Record<string, string>>
  export default files
}

/** The engine's Python files, as text in a bundled script. */
declare module '*.py' {
  const source: string
  export default source
}

/** Programs that were compiled at build time: a function for each demo and exercise that loads its own. */
declare module 'virtual:compiled-programs' {
  const folders: Readonly<Record<string, () => Promise<{ default: readonly { source: string, program: import('./protocol/messages').Program }[] }>>>
  export default folders
}
