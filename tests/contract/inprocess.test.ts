import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openServices } from '../builders/services.ts'
import { contractSuite } from './suite.ts'

contractSuite('the services themselves', async () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-contract-'))
  const host = openServices({ home })
  return {
    call: (name, input) => host.call(name, input),
    on: (listener) => host.on(listener),
    file: async (file) => host.registerFile(file).ref,
    download: async (id) => fs.readFileSync(host.download(id)?.path ?? ''),
    async close() {
      await host.close()
      fs.rmSync(home, { recursive: true, force: true })
    },
  }
})
