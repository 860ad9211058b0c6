/** The compiler's worker: esbuild-wasm is loaded and warmed up once, then a source takes some milliseconds. */
import type { CompilerToHost, HostToCompiler } from '../protocol/messages'
import { initialize, transform } from 'esbuild-wasm'
import wasmUrl from 'esbuild-wasm/esbuild.wasm?url'
import { compile, CompileFailure } from './compile'

function send(message: CompilerToHost): void {
  postMessage(message)
}

/** Whether this browser supports `using`: Safari and Firefox before 141 do not. The snippets' workers run in the same browser. */
const USING_PROBE: string = 'data:text/javascript,{ using nothing = null }'
const hasUsing = import(/* @vite-ignore */ USING_PROBE).then(() => true, () => false)

const WARM_UP = 'import * as time from \'time\'\nexport async function main(): Promise<void> { for (const x of [1]) time.sleep(x) }\n'

async function start(): Promise<void> {
  await initialize({ wasmURL: wasmUrl, worker: false })
  // The first transform takes as long as the start-up, so a dummy takes it before anyone has to wait.
  await compile(transform, WARM_UP, 'warm-up.ts')
  send({ type: 'ready' })
}

let started = start()
// Each request to compile reports the failure.
started.catch(() => {})

/** Loads the compiler again if that failed: the network may be back. */
async function loaded(): Promise<void> {
  try {
    await started
  }
  catch {
    started = start()
    started.catch(() => {})
    await started.catch((error: unknown) => {
      throw new CompileFailure([{ type: 'CompilerError', message: `the compiler could not be loaded: ${String(error)}`, line: 1, column: 1, hint: 'Check the connection and run again.' }])
    })
  }
}

addEventListener('message', async ({ data }: MessageEvent<HostToCompiler>) => {
  const { id, source, name, controlled } = data
  try {
    await loaded()
    send({ type: 'compiled', id, program: await compile(transform, source, name, { hasUsing: await hasUsing, controlled }) })
  }
  catch (error) {
    if (error instanceof CompileFailure)
      send({ type: 'rejected', id, problems: error.problems })
    else
      send({ type: 'broken', id, reason: String(error) })
  }
})
