import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { getDocumentProxy } from 'unpdf'

export const root = path.join(import.meta.dirname, '../../..')
const run = promisify(execFile)

/** What was read from an exported document. */
export interface Pdf {
  pages: string[]
  labels: (string | null)[]
  title?: string
  author?: string
  outline: { title: string, items: { title: string, page: number }[] }[]
  /** Of each page. */
  links: { url?: string, page?: number }[][]
}

/** Blanks differ between what is laid out and what is written. */
export function squeezed(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '')
}

/** The text of each page of a document, without blanks. */
export async function pagesOf(document: Uint8Array): Promise<string[]> {
  const pdf = await getDocumentProxy(new Uint8Array(document))
  return Promise.all(Array.from({ length: pdf.numPages }, async (_, index) => {
    const { items } = await (await pdf.getPage(index + 1)).getTextContent()
    return squeezed(items.map(item => 'str' in item ? item.str : '').join(''))
  }))
}

/** Reads a document. */
export async function readPdf(file: string): Promise<Pdf> {
  const content = await fs.readFile(file)
  const pdf = await getDocumentProxy(new Uint8Array(content))
  const pageOf = async (dest: unknown): Promise<number> => {
    const target = typeof dest === 'string' ? await pdf.getDestination(dest) : dest
    return await pdf.getPageIndex((target as [{ num: number, gen: number }])[0]) + 1
  }
  const links: Pdf['links'] = []
  for (let no = 1; no <= pdf.numPages; no++) {
    const page = await pdf.getPage(no)
    const annotations: { url?: string, dest?: unknown }[] = await page.getAnnotations()
    links.push(await Promise.all(annotations.map(async ({ url, dest }) => url ? { url } : { page: dest ? await pageOf(dest) : undefined })))
  }
  const outline = await Promise.all((await pdf.getOutline()).map(async ({ title, items }) => ({
    title,
    items: await Promise.all(items.map(async (item: { title: string, dest: unknown }) => ({ title: item.title, page: await pageOf(item.dest) }))),
  })))
  const { info } = await pdf.getMetadata()
  return { pages: await pagesOf(content), links, outline, labels: await pdf.getPageLabels() ?? [], title: (info as { Title?: string }).Title, author: (info as { Author?: string }).Author }
}

/** A folder for what is exported, gone when it is disposed of. */
export async function exportFolder() {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'export-'))
  return {
    /** Path of a file in it. */
    file: (name: string) => path.join(folder, name),
    /** Exports the talk to a file in it; gives what the script said. */
    async exportTo(name: string, ...options: string[]): Promise<string> {
      const { stdout } = await run(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/export.ts', '--output', path.join(folder, name), ...options], { cwd: root })
      return stdout
    },
    remove: () => fs.rm(folder, { recursive: true }),
  }
}
