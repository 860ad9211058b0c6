/**
 * Prints the talk from the built site: `npm run export [-- OPTION…]`.
 *
 * - `--clicks`        a page for every click, not only for the last one of a slide
 * - `--range 3-5,8`   only these slides
 * - `--dark`          in the dark colours
 * - `--output FILE`   default: `slides-export.pdf`; the handout goes beside it, `slides-export-handout.pdf`
 * - `--no-handout`    without the handout, which has a slide and its notes on a page
 * - `--format png`    a picture of each page in a folder instead, `slides-export/`
 */
import type { PrintJob } from './export/print'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { exportDeck } from './export/export'

const { values } = parseArgs({
  allowNegative: true,
  options: {
    'clicks': { type: 'boolean', default: false },
    // Slidev's name for it.
    'with-clicks': { type: 'boolean', default: false },
    'range': { type: 'string' },
    'dark': { type: 'boolean', default: false },
    'output': { type: 'string' },
    'handout': { type: 'boolean', default: true },
    'format': { type: 'string', default: 'pdf' },
  },
})

try {
  if (values.format !== 'pdf' && values.format !== 'png')
    throw new Error(`--format is pdf or png, not ${values.format}`)
  const job: PrintJob = { clicks: values.clicks || values['with-clicks'], range: values.range, dark: values.dark }
  const files = await exportDeck({
    job,
    site: path.join(import.meta.dirname, '../dist'),
    output: values.output ?? (values.format === 'png' ? 'slides-export' : 'slides-export.pdf'),
    format: values.format,
    handout: values.handout,
    say: line => console.log(line),
  })
  console.log(`\n${files.join('\n')}`)
}
catch (error) {
  console.error(`The export failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
