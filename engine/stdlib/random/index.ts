import { onFreshRun } from '../../kernel/fresh-run'
/**
 * `random`: random numbers. In Python all threads share the generator behind these functions; here each thread has its own.
 *
 * @see https://docs.python.org/3.14/library/random.html
 */
import { Random } from './random'

export { Random }

const shared = new Random()

/** Seeds this thread's generator. @see https://docs.python.org/3.14/library/random.html#random.seed */
export const seed: Random['seed'] = value => shared.seed(value)
/** A number from 0 up to, but not including, 1. @see https://docs.python.org/3.14/library/random.html#random.random */
export const random: Random['random'] = () => shared.random()
/** A whole number of k random bits. @see https://docs.python.org/3.14/library/random.html#random.getrandbits */
export const getrandbits: Random['getrandbits'] = k => shared.getrandbits(k)
/** A whole number from start up to, but not including, stop. @see https://docs.python.org/3.14/library/random.html#random.randrange */
export const randrange: Random['randrange'] = (first, stop, step) => shared.randrange(first, stop, step)
/** A whole number from a to b, both included. @see https://docs.python.org/3.14/library/random.html#random.randint */
export const randint: Random['randint'] = (a, b) => shared.randint(a, b)
/** A number from a to b. @see https://docs.python.org/3.14/library/random.html#random.uniform */
export const uniform: Random['uniform'] = (a, b) => shared.uniform(a, b)
/** An exponentially distributed number. @see https://docs.python.org/3.14/library/random.html#random.expovariate */
export const expovariate: Random['expovariate'] = lambd => shared.expovariate(lambd)
/** A random item. @see https://docs.python.org/3.14/library/random.html#random.choice */
export const choice: Random['choice'] = items => shared.choice(items)
/** Shuffles the items in place. @see https://docs.python.org/3.14/library/random.html#random.shuffle */
export const shuffle: Random['shuffle'] = items => shared.shuffle(items)
/** k different items. @see https://docs.python.org/3.14/library/random.html#random.sample */
export const sample: Random['sample'] = (population, k) => shared.sample(population, k)
/** A normally distributed number. @see https://docs.python.org/3.14/library/random.html#random.gauss */
export const gauss: Random['gauss'] = (mu, sigma) => shared.gauss(mu, sigma)
/** k items, repetitions allowed. @see https://docs.python.org/3.14/library/random.html#random.choices */
export const choices: Random['choices'] = (population, options) => shared.choices(population, options)

onFreshRun(() => shared.seed())
