import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, it } from 'vitest'

/** Slidev makes every file under `components/` a name that all slides know. */
const files = readdirSync('components', { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(({ parentPath, name }) => `${parentPath}/${name}`)
const nameOf = (file: string) => basename(file, '.vue')

it('slides know these names and no others', () => {
  expect(files.map(nameOf).sort()).toEqual([
    'ChessExhibition',
    'Cited',
    'DecisionChart',
    'DoorsDiagram',
    'Exercise',
    'Figure',
    'GilDoor',
    'LiveBlock',
    'LiveCode',
    'Poll',
    'Provenance',
    'QrCode',
    'QueueBorder',
    'Recorded',
    'SectionArt',
    'SelectorDiagram',
    'SideBySide',
    'Signpost',
    'Sketch',
    'SpeakerArt',
    'TakeawayArt',
    'ThreeQuestions',
    'Timeline',
    'TitleArt',
  ])
})

it('each of this talk\'s own components is written on one of its slides or in a layout', () => {
  const written = [...readdirSync('pages').map(name => `pages/${name}`), ...readdirSync('layouts').map(name => `layouts/${name}`)]
    .map(file => readFileSync(file, 'utf8'))
    .join('\n')
  const own = files.filter(file => file.startsWith('components/talk/')).map(nameOf)
  expect(own.length).toBeGreaterThan(5)
  expect(own.filter(name => !new RegExp(`<${name}[ />\n]`).test(written))).toEqual([])
})
