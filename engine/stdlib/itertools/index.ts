/**
 * `itertools`: iterators for loops.
 *
 * @see https://docs.python.org/3.14/library/itertools.html
 */
export { accumulate, batched, chain, combinations, compress, count, cycle, dropwhile, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, zipLongest } from './iterators'
