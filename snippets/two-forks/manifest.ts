import { endsIn } from '../../live/content/goal'
import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'It went well, and it can deadlock',
  shows: 'Both eat, in every run that you are likely to see: the first is done before the second begins. “Schedules” finds the one in which nobody eats.',
  modes: ['gil', 'free'],
  threads: 2,
  variants: {
    threads: {
      title: 'two orders',
      accent: 'threads',
      inAllSchedules: { says: 'Some schedule deadlocks, the others let both eat', ends: ['deadlock', 'Ada has both and eats\nGuido has both and eats\n', 'Guido has both and eats\nAda has both and eats\n'] },
      goal: {
        says: 'Make both wait forever.',
        because: 'Each holds what the other one needs: a deadlock, in a program whose runs all went well.',
        reached: endsIn('deadlock'),
      },
    },
    ordered: {
      title: 'one order',
      accent: 'threads',
      inAllSchedules: { says: 'Both eat in every schedule', ends: ['Ada has both and eats\nGuido has both and eats\n', 'Guido has both and eats\nAda has both and eats\n'] },
    },
  },
  result: ({ text }) => text.split('eats').length === 3
    ? { value: 'Both ate', says: 'in this schedule, one of many', tone: 'good' }
    : undefined,
})
