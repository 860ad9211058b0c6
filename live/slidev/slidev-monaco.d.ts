/** `@slidev/client/setup/monaco.ts`, for the checker only: see slidev-client.d.ts. */
import type { MonacoSetupReturn } from '@slidev/types'
import type * as monaco from 'monaco-editor'

/** Slidev's own Monaco, highlighted by Shiki, with every `setup/monaco.ts` applied; made on the first call. */
export default function setup(): Promise<{
  monaco: typeof monaco
  ata: (code: string) => void
  editorOptions: MonacoSetupReturn['editorOptions'] & object
}>
