import { spawn } from 'node:child_process'
import process from 'node:process'

/** Opens an address in the person's browser; if that fails, the address stands in the terminal all the same. */
export function openInBrowser(url: string): void {
  const [command, args] = process.platform === 'darwin'
    ? ['open', [url]] as const
    : process.platform === 'win32'
      ? ['cmd', ['/c', 'start', '""', url]] as const
      : ['xdg-open', [url]] as const
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
