import { deckScope } from '../page/address'
import { checkSlidevStorage } from '../slidev/storage'
/**
 * What has to be so before the first module of the deck runs, Slidev's own included. scripts/vite/before-modules.ts puts
 * it into the page as one classic script.
 */
import { scopeChannels } from './channels'
import { watchLoading } from './loading'
import { scopeStorage } from './storage'
import { allowNoWakeLock } from './wake-lock'

watchLoading()
allowNoWakeLock(window)
const scope = deckScope()
scopeStorage(window, scope)
checkSlidevStorage()
scopeChannels(window, scope)
