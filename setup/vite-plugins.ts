import { randomUUID } from 'node:crypto'
import { defineVitePluginsSetup } from '@slidev/types'
import { requestGuard } from '../live/dev-server/request-guard'
import { stageServer } from '../live/dev-server/stage-server'

export default defineVitePluginsSetup(({ remote }) => {
  const token = randomUUID()
  return [requestGuard(token), stageServer(remote, token)]
})
