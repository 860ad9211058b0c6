/** The FNV-1a hash of bytes, as an unsigned number of 32 bits. It finds entries and names versions; it protects nothing. */
export function fnv1a(data: Uint8Array): number {
  let hash = 0x811C9DC5
  for (const byte of data)
    hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
