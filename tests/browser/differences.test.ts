/** Runs the programs of docs/differences.md: each prints what stands under it. */
import { describe, expect, it } from 'vitest'
import differences from '../../docs/differences.md?raw'
import { runSnippet } from './run-snippet'

/** The programs by the heading that they stand under, with their output. */
function programs(): { heading: string, source: string, output: string[] }[] {
  const found = []
  for (const section of differences.split(/^#+ /m)) {
    const heading = section.slice(0, section.indexOf('\n'))
    for (const [, source, output] of section.matchAll(/```ts\n([\s\S]*?)```\s*```text\n([\s\S]*?)\n?```/g))
      found.push({ heading, source: source!, output: output!.split('\n') })
  }
  return found
}

describe('docs/differences.md', () => {
  it('has a program with its output for each difference that it shows code for', () => {
    expect(programs().length).toBe(differences.match(/```ts/g)?.length)
  })

  for (const { heading, source, output } of programs()) {
    it(heading, { timeout: 90_000 }, async () => {
      const { lines, problems } = await runSnippet(source)
      expect([...lines, ...problems.map(({ type, message }) => `${type}: ${message}`)]).toEqual(output)
    })
  }
})
