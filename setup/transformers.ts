import { defineTransformersSetup } from '@slidev/types'
import { liveFence } from '../live/demos/live-fence'

/** A fenced block that is marked `{live}` can be edited and run. */
export default defineTransformersSetup(() => ({
  codeblocks: [({ info, code }) => liveFence(info, code)],
}))
