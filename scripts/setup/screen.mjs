import process from 'node:process'

/** Whether this machine has a screen that a person may be looking at. */
export function hasScreen() {
  if (process.env.CI)
    return false
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}
