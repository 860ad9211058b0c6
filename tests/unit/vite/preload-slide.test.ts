import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { runInNewContext } from 'node:vm'
import { build } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import { preloadSlide } from '../../../scripts/vite/preload-slide'

/** A deck as Slidev builds it, in small. */
const deck: Record<string, string> = {
  'index.html': '<script type="module" src="./main.js"></script>',
  'main.js': `
import './fonts.css'
export const load = [() => import('./pages/play.vue'), () => import('./pages/presenter.vue'), () => import('./internals/DrawingLayer.vue'),
  () => import('./internals/DrawingControls.vue'), () => import('./engine/host/index.ts'), () => import('./live/runs/start.ts'),
  () => import('./live/runs/keep-runs.ts'), () => import('virtual:compiled-programs/mine'), () => import('virtual:highlighted-texts/mine'),
  () => import('virtual:highlighted-texts/python-alone'), () => import('./talk.md__slidev_1.md'), () => import('./talk.md__slidev_2.md'),
  () => import('./talk.md__slidev_3.md')]
document.title = load.length`,
  'fonts.css': `
@font-face { font-family: a; src: url(./bricolage-grotesque-latin-standard-normal.woff2) }
@font-face { font-family: b; src: url(./jetbrains-mono-latin-wght-normal.woff2) }`,
  'bricolage-grotesque-latin-standard-normal.woff2': 'a font',
  'jetbrains-mono-latin-wght-normal.woff2': 'another font',
  ...Object.fromEntries([
    'pages/play.vue',
    'pages/presenter.vue',
    'internals/DrawingLayer.vue',
    'internals/DrawingControls.vue',
    'engine/host/index.ts',
    'live/runs/start.ts',
    'live/runs/keep-runs.ts',
  ].map(name => [name, `export default '${name}'`])),
  'talk.md__slidev_1.md': '# A title',
  'talk.md__slidev_2.md': '# Live\n\n<LiveCode demo="mine" />',
  'talk.md__slidev_3.md': '# Python\n\n<LiveCode demo="python-alone" />',
}

/** Builds it; returns the page. */
async function built(files: Record<string, string>): Promise<string> {
  const root = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'deck-')))
  onTestFinished(() => fs.rm(root, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    await fs.mkdir(path.dirname(path.join(root, name)), { recursive: true })
    await fs.writeFile(path.join(root, name), text)
  }
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'silent',
    build: { assetsInlineLimit: 0 },
    plugins: [
      {
        name: 'slides-and-demos',
        resolveId: id => id.startsWith('virtual:') ? id : undefined,
        load: id => id.startsWith('virtual:') ? `export default '${id}'` : undefined,
        transform: { order: 'post', handler: (code, id) => id.endsWith('.md') ? `export default ${JSON.stringify(code)}` : undefined },
      },
      preloadSlide(),
    ],
  })
  return fs.readFile(path.join(root, 'dist/index.html'), 'utf8')
}

type Preloaded = [files: string[], pages: Record<string, number[]>, slides: Record<string, { files: number[], isLive: boolean }>]

/** What the page's script is given. */
function preloadedBy(html: string): Preloaded {
  return JSON.parse(/\)\((\[\[.*\])\)<\/script>/.exec(html)![1]!) as Preloaded
}

it('any deck can be built: its page names what each of its own slides takes', async () => {
  const html = await built(deck)
  const [files, , slides] = preloadedBy(html)
  expect(Object.entries(slides).map(([no, { isLive }]) => [no, isLive])).toEqual([['1', false], ['2', true], ['3', true]])
  const namesOf = (no: string) => slides[no]!.files.map(index => files[index]).join()
  expect(namesOf('1')).toMatch(/slidev_1/)
  expect(namesOf('1')).not.toMatch(/slidev_2|mine/)
  expect(namesOf('2')).toMatch(/mine.*mine.*slidev_2/)

  expect(namesOf('3')).toMatch(/python-alone.*slidev_3/)

  // The script as the page runs it.
  const script = /<script>(\(function preload[\s\S]*?)<\/script>/.exec(html)![1]!
  const links: { href?: string }[] = []
  const document = { documentElement: { dataset: {} }, createElement: () => ({ dataset: {} }), head: { append: (link: object) => void links.push(link) } }
  runInNewContext(script, { document, location: { hash: '#/2', pathname: '/' } })
  expect(links.map(({ href }) => href)).toContainEqual(expect.stringMatching(/^\.\/assets\/.*slidev_2/))
  expect(document.documentElement.dataset).toHaveProperty('liveCode')
})

it('a deck can be built without drawings and without a presenter’s window', async () => {
  const main = deck['main.js']!.replace(/\(\) => import\('\.\/(?:pages\/presenter|internals\/\w+)\.vue'\),/g, '')
  const [files, pages] = preloadedBy(await built({ ...deck, 'main.js': main }))
  expect(pages.presenter).toEqual([])
  expect(pages['']!.map(index => files[index]).join()).toMatch(/play/)
})
