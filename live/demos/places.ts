import { shallowReactive } from 'vue'

/** The slides with each demo, as far as they have been drawn. */
const places = shallowReactive(new Map<string, ReadonlySet<number>>())

/** Notes the slide of a block of live code. */
export function notePlace(demo: string, page: number) {
  places.set(demo, new Set([...places.get(demo) ?? [], page]))
}

/** The demos on a slide, by name; including exercises, such as `exercises/last-ticket`. */
export function demosOn(page: number): string[] {
  return [...places].flatMap(([demo, pages]) => pages.has(page) ? demo : [])
}

/** The slides with a demo; reactive. */
export function placesOf(demo: string): ReadonlySet<number> {
  return places.get(demo) ?? new Set()
}
