import { expect, it } from 'vitest'
import { isolated, isolationHeaders } from '../../../engine/io/isolation'

it('a response that comes from a host without the isolation headers gets all of them', () => {
  const { headers } = isolated(new Response('page', { headers: { 'Content-Type': 'text/html', 'Cross-Origin-Embedder-Policy': 'unsafe-none' } }))
  for (const [name, value] of Object.entries(isolationHeaders))
    expect(headers.get(name)).toBe(value)
  expect(headers.get('Content-Type')).toBe('text/html')
})

it('a host that lets other sites embed the deck is not overruled', () => {
  const { headers } = isolated(new Response('page', { headers: { 'Cross-Origin-Resource-Policy': 'cross-origin' } }))
  expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
  expect(headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp')
})
