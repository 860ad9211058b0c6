import { print, range } from 'builtins'
import * as time from 'time'

function think(board: number) {
  time.sleep(0.1)
  print(`board ${board} has moved`)
}

export function main() {
  for (const board of range(1, 4))
    think(board)
  print('the round is over')
}
