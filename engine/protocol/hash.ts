/** The FNV-1a hash of bytes, as an unsigned 32-bit number. For looking up entries and naming versions, not for security. */
export function fnv1a(data: Uint8Array): number {
  let hash = 0x811C9DC5
  for (const byte of data)
    hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
