import { print, range } from 'builtins'
import { Thread } from 'threading'
import * as time from 'time'

function think(board: number) {
  time.sleep(0.1)
  print(`board ${board} has moved`)
}

export function main() {
  const threads = range(1, 4).map(board => new Thread({ target: think, args: [board] }))
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  print('the round is over')
}
