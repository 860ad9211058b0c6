/** An address as Python shows it. */
export function hex(address: number): string {
  return `0x${address.toString(16).padStart(12, '0')}`
}
