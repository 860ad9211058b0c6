import type { Router } from 'vue-router'

/** The query's name, see link.ts. */
const QUERY = 'code'

/**
 * Watches for links that carry code, as long as the page lives. The code that reads them is loaded with the first one.
 *
 * The code is removed from the address at once, so that it does not get into the next slide's address or a bookmark.
 */
export function awaitLinks(router: Router) {
  let read: string | undefined
  function look() {
    const { path, hash: whole, query: { [QUERY]: asked, ...query } } = router.currentRoute.value
    // Where routes are paths, it stands behind the hash all the same: no server sees it.
    const [hash, behind] = whole.split('?') as [string, string?]
    const carried = new URLSearchParams(behind).getAll(QUERY)
    if (asked === undefined && carried.length === 0) {
      read = undefined
      return
    }
    // If there are several, as after pasting one link onto another, the first that is not empty.
    const code = [asked, carried].flat().find(each => each) ?? ''
    if (code !== read)
      void import('./receive').then(({ receive }) => receive(router, code))
    read = code
    void router.replace({ path, hash: hash === '#' ? '' : hash, query })
  }
  // Not after a failure: when two navigations remove the code, one cancels the other, and needs no third.
  router.afterEach((_to, _from, failure) => {
    if (!failure)
      look()
  })
  void router.isReady().then(look)
}
