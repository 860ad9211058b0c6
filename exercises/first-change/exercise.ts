import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Change it, run it, check it',
  section: '01-opening',
  task: [
    'All exercises work like this one. Change the program, run it with Control Enter and look at what it prints; Check runs it forty times, half of them without the GIL, because a bug that depends on timing may hide from a single run.',
    'Make the program greet you by name instead of `stranger`.',
  ],
  hints: [
    'Click the code to edit it. On a keyboard, press Enter while it has the focus.',
    'Only the text between the quotes in `greet(\'stranger\')` has to change.',
  ],
  because: 'Any name will do. You have edited, compiled and run a program in your browser. No server was involved.',
  inPython: {
    task: [
      'All exercises work like this one. Change the program, run it with Control Enter and look at what it prints; Check runs it forty times, half of them Controlled, each with a different interleaving, because a bug that depends on timing may hide from a single run.',
      'Make the program greet you by name instead of `stranger`.',
    ],
    because: 'Any name will do. You have edited and run a Python program in your browser. No server was involved.',
  },
  checks: [
    {
      says: 'It greets one person',
      wrong: ({ lines }) => lines.length === 1 && /^Hello, .+!$/.test(lines[0]!) ? undefined : `it printed ${quoted(lines)}, not one line like “Hello, Ada!”`,
    },
    {
      says: 'It doesn’t greet a stranger',
      wrong: ({ lines }) => lines.some(line => line.includes('stranger')) ? 'it still greets a stranger' : undefined,
    },
  ],
})
