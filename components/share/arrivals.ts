import type { Router } from 'vue-router'

/** The query's name, see link.ts. */
const QUERY = 'code'

/**
 * Waits for links that carry code, now and as long as the page lives. What reads them comes with the first one.
 *
 * The code is taken out of the address at once, so that it does not go on to the next slide or into a bookmark.
 */
export function awaitLinks(router: Router) {
  let read: string | undefined
  function look() {
    const { path, hash, query: { [QUERY]: code, ...query } } = router.currentRoute.value
    if (typeof code !== 'string') {
      read = undefined
      return
    }
    if (code !== read)
      void import('./receive').then(({ receive }) => receive(router, code))
    read = code
    void router.replace({ path, hash, query })
  }
  // Not after one that failed: of two that take the code out, one is cancelled by the other, which need not be answered by a third.
  router.afterEach((_to, _from, failure) => {
    if (!failure)
      look()
  })
  void router.isReady().then(look)
}
