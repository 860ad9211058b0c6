import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Say it in TypeScript',
  section: '14-appendix',
  accent: 'threads',
  task: [
    'Write this Python in the words of the talk’s runtime: `t = Thread(target=work, name="clerk", args=["tea"])`, then `t.start()`, then `t.join(timeout=2)`, then `print("alive:", t.is_alive())`.',
    'The function `work` is there. What has a default in Python goes into one options object; names change by their underscores only.',
  ],
  hints: [
    '`new Thread({ target, name, args })`: `Thread` takes options only.',
    '`join` takes its timeout as an option: `t.join({ timeout: 2 })`.',
    '`is_alive` is `isAlive`. What is `False` in Python prints as `False` here, too.',
  ],
  because: 'Required parameters keep their places, what has a default is named, and nothing else changes. So whatever docs.python.org says of these modules holds here.',
  onlyTypescript: 'In TypeScript only: the Python is the task.',
  threads: 1,
  checks: [
    {
      says: 'A thread that is called clerk has served',
      wrong: ({ lines }) => lines.includes('clerk serves tea') ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'In the end it is not alive any more',
      wrong: ({ lines }) => /^alive: [Ff]alse$/.test(lines.at(-1) ?? '') ? undefined : `the last line is “${lines.at(-1) ?? ''}”`,
    },
  ],
})
