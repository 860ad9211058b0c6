import type { Bar, Demo, Mode, Variant } from '../../live/content/manifest'

const manifests = import.meta.glob<Demo>('../../snippets/*/manifest.ts', { eager: true, import: 'default' })

/** All demos, with the names of their folders. */
export const demos: readonly { demo: string, manifest: Demo }[] = Object.entries(manifests)
  .map(([path, manifest]) => ({ demo: path.split('/').at(-2) ?? '', manifest }))

/** The modes that a variant runs in. */
export function modesOf(manifest: Demo, variant: Variant): readonly [Mode, ...Mode[]] {
  return variant.modes ?? manifest.modes
}

/** The bars that hold in one runtime in one mode. */
export function barsOf(manifest: Demo, runtime: 'deck' | 'cpython', mode: Mode): Bar[] {
  return (manifest.bars ?? []).filter(({ where = 'both', ...bar }) =>
    (where === 'both' || where === runtime) && (bar.mode ?? manifest.modes[0]) === mode)
}

/** Names of the variants that a bar speaks of. */
export function variantsOf({ figure }: Bar): string[] {
  return (typeof figure === 'string' ? [figure] : figure.ratio).map(of => of.split('.')[0] ?? '')
}

const TIMED = /\.(?:wall|seconds|rate|p99|stall|slow)$/

/**
 * Whether a bar judges how quick something was, which a busy machine can spoil. A lower limit of a duration holds on
 * any machine.
 */
export function isTimed({ figure, atMost }: Bar): boolean {
  return typeof figure !== 'string' || (TIMED.test(figure) && atMost !== undefined)
}

/** Names of the figures that a variant and its twin have in common. */
export function agreedFigures(manifest: Demo, variant: string): string[] {
  return (manifest.agree ?? []).map(figure => figure.split('.')).filter(([of]) => of === variant).map(([, name = '']) => name)
}
