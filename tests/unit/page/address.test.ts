import { afterEach, describe, expect, it, vi } from 'vitest'
import { addressCarrying, addressOf, currentRoute, deckScope } from '../../../live/page/address'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

/** Opens a page of a deck that lives under `/talks/`. */
function open(address: string, routerMode: 'hash' | 'history') {
  vi.stubGlobal('location', new URL(address, 'https://host.example'))
  vi.stubGlobal('__SLIDEV_HASH_ROUTE__', routerMode === 'hash')
  vi.stubEnv('BASE_URL', routerMode === 'hash' ? './' : '/talks/')
}

describe.each([
  ['hash', '/talks/#/presenter/12?clicks=2', '/talks/#/read#slide-3'],
  ['history', '/talks/presenter/12?clicks=2', '/talks/read#slide-3'],
] as const)('in router mode %s', (mode, presenter, reading) => {
  it('all pages of a deck have one scope, and their routes are read from the address', () => {
    open(presenter, mode)
    expect(deckScope()).toBe('/talks/')
    expect(currentRoute()).toBe('/presenter/12?clicks=2')
    open(reading, mode)
    expect(deckScope()).toBe('/talks/')
    expect(currentRoute()).toBe('/read#slide-3')
  })

  it('a link leads to its page from every other one', () => {
    open(presenter, mode)
    expect(new URL(addressOf('/read#slide-3'), location.href).pathname).toBe(mode === 'hash' ? '/talks/' : '/talks/read')
    open(new URL(addressOf('/read#slide-3'), location.href).href, mode)
    expect(currentRoute()).toBe('/read#slide-3')
  })

  it('what a link carries stands behind the hash, where no server sees it', () => {
    open(presenter, mode)
    for (const address of [addressCarrying('/12', '', 'code=1.x'), addressCarrying('/read', '#slide-12', 'code=1.x')]) {
      const { hash, pathname, search } = new URL(address, new URL(location.pathname, location.href))
      expect(hash).toContain('code=1.x')
      expect(pathname + search).not.toContain('code')
    }
  })
})
