import type { ResolvedConfig } from 'vite'

/** Whether the deck's routes stand behind `#`, as Slidev has read it from the headmatter. */
export function routesBehindHash({ define }: Pick<ResolvedConfig, 'define'>): boolean {
  return String(define?.__SLIDEV_HASH_ROUTE__) !== 'false'
}
