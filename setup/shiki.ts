import { defineShikiSetup } from '@slidev/types'
import { dark, light } from '../live/highlight/theme'
import { withWords } from '../live/highlight/words'
import { languageFiles } from '../live/languages/files'

/** By its name, and by its files' ending, as fences in Markdown call it. */
const langs = languageFiles.flatMap(({ id, ending, grammar }) => {
  const load = async () => (await grammar()).default.map(withWords)
  return [[id, load], [ending.slice(1), load]]
})

export default defineShikiSetup(() => ({
  themes: { light, dark },
  langs: Object.fromEntries(langs),
}))
