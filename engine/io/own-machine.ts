/**
 * Whether a deck is served by the person's own machine, as with `npm start`: after a build the next load should show it, and
 * no one else can change the deck in the middle of a talk. For windows and workers.
 */
export function isOwnMachine({ hostname }: { hostname: string }): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
