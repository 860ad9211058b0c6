import { describe, expect, it } from 'vitest'
import { runSideBySide, takeTurns } from '../../../scripts/setup/side-by-side.mjs'

/** Jobs that end when the test says so, and what they have done so far. */
function scripted(specs: Record<string, { after?: string[], alone?: boolean }>) {
  const done: string[] = []
  const says = new Map<string, ((text: string) => void) | undefined>()
  const ends = new Map<string, (error?: Error) => void>()
  const printed: string[] = []
  const jobs = Object.fromEntries(Object.entries(specs).map(([name, { after = [], alone = false }]) => [name, {
    heading: `# ${name}\n`,
    after,
    alone,
    run: (say: ((text: string) => void) | undefined) => new Promise<void>((resolve, reject) => {
      done.push(`${name} begins`)
      says.set(name, say)
      ends.set(name, error => error ? reject(error) : resolve())
    }),
  }]))
  let isInterrupted = false
  const all = runSideBySide(jobs, text => printed.push(text), () => isInterrupted)
  return {
    done,
    all,
    says,
    get printed() {
      return printed.join('')
    },
    say: (name: string, text: string) => says.get(name)!(text),
    interrupt: () => isInterrupted = true,
    async end(name: string) {
      done.push(`${name} ends`)
      ends.get(name)!()
      await new Promise(resolve => setImmediate(resolve))
    },
  }
}

describe('the stages of npm test', () => {
  it('run two at a time, in their order', async () => {
    const { all, done, end } = scripted({ build: {}, types: {}, lint: {}, unit: {} })
    for (const name of ['types', 'build', 'lint', 'unit'])
      await end(name)
    await all
    expect(done).toEqual(['build begins', 'types begins', 'types ends', 'lint begins', 'build ends', 'unit begins', 'lint ends', 'unit ends'])
  })

  it('wait for what they need, and others go first', async () => {
    const { all, done, end } = scripted({ build: {}, e2e: { after: ['build'] }, unit: {} })
    for (const name of ['unit', 'build', 'e2e'])
      await end(name)
    await all
    expect(done).toEqual(['build begins', 'unit begins', 'unit ends', 'build ends', 'e2e begins', 'e2e ends'])
  })

  it('do not wait for jobs that were not requested', async () => {
    const { all, end } = scripted({ e2e: { after: ['build'] } })
    await end('e2e')
    await all
  })

  it('have the machine to themselves where they must, and print by themselves then', async () => {
    const { all, done, end, says } = scripted({ types: {}, browser: { alone: true }, lint: {} })
    for (const name of ['types', 'lint', 'browser'])
      await end(name)
    await all
    expect(done).toEqual(['types begins', 'lint begins', 'types ends', 'lint ends', 'browser begins', 'browser ends'])
    expect(says.get('browser')).toBeUndefined()
  })

  it('begin no more once they are interrupted', async () => {
    const { all, done, end, interrupt } = scripted({ build: {}, types: {}, lint: {} })
    interrupt()
    await end('build')
    await end('types')
    await all
    expect(done).not.toContain('lint begins')
  })

  it('print one after the other, the first one as it goes, each under its heading', async () => {
    const run = scripted({ build: {}, types: {}, lint: {} })
    run.say('types', 'a wrong type\n')
    run.say('build', 'bundling\n')
    expect(run.printed).toBe('# build\nbundling\n')
    await run.end('types')
    run.say('lint', 'a rule\n')
    run.say('build', 'bundled\n')
    expect(run.printed).toBe('# build\nbundling\nbundled\n')
    await run.end('build')
    expect(run.printed).toBe('# build\nbundling\nbundled\n# types\na wrong type\n# lint\na rule\n')
    run.say('lint', 'another one\n')
    expect(run.printed.endsWith('a rule\nanother one\n')).toBe(true)
    await run.end('lint')
    await run.all
  })
})

it('what has nothing more to say yields to the next one, which may have ended long ago', () => {
  const printed: string[] = []
  const begin = takeTurns(text => printed.push(text))
  const [first, second, third] = [begin(), begin(), begin()]
  third.say('3')
  third.end()
  second.say('2')
  expect(printed).toEqual([])
  first.end()
  expect(printed).toEqual(['2'])
  second.end()
  expect(printed).toEqual(['2', '3'])
})
