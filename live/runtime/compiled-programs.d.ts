/** Programs that were compiled at build time: a function for each demo and exercise that loads its own. */
declare module 'virtual:compiled-programs' {
  const folders: Readonly<Record<string, () => Promise<{ default: readonly { source: string, program: import('../../engine/protocol/messages').Program }[] }>>>
  export default folders
}
