/** Entry of the services process: the same services as the other doors, spoken to over the parent's port. */
import { createServices } from '../../src/services/index.ts'
import { askMain, serveMessages } from './serveMessages.ts'

const home = process.env['SORTIE_HOME']
const workspaceDir = process.env['SORTIE_WORKSPACE']
const assetsDir = process.env['SORTIE_ASSETS']
if (!assetsDir) throw new Error('SORTIE_ASSETS is not set: the main process names the folder of the demo')
const host = createServices({
  assetsDir,
  pollMs: 1000,
  ...askMain(process.parentPort),
  ...(home ? { home } : {}),
  ...(workspaceDir ? { workspaceDir } : {}),
})
serveMessages(process.parentPort, host, () => process.exit(0))
