import type { Demo } from '../../live/content/manifest'

/** Reads the manifest of a demo, where TypeScript can be imported: in scripts under tsx and in tests. */
export async function manifestOf(demo: string): Promise<Demo> {
  const { default: manifest } = await import(`../../snippets/${demo}/manifest.ts`) as { default: Demo }
  return manifest
}
