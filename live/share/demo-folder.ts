/** A demo as a folder that runs: its Python, its variants as they are in the deck, and how to run them. */
import type { Demo } from '../content/manifest'
import { strToU8, zipSync } from 'fflate'
import { pythonFiles, typescriptFiles } from '../languages/files'

/** The content of the folder. */
export interface DemoFolder {
  /** The title of the deck that it is from. */
  deck: string
  /** The demo's and the folder's name. */
  demo: string
  manifest: Demo
  /** The current text of each variant, edits included, by name. */
  variants: Readonly<Record<string, string>>
  /** The current text of each twin, edits included, by its variant's name. */
  twins: Readonly<Record<string, string>>
  /** The text of `snippets/web.py`, which twins that make requests import. */
  web: string
}

/** The files of the folder, by their names. */
export function folderFiles({ deck, demo, manifest, variants, twins, web }: DemoFolder): Record<string, string> {
  const files: Record<string, string> = {}
  for (const [name, text] of Object.entries(twins))
    files[pythonFiles.fileOf(name)] = ended(text)
  for (const [name, text] of Object.entries(variants))
    files[typescriptFiles.fileOf(name)] = ended(text)
  if (Object.values(twins).some(text => /^import web$/m.test(text)))
    files['web.py'] = ended(web)
  files['README.md'] = readme(deck, demo, manifest, twins)
  return files
}

/** The folder as a zip file. */
export function zipFolder(folder: DemoFolder): Uint8Array<ArrayBuffer> {
  const files = Object.entries(folderFiles(folder)).map(([name, text]) => [`${folder.demo}/${name}`, strToU8(text)] as const)
  return zipSync(Object.fromEntries(files), { level: 9 })
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}

function readme(deck: string, demo: string, manifest: Demo, twins: Readonly<Record<string, string>>): string {
  const runs = Object.entries(manifest.variants).filter(([name]) => name in twins).map(([name, { title, twinNote, fails }]) => {
    const note = twinNote ?? (fails?.kind === 'deadlock' ? 'never ends, by design: stop it with Ctrl+C' : fails?.because)
    return `python3 ${pythonFiles.fileOf(name)}    # ${title}${note ? `: ${note}` : ''}`
  })
  return `# ${manifest.title}

${manifest.shows}

A demo of the slides "${deck}". It needs Python 3.11 or newer, and nothing else:

\`\`\`sh
${runs.join('\n')}
\`\`\`

The .ts files say the same in the words of the slides' own runtime, which runs them on real threads in a browser. They run
on the slide of ${demo}, or in the runtime's repository:

\`\`\`sh
npm run snippet -- ${demo}/${typescriptFiles.fileOf(Object.keys(manifest.variants)[0] ?? '')}
\`\`\`
`
}
