import type { ProblemReport } from '../../../engine/protocol/text'
import type { TraceRecord } from '../../../engine/protocol/trace'
/** Runs a compiled snippet in this process, on the real kernel: what needs one thread only needs no browser. */
import { Buffer } from 'node:buffer'
import { transform } from 'esbuild'
import { compile } from '../../../engine/compile/compile'
import { TextBatches } from '../../../engine/host/text-decoder'
import { setEpoch } from '../../../engine/kernel/clock'
import { current } from '../../../engine/kernel/current'
import { attachGil } from '../../../engine/kernel/gil'
import { attachMemory } from '../../../engine/kernel/memory'
import { installRuntime } from '../../../engine/kernel/runtime'
import { attachText } from '../../../engine/kernel/text-writer'
import { attachTrace } from '../../../engine/kernel/trace-writer'
import { Table, Word } from '../../../engine/protocol/layout'
import { RING_HEADER_BYTES } from '../../../engine/protocol/ring'
import { TEXT_GRANULE_BYTES, TextKind } from '../../../engine/protocol/text'
import { decodeRecords, LaneEnd, RECORD_BYTES } from '../../../engine/protocol/trace'
import { RingReader } from '../../../engine/sandbox/ring-reader'
import { registerStandardModules } from '../../../engine/stdlib'
import { runMain } from '../../../engine/stdlib/main'

/** What a run in this process left. */
export interface NodeRun {
  /** The printed lines. */
  lines: string[]
  problems: ProblemReport[]
  trace: TraceRecord[]
  /** Names of lanes by their number. */
  lanes: Map<number, string>
  /** Names of what is waited for, by address. */
  subjects: Map<number, string>
  finished: boolean
}

const MEMORY_BYTES = 16 * 1024 * 1024
/** Large enough for all that a test writes: nothing reads while it runs. */
const RING_BYTES = 8 * 1024 * 1024

/** Each run starts its heap elsewhere: the kernel, which serves one run in a worker, remembers addresses. */
const HEAP_STEP_WORDS = 4096

let runs = 0

/** Compiles a snippet to the text of a module that this version of Node can evaluate. */
async function compileForNode(source: string): Promise<string> {
  const { code } = await compile(transform, source, 'test.ts')
  // Node 20 has no `using`.
  return (await transform(code, { target: 'node20', format: 'esm' })).code
}

function readText(ring: SharedArrayBuffer): Omit<NodeRun, 'trace' | 'finished'> {
  const run: Omit<NodeRun, 'trace' | 'finished'> = { lines: [], problems: [], lanes: new Map(), subjects: new Map() }
  const records = new RingReader(ring, TEXT_GRANULE_BYTES).readTextRecords(Infinity)
  if (!records)
    return run
  for (const { kind, lane, text } of new TextBatches().decode(records)) {
    if (kind === TextKind.Stdout || kind === TextKind.Stderr)
      run.lines.push(text)
    if (kind === TextKind.Problem)
      run.problems.push(JSON.parse(text) as ProblemReport)
    if (kind === TextKind.LaneName)
      run.lanes.set(lane, text.split('\n')[0]!)
    if (kind === TextKind.SubjectName)
      run.subjects.set(lane, text)
  }
  return run
}

function readTrace(ring: SharedArrayBuffer): TraceRecord[] {
  const reader = new RingReader(ring, RECORD_BYTES)
  const bytes = new Uint8Array(reader.available)
  reader.read(bytes)
  return [...decodeRecords(bytes.buffer)]
}

/** Compiles a snippet and runs its `main` to its end, blocking this thread as a worker would. */
export async function runInNode(source: string, options: { debug?: boolean } = {}): Promise<NodeRun> {
  if (runs++ === 0) {
    registerStandardModules()
    installRuntime()
  }
  const memory = new SharedArrayBuffer(MEMORY_BYTES)
  const words = new Int32Array(memory)
  words[Word.HeapTop] = Table.Heap + runs * HEAP_STEP_WORDS
  words[Word.MainLane] = words[Word.LastLane] = 1
  const text = new SharedArrayBuffer(RING_HEADER_BYTES + RING_BYTES)
  const trace = new SharedArrayBuffer(RING_HEADER_BYTES + RING_BYTES)
  attachMemory(memory)
  attachTrace(trace)
  attachText(text)
  attachGil()
  setEpoch(performance.timeOrigin + performance.now())
  current.debug = options.debug ?? false
  const code = await compileForNode(source)
  let failure: { error: unknown } | undefined
  current.evaluating = true
  try {
    await import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
  }
  catch (error) {
    failure = { error }
  }
  current.evaluating = false
  const end = runMain(failure)
  return { ...readText(text), trace: readTrace(trace), finished: end === LaneEnd.Returned }
}
