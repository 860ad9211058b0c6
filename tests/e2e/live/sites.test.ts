import { expect } from '@playwright/test'
import { siteNames, warmTest as test } from '../sites/fixtures'
import { openLive } from './live-block'

for (const name of siteNames) {
  test.describe(`on the ${name} site`, () => {
    // The dev server compiles what the first visit asks for.
    test.describe.configure({ timeout: 180_000 })

    test('a snippet runs on real threads', async ({ page, site }) => {
      const block = await openLive(page, await site(name), 'hello-threads')
      await block.button('Run').click()
      await block.ended('finished')
      await expect(block.output).toContainText('Thread-1')
      await expect(block.output).toContainText('Thread-2')
      await expect(block.problems).toHaveCount(0)
    })

    test('a snippet runs on the event loop, its requests answered by io/', async ({ page, site }) => {
      const block = await openLive(page, await site(name), 'downloads')
      await block.tab('asyncio').click()
      await block.button('Run').click()
      await block.ended('finished')
      await expect(block.output).toContainText('Task-')
      await expect(block.problems).toHaveCount(0)
    })
  })
}
