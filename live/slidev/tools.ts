/** Slidev's highlighter, with every `setup/shiki.ts` applied; loaded with the first call. */
export async function loadHighlighter() {
  const { default: setup } = await import('@slidev/client/setup/shiki.ts')
  return setup()
}

/** Slidev's Monaco, with every `setup/monaco.ts` applied; loaded with the first call. */
export async function loadMonaco() {
  const { default: setup } = await import('@slidev/client/setup/monaco.ts')
  return setup()
}
