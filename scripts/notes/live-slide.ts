import type { Demo } from '../../live/content/manifest'

/** A slide with live code. */
export interface LiveSlide {
  demo: string
  manifest: Demo
  /** Titles of the variants that have a tab and a program in TypeScript, mapped to their names, in the order of the tabs. */
  variants: ReadonlyMap<string, string>
  /** Name of the variant that is shown. */
  shown: string
  /** Whether its Python is shown first. */
  python: boolean
  sideBySide: boolean
}

/**
 * Reads the live code of a slide.
 *
 * @param slide a slide of the talk
 * @param slide.content its Markdown
 * @param manifestOf reads the manifest of a demo
 * @returns `undefined` if it has none
 */
export async function liveSlideOf({ content }: { content: string }, manifestOf: (demo: string) => Promise<Demo>): Promise<LiveSlide | undefined> {
  const [, component, attributes = ''] = content.match(/<(LiveCode|SideBySide)\s([^>]*)>/) ?? []
  const demo = attributes.match(/\bdemo="([^"]+)"/)?.[1]
  if (component === undefined || demo === undefined)
    return undefined
  const manifest = await manifestOf(demo)
  const names = attributes.match(/\b(?:tabs|variants)="([^"]+)"/)?.[1]?.split(',').map(name => name.trim()) ?? Object.keys(manifest.variants)
  return {
    demo,
    manifest,
    variants: new Map(names.flatMap((name) => {
      const variant = manifest.variants[name]
      return variant && variant.typescript !== false ? [[variant.title, name]] : []
    })),
    shown: attributes.match(/\bvariant="([^"]+)"/)?.[1] ?? names[0] ?? '',
    python: /(?:^|\s)python(?:\s|$)/.test(attributes),
    sideBySide: component === 'SideBySide',
  }
}
