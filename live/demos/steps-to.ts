import { stepFile } from '../content/manifest'

/**
 * The texts of a file that is typed live, step by step: those of `threads.step-1.ts`, `threads.step-2.ts` … and finally its
 * own.
 *
 * @param file such as `hello-threads/threads.ts`
 * @param textOf returns a file's text; `undefined` when there is no such file
 */
export function stepsTo(file: string, textOf: (file: string) => string | undefined): readonly string[] {
  const steps: string[] = []
  for (;;) {
    const text = textOf(stepFile(file, steps.length + 1))
    if (text === undefined)
      return [...steps, (textOf(file) ?? '').trimEnd()]
    steps.push(text.trimEnd())
  }
}
