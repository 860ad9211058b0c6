import { expect } from '@playwright/test'
import { onePageTest as test } from '../sites/fixtures'
import { openLive } from './live-block'

const TWENTY_REQUESTS = `import * as asyncio from 'asyncio'
import { print, range } from 'builtins'
import * as web from 'web'

async function ask(n: number) {
  return (await web.aget(\`io/wait?ms=3000&n=\${n}\`)).status
}

export async function main() {
  const requests = range(20).map(n => asyncio.createTask(ask(n)))
  await asyncio.sleep(0.5)
  print('asked')
  const answers = await asyncio.gather(...requests)
  print(\`\${answers.filter(status => status === 200).length} answers\`)
}
`

test.describe('requests', () => {
  test('are answered by the service worker, two hundred at a time, and no fetch is made for each', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'two-hundred-waits')
    const fetched: string[] = []
    page.on('request', request => request.url().includes('/io/wait') && fetched.push(request.url()))
    await block.tab('asyncio').click()
    await block.button('Run').click()
    await block.ended('finished')
    await expect(block.output).toContainText('200 waits in')
    expect(fetched.length).toBeLessThan(10)
  })

  test('survive the end of the service worker that was answering them', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.edit()
    await block.write(TWENTY_REQUESTS)
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(block.output).toContainText('asked')
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('ServiceWorker.enable')
    await devtools.send('ServiceWorker.stopAllWorkers')
    await block.ended('finished')
    await expect(block.output).toContainText('20 answers')
  })
})
