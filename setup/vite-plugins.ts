import { randomUUID } from 'node:crypto'
import { defineVitePluginsSetup } from '@slidev/types'
import { requestGuard } from './request-guard'
import { stageServer } from './stage-server'

export default defineVitePluginsSetup(({ remote }) => {
  const token = randomUUID()
  return [requestGuard(token), stageServer(remote, token)]
})
