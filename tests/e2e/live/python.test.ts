import { expect } from '@playwright/test'
import { warmTest as test } from '../sites/fixtures'
import { openLive } from './live-block'

// The first run fetches CPython and starts it, on a machine that does other things as well.
const FIRST_RUN = { timeout: 60_000 }

const RACE = `import threading
counter = 0
def work():
    global counter
    for n in range(2000):
        counter = counter + int(1)
threads = [threading.Thread(target=work) for n in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print('kept', counter)
`

test.describe('the Python tab', () => {
  test('shows a recording until it is run, then what CPython does here, with lanes, and says what ran it', async ({ page, site }) => {
    test.slow()
    const requests: string[] = []
    page.on('request', request => requests.push(request.url()))
    const block = await openLive(page, await site('built'), 'hello-threads')
    await block.tab(/threads/).click()
    await block.button('Run').click()
    await block.ended('finished')
    expect(requests.filter(url => url.includes('pyodide'))).toEqual([])

    await block.button('Python').click()
    // All of it was recorded, and not its first step.
    await page.keyboard.press('Shift+N')
    await expect(block.root.getByRole('group', { name: 'Recorded output of CPython' })).toContainText('Recorded: ')
    await expect(block.root).toContainText('CPython 3.14, GIL, in this browser: one thread at a time')
    await block.button('Run').click()
    await expect(block.root.locator('.live-status')).toHaveAttribute('data-status', 'finished', FIRST_RUN)
    await expect(block.output).toContainText('hello')
    await expect(block.root.locator('.live-summary')).toHaveText(/^CPython 3\.14\.\d+ · GIL$/)
    await expect(block.root.getByRole('table').getByRole('rowheader').first()).toHaveText('MainThread')
    expect(requests.filter(url => !url.startsWith(new URL(page.url()).origin) && /^https?:/.test(url))).toEqual([])
  })

  test('is edited and run, repeats itself in a Controlled run and says the seed, marks the line of an error, and stops', { tag: '@firefox' }, async ({ page, site }) => {
    test.slow()
    const block = await openLive(page, await site('built'), 'lost-update')
    const status = block.root.locator('.live-status')
    await block.button('Python').click()
    await block.edit()
    await block.write(RACE)
    await block.leave()
    await block.root.getByRole('checkbox', { name: 'Controlled' }).check()
    await block.button('Run').click()
    await expect(status).toHaveAttribute('data-status', 'finished', FIRST_RUN)
    await expect(block.root.locator('.live-summary')).toContainText('Controlled, seed 1')
    const first = await block.output.textContent()
    const run = await block.root.getAttribute('data-run')
    await block.button('Run').click()
    await expect(block.root).not.toHaveAttribute('data-run', run!)
    await block.ended('finished')
    await expect(block.output).toHaveText(first!)

    await block.root.getByRole('checkbox', { name: 'Controlled' }).uncheck()
    await block.editor.click()
    await expect(block.editor).toHaveClass(/focused/)
    await block.write('import threading\nprint("from the editor")\n1 / 0\n')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(status).toHaveAttribute('data-status', 'failed', FIRST_RUN)
    await expect(block.output).toContainText('from the editor')
    await expect(block.problems.first()).toContainText('ZeroDivisionError: division by zero')
    await expect(block.problems.first().getByRole('button', { name: 'line 3' })).toBeVisible()

    await block.write('print("endless")\nwhile True:\n    pass\n')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(block.output).toContainText('endless', FIRST_RUN)
    await page.keyboard.press('ControlOrMeta+Period')
    await block.ended('stopped')
  })

  test('shows a recording in a browser without promise integration, says why, and runs as TypeScript', async ({ browser, site }) => {
    const context = await browser.newContext()
    await context.addInitScript(() => {
      for (const part of ['Suspending', 'SuspendError', 'promising'])
        Reflect.deleteProperty(WebAssembly, part)
    })
    const page = await context.newPage()
    const requests: string[] = []
    page.on('request', request => requests.push(request.url()))
    const block = await openLive(page, await site('built'), 'hello-threads')
    await block.tab(/threads/).click()
    await block.button('Python').click()
    await expect(block.root.getByRole('note')).toContainText('WebAssembly’s promise integration (JSPI), which this browser lacks')
    const recorded = block.root.getByRole('group', { name: 'Recorded output of CPython' })
    await expect(recorded).toContainText('Recorded: ')
    await expect(recorded).toContainText('all greeted')
    // All of it, as it was recorded, and not its first step.
    await expect(block.root.locator('.live-code-pane')).toContainText('b.join()')
    await expect(block.root).not.toContainText('in this browser: one thread at a time')
    await block.button('Run').click()
    await block.ended('finished')
    await expect(block.button('Python')).toHaveAttribute('aria-pressed', 'false')
    expect(requests.filter(url => url.includes('pyodide'))).toEqual([])
    await context.close()
  })

  test('shows a recording where a browser can\'t run the twin, and says why', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'gil-cpu')
    await block.tab(/processes/).click()
    await block.button('Python').click()
    await expect(block.root.getByRole('note')).toContainText('a browser gives Python none')
  })
})
