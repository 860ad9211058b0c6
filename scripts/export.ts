/** Prints the talk from the built site: `npm run export`; its options are in `scripts/setup/commands.mjs`. */
import type { PrintJob } from './export/print'
import path from 'node:path'
import process from 'node:process'
import { exportDeck } from './export/export'
import { readArguments, runScript } from './setup/arguments.mjs'
import { commands } from './setup/commands.mjs'
import { inRoot } from './setup/paths.mjs'

const { values } = readArguments(commands.export, process.argv.slice(2))
const { clicks, range, dark, format = 'pdf', output, handout } = values

void runScript(async () => {
  const job: PrintJob = { clicks: clicks || values['with-clicks'], range, dark }
  const files = await exportDeck({
    job,
    site: inRoot('dist'),
    output: path.resolve(process.env.INIT_CWD ?? '.', output ?? (format === 'png' ? 'slides-export' : 'slides-export.pdf')),
    format: format === 'png' ? 'png' : 'pdf',
    handout: handout ?? true,
    say: line => console.log(line),
  })
  console.log(`\n${files.join('\n')}`)
})
