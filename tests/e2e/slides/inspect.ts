import type { Locator } from '@playwright/test'

/** Sizes on the canvas of 980 px, after every transform. */
export interface Limits {
  body: number
  code: number
  /** Labels and output. */
  label: number
}

/** What the last row can read: for slides of the main path. */
export const MAIN_PATH: Limits = { body: 22, code: 18, label: 16 }
/** What is read at home: for optional slides. */
export const OPTIONAL: Limits = { body: 18, code: 16, label: 12 }

/** What is a label: names of controls and axes, captions, sources, and what a program has printed. */
const LABELS = '.label, .signpost, .live-out, .live-problems, .live-recorded-text, .live-headline span, .live-runtime, .deck-foot, figcaption, svg, sup, .live-toolbar, .live-views, .live-time, .live-name, .live-empty, .live-dropped, .live-number, .live-recorded-by, .live-place, .live-where, .live-hint, .live-loop, .live-sums, .live-ring, .live-deadlock li, .timeline, .side-table thead, .side-hint, .side-current'
/** What is read as code or as a program's output. */
const CODE = 'pre, code, kbd, samp, .live-rest, .live-lines, .live-recorded-text, .live-problems, .live-deadlock, .monaco-editor, .side-table'

/**
 * What is wrong with how a slide looks: what reaches out of it, text that is cut off, and text that is too small.
 *
 * @param slide the element of a slide in sight
 * @param limits the least sizes
 * @returns a line for each complaint
 */
export function inspect(slide: Locator, limits: Limits): Promise<string[]> {
  return slide.evaluate((root: HTMLElement, { limits, LABELS, CODE }) => {
    const frame = root.getBoundingClientRect()
    const scale = frame.width / 980
    const complaints = new Set<string>()
    const nameOf = (element: Element): string => {
      const classes = typeof element.className === 'string' ? element.className : element.getAttribute('class') ?? ''
      return [element.tagName.toLowerCase(), ...classes.split(' ').filter(Boolean)].join('.')
    }

    /** The part of an element that nothing on the way to the slide cuts off; `undefined` if there is none. */
    function seen(box: DOMRect, from: Element): { left: number, top: number, right: number, bottom: number } | undefined {
      let { left, top, right, bottom } = box
      for (let at: Element | null = from; at && at !== root; at = at.parentElement) {
        const style = getComputedStyle(at)
        if (style.overflowX === 'visible' && style.overflowY === 'visible' && style.clipPath === 'none')
          continue
        const clip = at.getBoundingClientRect()
        left = Math.max(left, clip.left)
        top = Math.max(top, clip.top)
        right = Math.min(right, clip.right)
        bottom = Math.min(bottom, clip.bottom)
        if (style.clipPath !== 'none' && style.clipPath.startsWith('inset(50%'))
          return undefined
      }
      return right - left > 1 && bottom - top > 1 ? { left, top, right, bottom } : undefined
    }

    function sizeOf(element: Element): number {
      const size = Number.parseFloat(getComputedStyle(element).fontSize)
      const drawn = element.closest('svg') && element instanceof SVGGraphicsElement ? element.getScreenCTM() : null
      return drawn ? size * Math.hypot(drawn.a, drawn.b) / scale : size
    }

    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
      const node = walker.currentNode as Text
      const element = node.parentElement
      const words = node.data.trim()
      if (!words || !element || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || ['STYLE', 'TITLE', 'OPTION'].includes(element.tagName.toUpperCase()))
        continue
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      const part = seen(box, element)
      if (!part)
        continue
      const said = `“${words.slice(0, 40)}” (${nameOf(element)})`
      if (part.left < frame.left - 1 || part.top < frame.top - 1 || part.right > frame.right + 1 || part.bottom > frame.bottom + 1)
        complaints.add(`${said} reaches out of the slide`)
      const [kind, limit] = element.closest(LABELS) ? ['label', limits.label] : element.closest(CODE) ? ['code', limits.code] : ['body', limits.body]
      const size = sizeOf(element)
      if (size < Number(limit) - 0.01)
        complaints.add(`${said} is ${size.toFixed(1)} px, a ${kind} needs ${limit}`)
    }

    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        continue
      const box = element.getBoundingClientRect()
      const part = seen(box, element.parentElement ?? root)
      if (part && (part.left < frame.left - 1 || part.top < frame.top - 1 || part.right > frame.right + 1 || part.bottom > frame.bottom + 1))
        complaints.add(`${nameOf(element)} reaches out of the slide`)
      // What scrolls can be read; what is hidden can't.
      const style = getComputedStyle(element)
      const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
      if (part && element.clientWidth > 1 && element.textContent?.trim() && !element.closest('.monaco-editor')) {
        if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
          complaints.add(`${nameOf(element)} cuts off “${element.textContent.trim().slice(0, 40)}” at its side`)
        if (element.matches('pre.slidev-code') && element.scrollWidth > element.clientWidth + 1)
          complaints.add(`${nameOf(element)} shows only a part of “${element.textContent.trim().slice(0, 40)}”`)
        if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
          complaints.add(`${nameOf(element)} cuts off “${element.textContent.trim().slice(0, 40)}” at its end`)
      }
    }
    return [...complaints]
  }, { limits, LABELS, CODE })
}
