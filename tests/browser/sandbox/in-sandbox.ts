/** Runs plain JavaScript where snippets run: in a worker of the sandbox's frame, with the frame's own script, policy and attributes. */
import type { HostToSandbox, SandboxToHost } from '../../../engine/protocol/messages'
import { warmEngine } from '../../../engine/host'

let frame: Promise<HTMLIFrameElement> | undefined
let scripts = 0

/** A second frame like the engine's. It stays: Playwright does not bear that a frame it looks at goes. */
async function otherFrame(): Promise<HTMLIFrameElement> {
  await warmEngine()
  const other = document.querySelector<HTMLIFrameElement>('iframe[sandbox]')!.cloneNode() as HTMLIFrameElement
  const loaded = new Promise(resolve => other.addEventListener('load', resolve, { once: true }))
  document.body.append(other)
  await loaded
  return other
}

/**
 * Runs a script and tells what it came to.
 *
 * @param body of an async function; what it returns is told
 * @returns the value as text, or `refused: ` and the error
 */
export async function inSandbox(body: string): Promise<string> {
  const { contentWindow } = await (frame ??= otherFrame())
  const told = `told ${++scripts}: `
  // The frame passes on what its workers throw.
  const script = `(async () => {${body}\n})().then(value => String(value), error => 'refused: ' + error)
    .then(text => { setTimeout(() => { throw new Error('${told}' + text) }); setTimeout(close, 100) })`
  const { promise, resolve } = Promise.withResolvers<string>()
  const hear = ({ data, source }: MessageEvent<SandboxToHost>): void => {
    if (source === contentWindow && data.type === 'broken' && data.reason.includes(told))
      resolve(data.reason.split(told)[1]!)
  }
  addEventListener('message', hear)
  const { port2 } = new MessageChannel()
  contentWindow!.postMessage({ type: 'boot', workerSource: script, scripts: 'blob', heart: port2 } satisfies HostToSandbox, '*', [port2])
  try {
    return await promise
  }
  finally {
    removeEventListener('message', hear)
  }
}
