import type { Demo } from './manifest'

/**
 * What a manifest reads off a run's output.
 *
 * @param demo the manifest
 * @param text standard output, and after it standard error
 * @returns the figures that were found
 */
export function readFigures(demo: Demo, text: string): Record<string, number> {
  const found = Object.entries(demo.figures ?? {}).map(([name, pattern]) => [name, Number(pattern.exec(text)?.[1]?.replaceAll(',', ''))] as const)
  return Object.fromEntries(found.filter(([, value]) => !Number.isNaN(value)))
}
