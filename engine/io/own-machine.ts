/**
 * Whether a deck is served by the person's own machine, as `npm start` does it: who builds anew wants to see that at
 * the next load, and nobody else can change the deck in the middle of a talk. For windows and workers.
 */
export function isOwnMachine({ hostname }: { hostname: string }): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
