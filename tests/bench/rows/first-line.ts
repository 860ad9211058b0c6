import type { Page } from '@playwright/test'
import type { BenchRow } from '../row'
import { openBenchDeck, openEditor, typeSource, untilKept } from '../bench-deck'
import { median, spreadOf } from '../row'

const OURS = `const round = '1'
import { print } from 'builtins'
import { Lock } from 'threading'

const lock = new Lock()

function greet(name: string): string {
  using _ = lock.hold()
  return \`round \${name}\`
}

export function main(): void {
  print(greet(round))
}
`

const STOCK = `const round = '1'

function greet(name: string): string {
  return \`round \${name}\`
}

function main(): void {
  console.log(greet(round))
}

main()
`

const ROUNDS = 20
const LIMIT_MS = 60

/** Edits the first line, presses the key if there is one, and gives the milliseconds from the last key to the output. */
async function oneRound(page: Page, digit: string, text: string, output: string, key?: string): Promise<number> {
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  // Before the first key is pressed it must be listened to.
  const appears = await page.evaluateHandle(([wanted, selector]) => ({ after: new Promise<number>((resolve) => {
    let begin = 0
    const onKey = (): void => void (begin = performance.now())
    addEventListener('keydown', onKey, true)
    const observer = new MutationObserver(() => {
      const seen = [...document.querySelectorAll(selector)].some(element => element.textContent.includes(wanted))
      if (!seen)
        return
      observer.disconnect()
      removeEventListener('keydown', onKey, true)
      resolve(performance.now() - begin)
    })
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  }) }), [text, output] as const)
  await page.keyboard.press(digit)
  if (key)
    await page.keyboard.press(key)
  return appears.evaluate(({ after }) => after)
}

async function rounds(page: Page, output: string, key?: string): Promise<number[]> {
  const times: number[] = []
  let text = 'round 1'
  for (let round = 0; round < ROUNDS + 3; round++) {
    const digit = String(round % 10)
    text += digit
    times.push(await oneRound(page, digit, text, output, key))
    await page.waitForTimeout(600)
  }
  return times.slice(3)
}

/** From the key that runs an edited snippet to its first line. */
export const firstLine: BenchRow = {
  name: 'first-line',
  what: 'an edited snippet, from Ctrl+Enter to its first line, against Slidev\'s own {monaco-run} from the same edit',
  bar: 'ours <= 60 ms and ratio <= 0.25',
  async measure() {
    await using deck = await openBenchDeck()
    const { page } = deck
    await openEditor(deck, 1, '.live-rest')
    await typeSource(page, OURS)
    await untilKept(page)
    const ours = await rounds(page, '[role=log]', 'ControlOrMeta+Enter')
    await openEditor(deck, 2)
    await typeSource(page, STOCK)
    const stock = await rounds(page, '.slidev-runner-output')
    const ratio = median(ours) / median(stock)
    return { ours: median(ours), peer: median(stock), unit: 'ms', ratio, spread: spreadOf(ours), holds: median(ours) <= LIMIT_MS && ratio <= 0.25 }
  },
}
