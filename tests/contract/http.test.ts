import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Answer, ContractEvent } from '../../src/contract/index.ts'
import { serve } from '../../src/http/serve.ts'
import { createServices } from '../../src/services/index.ts'
import { enter } from '../builders/httpDoor.ts'
import { followEvents } from '../builders/httpEvents.ts'
import { contractSuite } from './suite.ts'

contractSuite('loopback HTTP', async () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-contract-'))
  const rendererDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-page-'))
  fs.writeFileSync(path.join(rendererDir, 'index.html'), '<!doctype html><title>page</title>')
  const host = createServices({ home })
  const served = await serve(host, { rendererDir })
  const { headers, cookie, at } = await enter(served.url)
  const listeners = new Set<(event: ContractEvent) => void>()
  const ended = new AbortController()
  const stream = await fetch(`${served.origin}/events`, { headers, signal: ended.signal })
  void followEvents(stream, (event) => {
    for (const listener of listeners) listener(event)
  })
  return {
    async call(name, input) {
      const response = await fetch(`${served.origin}/call/${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { ...headers, origin: served.origin, 'content-type': 'application/json' },
        body: JSON.stringify(input) ?? 'null',
      })
      return (await response.json()) as Answer
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async file(file) {
      const response = await fetch(`${served.origin}/files?name=${encodeURIComponent(path.basename(file))}`, {
        method: 'POST',
        headers: { ...headers, origin: served.origin },
        body: fs.readFileSync(file),
      })
      const answer = (await response.json()) as { ref?: string; value?: { ref: string } }
      return answer.ref ?? answer.value?.ref ?? ''
    },
    async download(id) {
      const response = await fetch(`${served.origin}${at(`/download/${id}`)}`, { headers: { cookie } })
      return new Uint8Array(await response.arrayBuffer())
    },
    async close() {
      ended.abort()
      await served.close()
      await host.close()
      fs.rmSync(home, { recursive: true, force: true })
      fs.rmSync(rendererDir, { recursive: true, force: true })
    },
  }
})
