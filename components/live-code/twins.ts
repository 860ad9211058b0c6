import { filesOf } from '../../snippets/manifest'

const sources = import.meta.glob<string>(['../../snippets/*/*.py', '!../../snippets/*/web.py'], {
  eager: true,
  import: 'default',
  query: '?raw',
})

/**
 * The Python twin of a variant.
 *
 * @param demo its folder
 * @param variant its name
 * @returns its source; `undefined` when it has none
 */
export function twinOf(demo: string, variant: string): string | undefined {
  return sources[`../../snippets/${demo}/${filesOf(variant).python}`]?.trimEnd()
}
