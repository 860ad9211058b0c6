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
