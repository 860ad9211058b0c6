/**
 * Times at which something begins and ends, in order: begin, end, begin, end …
 * Each call of `next` gives the next one; `undefined` when there is none.
 */
export interface Edges {
  next: () => number | undefined
}

interface Cursor {
  time: number
  begins: boolean
  edges: Edges
}

/**
 * Merges many sorted lists of starts and ends into one, with the number of open ones after each.
 * At one time, ends come before begins: what touches does not overlap.
 * It pauses now and then, so that a long merge can be spread over several frames.
 */
export function* sweep(lists: Iterable<Edges>, visit: (time: number, count: number) => void): Generator<void> {
  const heap: Cursor[] = []
  for (const edges of lists) {
    const time = edges.next()
    if (time !== undefined)
      push(heap, { time, begins: true, edges })
  }
  let count = 0
  for (let visited = 1; heap.length > 0; visited++) {
    const top = heap[0]!
    count += top.begins ? 1 : -1
    visit(top.time, count)
    const time = top.edges.next()
    if (time === undefined) {
      const last = heap.pop()!
      if (heap.length > 0)
        heap[0] = last
    }
    else {
      top.time = time
      top.begins = !top.begins
    }
    sink(heap)
    if (visited % 8192 === 0)
      yield
  }
}

function before(a: Cursor, b: Cursor): boolean {
  return a.time < b.time || (a.time === b.time && !a.begins && b.begins)
}

function push(heap: Cursor[], cursor: Cursor) {
  let at = heap.length
  heap.push(cursor)
  while (at > 0) {
    const parent = (at - 1) >>> 1
    if (!before(cursor, heap[parent]!))
      break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = cursor
}

function sink(heap: Cursor[]) {
  const cursor = heap[0]
  if (!cursor)
    return
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length)
      break
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!))
      child++
    if (!before(heap[child]!, cursor))
      break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = cursor
}
