import type { Plugin, Rolldown } from 'vite'
import { routesBehindHash } from './router-mode.ts'

/** Modules that Slidev imports as soon as a slide is drawn, unless the deck turns drawing off. */
const slideModules = ['/internals/DrawingLayer.vue', '/internals/DrawingControls.vue']

/** Modules that live code imports once it is in sight, requested together with it. */
const liveModules = ['/engine/host/index.ts', '/live/runs/start.ts', '/live/runs/keep-runs.ts']

/**
 * Lets the page request everything that its slide needs at once; a deck would discover these files one after the other,
 * each once the code that imports it has run. `#/12` needs Slidev's page for slides, slide 12, and for live code on it the
 * engine and the demo's compiled programs, with `data-live-code` on the page's root.
 */
export function preloadSlide(): Plugin {
  /** The module and the demo of each slide in this build, by number. */
  const slideModuleOf = new Map<number, { id: string, demo: string | undefined }>()
  /** The path that the deck lives under, where its routes are paths below that; `null` where they stand behind the hash. */
  let base: string | null = null
  return {
    name: 'deck:preload-slide',
    apply: 'build',

    configResolved(config) {
      base = routesBehindHash(config) ? null : config.base
    },

    transform: {
      order: 'pre',
      handler(code, id) {
        const no = /__slidev_(\d+)\.md$/.exec(id)?.[1]
        if (no !== undefined)
          slideModuleOf.set(Number(no), { id, demo: /<(?:LiveCode|SideBySide) demo="([\w-]+)"/.exec(code)?.[1] })
      },
    },

    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (!bundle)
          return html
        const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
        const files: string[] = []
        /**
         * Indexes in `files` of what modules need; each module is found by the end of its id. A deck may lack one: it has
         * no presenter's window, or a demo has no program in TypeScript.
         */
        const take = (...ends: string[]): number[] => {
          const found = ends.flatMap(end => chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(end)) ?? chunks.find(({ moduleIds }) => moduleIds.some(id => id.endsWith(end))) ?? [])
          return Array.from(withImports(bundle, found), (file) => {
            if (!files.includes(file))
              files.push(file)
            return files.indexOf(file)
          })
        }
        const font = (name: string): number | undefined => {
          const file = Object.keys(bundle).find(file => file.includes(`/${name}-`) && file.endsWith('.woff2'))
          return file === undefined ? undefined : files.push(file) - 1
        }
        const pages = { '': take('/pages/play.vue', ...slideModules), 'presenter': take('/pages/presenter.vue', ...slideModules) }
        const slides: Record<number, PreloadedSlide> = {}
        for (const [no, { id, demo }] of [...slideModuleOf].toSorted(([a], [b]) => a - b)) {
          const live = demo === undefined ? [] : take(...liveModules, `virtual:compiled-programs/${demo}`, `virtual:highlighted-texts/${demo}`)
          slides[no] = { files: [...live, ...take(id)], isLive: demo !== undefined }
        }
        // The engine takes longest to start; drawing waits for the fonts last. A deck may have other fonts.
        const fonts = [font('bricolage-grotesque-latin-standard-normal'), font('jetbrains-mono-latin-wght-normal')]
        const code = `(${preload.toString()})(${JSON.stringify([files, pages, slides, fonts, base])})`
        // A script waits for stylesheets that the page names before it.
        const place = html.search(/<link rel="stylesheet"|<\/head>/)
        return `${html.slice(0, place)}<script>${code}</script>\n  ${html.slice(place)}`
      },
    },
  }
}

/** The files that a slide needs, as indexes. */
interface PreloadedSlide { files: number[], isLive: boolean }

/** Files of chunks, of their static imports, and of their styles. */
function withImports(bundle: Rolldown.OutputBundle, chunks: readonly Rolldown.OutputChunk[]): Set<string> {
  const files = new Set<string>()
  const add = (chunk: Rolldown.OutputChunk | Rolldown.OutputAsset | undefined): void => {
    if (chunk?.type !== 'chunk' || files.has(chunk.fileName))
      return
    files.add(chunk.fileName)
    for (const file of chunk.viteMetadata?.importedCss ?? [])
      files.add(file)
    chunk.imports.forEach(name => add(bundle[name]))
  }
  chunks.forEach(add)
  return files
}

/** Runs in the page. */
function preload([files, pages, slides, [text, code], base]: [string[], Record<string, number[]>, Record<number, PreloadedSlide>, (number | undefined)[], string | null]): void {
  const route = base === null ? location.hash.slice(2) : location.pathname.slice(base.length)
  const [, page = '', no = '1'] = /^(?:(\w+)\/)?(\d+)/.exec(route) ?? []
  const slide = slides[Number(no)]
  if (slide?.isLive)
    document.documentElement.dataset.liveCode = ''
  for (const index of new Set([...slide?.files ?? [], ...pages[page] ?? [], text, ...slide?.isLive ? [code] : []])) {
    if (index == null)
      continue
    const link = document.createElement('link')
    const href = files[index]!
    link.rel = href.endsWith('.js') ? 'modulepreload' : 'preload'
    if (link.rel === 'preload')
      link.as = href.endsWith('.css') ? 'style' : 'font'
    link.crossOrigin = ''
    link.dataset.ahead = ''
    link.href = `${base ?? './'}${href}`
    document.head.append(link)
  }
}
