import { expect, it } from 'vitest'
import { leadingImports } from '../../../live/editor/imports'

it.each([
  ['TypeScript', 'import { print } from \'builtins\'\nimport * as time from \'time\'\n\nexport function main() {}', 3],
  ['Python', 'import threading\nfrom time import sleep\n\n\ndef main(): ...', 4],
  ['a list over several lines', 'import {\n  print,\n  range,\n} from \'builtins\'\nmain()', 4],
  ['a list in brackets', 'from asyncio import (\n    sleep,\n)\nx = 1', 3],
  ['no imports', 'x = 1\nimport y', 0],
  ['a comment first', '# why\nimport y\nx = 1', 0],
  ['nothing else', 'import y\n', 0],
  ['nothing', '', 0],
])('the imports at the beginning of a program are counted: %s', (_, text, count) => {
  expect(leadingImports(text)).toBe(count)
})
