import { shallowReactive } from 'vue'

/** On which slides each demo stands, as far as they are drawn by now. */
const places = shallowReactive(new Map<string, ReadonlySet<number>>())

/** A block of live code tells where it stands. */
export function notePlace(demo: string, page: number) {
  places.set(demo, new Set([...places.get(demo) ?? [], page]))
}

/** The demos on a slide, by name; exercises among them, as `exercises/last-ticket`. */
export function demosOn(page: number): string[] {
  return [...places].flatMap(([demo, pages]) => pages.has(page) ? demo : [])
}

/** The slides on which a demo stands; reactive. */
export function placesOf(demo: string): ReadonlySet<number> {
  return places.get(demo) ?? new Set()
}
