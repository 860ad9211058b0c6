import { defineVitePluginsSetup } from '@slidev/types'
import { stageServer } from './stage-server'

export default defineVitePluginsSetup(({ remote }) => [stageServer(remote)])
