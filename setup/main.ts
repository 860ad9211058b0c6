import { defineAppSetup } from '@slidev/types'
import { registerServiceWorker } from '../engine/io/register'

export default defineAppSetup(async () => {
  // Not awaited: the first slide waits for nobody.
  void registerServiceWorker(import.meta.env.BASE_URL)
})
