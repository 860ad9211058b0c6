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
    const { path, hash, query: { [QUERY]: found, ...query } } = router.currentRoute.value
    if (found === undefined) {
      read = undefined
      return
    }
    // Of several, as a link that was pasted onto another one has them, the first that says something.
    const code = [found].flat().find(each => each) ?? ''
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
