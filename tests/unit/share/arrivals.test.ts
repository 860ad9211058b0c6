import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { awaitLinks } from '../../../live/share/arrivals'

const receive = vi.hoisted(() => vi.fn())
vi.mock('../../../live/share/receive', () => ({ receive }))

function routerAt(address: string) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:no', component: {} }] })
  const first = router.push(address)
  return { router, first }
}

/** Until all that was begun is done; a router that never rests would keep this from coming back. */
const rest = () => new Promise(resolve => setTimeout(resolve, 50))

describe('a link that carries code', () => {
  beforeEach(() => receive.mockClear())

  it('is read once, and its code leaves the address, whether the deck was there before the router or after', async () => {
    for (const wait of [false, true]) {
      receive.mockClear()
      const { router, first } = routerAt('/2?clicks=1&code=abc')
      if (wait)
        await first
      awaitLinks(router)
      await rest()
      expect(router.currentRoute.value.fullPath).toBe('/2?clicks=1')
      expect(receive.mock.calls).toEqual([[router, 'abc']])
    }
  })

  it('leaves the address as well when another navigation takes it along meanwhile', async () => {
    const { router, first } = routerAt('/2?code=abc')
    awaitLinks(router)
    await first
    await router.push({ path: '/3', query: { ...router.currentRoute.value.query, code: 'abc' } })
    await rest()
    expect(router.currentRoute.value.fullPath).toBe('/3')
    expect(receive).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['two of them', '/2?code=abc&code=def&clicks=1', 'abc'],
    ['an empty one before it', '/2?code&code=&code=abc&clicks=1', 'abc'],
    ['nothing in it', '/2?code&clicks=1', ''],
  ])('with %s leaves the address as well, and the first that says something is read', async (_, address, code) => {
    const { router } = routerAt(address)
    awaitLinks(router)
    await rest()
    expect(router.currentRoute.value.fullPath).toBe('/2?clicks=1')
    expect(receive.mock.calls).toEqual([[router, code]])
  })

  it.each([
    ['/2#?code=abc', '/2'],
    ['/read?clicks=1#slide-12?code=abc', '/read?clicks=1#slide-12'],
  ])('is read behind the hash where routes are paths: %s', async (address, left) => {
    const { router } = routerAt(address)
    awaitLinks(router)
    await rest()
    expect(router.currentRoute.value.fullPath).toBe(left)
    expect(receive.mock.calls).toEqual([[router, 'abc']])
  })

  it('is read anew when it is opened once more', async () => {
    const { router } = routerAt('/2?code=abc')
    awaitLinks(router)
    await rest()
    await router.push('/2?code=abc')
    await rest()
    expect(router.currentRoute.value.fullPath).toBe('/2')
    expect(receive).toHaveBeenCalledTimes(2)
  })
})
