import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'A check and the payment that depends on it are two steps',
  shows: 'Two threads withdraw 80 each from an account of 100: both check the balance before either has paid. With a lock around check and payment the second one is refused.',
  modes: ['gil', 'free'],
  threads: 2,
  variants: {
    threads: {
      title: 'check, then pay',
      accent: 'threads',
      inAllSchedules: { says: 'Both check before the bank has answered either: in every schedule both are paid', ends: ['2 × 80 paid, balance -60\n'] },
    },
    locked: {
      title: 'with lock',
      accent: 'threads',
      inAllSchedules: { says: 'In every schedule one is paid, and 20 are left', ends: ['1 × 80 paid, balance 20\n'] },
    },
  },
  figures: {
    paid: /^(\d+) × 80 paid/m,
    balance: /balance (-?\d+)/,
  },
  result: ({ figures: { paid, balance } }) => paid === undefined || balance === undefined
    ? undefined
    : balance < 0
      ? { value: `Balance −${-balance}`, says: `${paid} × 80 paid out of 100`, tone: 'bad' }
      : { value: `Balance ${balance}`, says: `${paid} × 80 paid out of 100`, tone: 'good' },
  agree: ['locked.paid', 'locked.balance'],
  bars: [
    { says: 'Both are paid, from an account that has enough for one', figure: 'threads.paid', atLeast: 2, atMost: 2, runs: 5, of: 'some' },
    { says: 'With a lock one is paid, and 20 are left', figure: 'locked.balance', atLeast: 20, atMost: 20, runs: 5, constant: true },
  ],
})
