import { expect } from '@playwright/test'
import { siteNames, warmTest as test } from '../sites/fixtures'
import { openLive } from './live-block'

for (const name of siteNames) {
  test.describe(`on the ${name} site`, () => {
    // The dev server bundles and compiles what the first visit asks for.
    test.describe.configure({ timeout: 600_000 })

    test('a snippet runs on real threads, and one on the event loop, its requests answered by io/', { tag: name === 'plain' ? '@firefox-in-full' : [] }, async ({ page, site }) => {
      const threads = await openLive(page, await site(name), 'hello-threads')
      await threads.button('Run').click()
      await threads.ended('finished')
      await expect(threads.output).toContainText('Thread-1')
      await expect(threads.output).toContainText('Thread-2')
      await expect(threads.problems).toHaveCount(0)

      const tasks = await openLive(page, await site(name), 'downloads')
      await tasks.tab('asyncio').click()
      await tasks.button('Run').click()
      await tasks.ended('finished')
      await expect(tasks.output).toContainText('Task-')
      await expect(tasks.problems).toHaveCount(0)
    })
  })
}
