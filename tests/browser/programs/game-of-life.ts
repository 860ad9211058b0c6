// Conway's Game of Life: each thread owns some rows, a barrier keeps the generations in step.
import { print, range, sum } from 'builtins'
import * as shared from 'shared'
import { Barrier, Thread } from 'threading'

const SIZE = 8
const THREADS = 4
const GENERATIONS = 32 // a glider is back where it was after 4 * SIZE of them
const GLIDER = [[0, 1], [1, 2], [2, 0], [2, 1], [2, 2]]

const grids = [shared.array(SIZE * SIZE), shared.array(SIZE * SIZE)] // one is read, the other written
const generation = shared.int(0)
const barrier = new Barrier(THREADS, { action: endOfGeneration })

function show(grid: Float64Array) {
  for (const row of range(SIZE))
    print(range(SIZE).map(column => grid[row * SIZE + column] ? '#' : '.').join(''))
}

/** Called by one of the threads while all of them stand at the barrier. */
function endOfGeneration() {
  generation.value += 1
  if (generation.value % 8 === 0) {
    print('generation', generation.value)
    show(grids[generation.value % 2])
  }
}

function neighbours(grid: Float64Array, row: number, column: number) {
  let count = 0
  for (const down of [-1, 0, 1]) {
    for (const right of [-1, 0, 1]) {
      if (down || right)
        count += grid[(row + down + SIZE) % SIZE * SIZE + (column + right + SIZE) % SIZE]
    }
  }
  return count
}

function live(first: number, last: number) {
  for (const n of range(GENERATIONS)) {
    const now = grids[n % 2]
    const following = grids[(n + 1) % 2]
    for (const row of range(first, last)) {
      for (const column of range(SIZE)) {
        const cell = row * SIZE + column
        const count = neighbours(now, row, column)
        following[cell] = count === 3 || (count === 2 && now[cell] === 1) ? 1 : 0
      }
    }
    barrier.wait()
  }
}

export function main() {
  for (const [row, column] of GLIDER)
    grids[0][row * SIZE + column] = 1
  print('generation 0')
  show(grids[0])
  const rows = SIZE / THREADS
  const threads = range(THREADS).map(n =>
    new Thread({ target: live, args: [n * rows, (n + 1) * rows], name: `rows-${n * rows}` }))
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  const alive = sum(grids[0])
  const home = GLIDER.every(([row, column]) => grids[0][row * SIZE + column] === 1)
  print(`generation ${generation.value}, ${alive} cells, glider is home: ${home && alive === 5 ? 'True' : 'False'}`)
}
