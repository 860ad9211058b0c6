/** Texts that were highlighted at build time: a function for each demo and exercise that loads its own. */
declare module 'virtual:highlighted-texts' {
  const folders: Readonly<Record<string, () => Promise<{ default: import('./packed-tokens').HighlightedTexts }>>>
  export default folders
}
