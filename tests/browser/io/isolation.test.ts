import { expect, it } from 'vitest'

it('browser tests run cross-origin isolated, with shared memory', () => {
  expect(crossOriginIsolated).toBe(true)
  expect(new SharedArrayBuffer(8).byteLength).toBe(8)
})

it('browser tests reach io/', async () => {
  const begin = performance.now()
  const response = await fetch('/io/wait?ms=50&bytes=5')
  expect(await response.text()).toBe('abcde')
  expect(performance.now() - begin).toBeGreaterThanOrEqual(50)
})
