import type { EngineSupport, SandboxError } from '../../engine/host'
import type { SandboxFault } from '../../engine/protocol/messages'
import { computed, shallowRef } from 'vue'
import { engineSupport, sandboxReason, pythonSupport as supportOfPython } from '../../engine/host/support'

const page = engineSupport()
const python = supportOfPython()
/** What the sandbox was found to lack when it was started. */
const fault = shallowRef<SandboxFault>()

/** Whether code can run in this window, and why not: what the page tells, then what the sandbox has told. */
export const support = computed(() => withFault(page))

/** The same for Python, which a page that is not isolated can run. */
export const pythonSupport = computed(() => withFault(python))

function withFault(ofPage: EngineSupport): EngineSupport {
  return ofPage.supported && fault.value ? { supported: false, reason: sandboxReason(fault.value) } : ofPage
}

/** Takes note of why the engine did not start. A sandbox that was only slow may start the next time. */
export function noteEngineError(error: unknown) {
  if (isSandboxError(error) && error.fault !== 'silent')
    fault.value = error.fault
}

/** By its name, since the class comes with the engine, which isn't on the way to the first slide. */
function isSandboxError(error: unknown): error is SandboxError {
  return error instanceof Error && error.name === 'SandboxError'
}
