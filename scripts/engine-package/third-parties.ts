import fs from 'node:fs/promises'
import path from 'node:path'

/**
 * The notices that the licences of bundled packages require: their names and texts.
 *
 * @param root the root of the repository
 * @param packages the packages whose code is bundled
 */
export async function thirdParties(root: string, packages: readonly string[]): Promise<string> {
  const sections = await Promise.all([...packages].sort().map(async (name) => {
    const folder = path.join(root, 'node_modules', name)
    const { version, license, repository } = JSON.parse(await fs.readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string, license?: string, repository?: string | { url: string } }
    const file = (await fs.readdir(folder)).find(file => /^licen[cs]e/i.test(file))
    const source = typeof repository === 'string' ? repository : repository?.url
    const text = file ? `\n\`\`\`\n${(await fs.readFile(path.join(folder, file), 'utf8')).trim()}\n\`\`\`\n` : ''
    return `## ${name} ${version}\n\n${license ?? 'no licence named'}${source ? `, ${source}` : ''}\n${text}`
  }))
  return `# Code of others in this package\n\n${sections.join('\n')}`
}
