import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mediaHandler, tilesHandler } from '../../electron/main/protocols.ts'
import { type Child, servicesProcess } from '../../electron/main/servicesProcess.ts'
import { serveMessages } from '../../electron/services/serveMessages.ts'
import type { Answer, CallName, ServicesHost } from '../../src/contract/index.ts'
import { serve } from '../../src/http/serve.ts'
import { createServices } from '../../src/services/index.ts'
import { enter } from '../builders/httpDoor.ts'
import { aPhotoFile } from '../builders/photoFile.ts'
import { TILE_SCHEMAS, writeTiles } from '../builders/tiles.ts'

/** One window or page of a door: its calls, and the status of what it fetches. */
type Client = {
  call(name: CallName, input: unknown): Promise<Answer>
  media(id: string): Promise<number>
  tile(layer: string): Promise<number>
}
type Door = { client(name: string): Promise<Client>; close(): Promise<void> }

const CHEAP = { ln: 2, r: 8, p: 1 }
const PASSPHRASE = '北风吹雁南归 7'
let dir = ''
let host: ServicesHost
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bytes-'))
  host = createServices({
    home: path.join(dir, 'home'),
    workspaceDir: path.join(dir, 'w'),
    secretCost: CHEAP,
    pollMs: 0,
  })
})
afterEach(async () => {
  await host.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

async function overHttp(): Promise<Door> {
  const rendererDir = path.join(dir, 'page')
  fs.mkdirSync(rendererDir)
  fs.writeFileSync(path.join(rendererDir, 'index.html'), '<!doctype html>')
  const served = await serve(host, { rendererDir })
  const { headers, cookie, at } = await enter(served.url)
  return {
    async client(name) {
      // A picture carries no header: its address has the key, and the name of its page.
      const fetched = async (target: string): Promise<number> => {
        const response = await fetch(`${served.origin}${at(target)}&session=${name}`, {
          headers: { cookie },
        })
        await response.arrayBuffer()
        return response.status
      }
      return {
        async call(call, input) {
          const answer = await fetch(`${served.origin}/call/${call}`, {
            method: 'POST',
            headers: { ...headers, 'x-sortie-session': name, 'content-type': 'application/json' },
            body: JSON.stringify(input),
          })
          return (await answer.json()) as Answer
        },
        media: (id) => fetched(`/media/${id}`),
        tile: (layer) => fetched(`/tiles/${layer}/1/1/0`),
      }
    },
    close: () => served.close(),
  }
}

function onDesktop(): Door {
  const [toMain, toChild] = [new EventEmitter(), new EventEmitter()]
  const port = {
    postMessage: (message: unknown) => queueMicrotask(() => toMain.emit('message', message)),
    on: (_event: 'message', listener: (event: { data: unknown }) => void) => toChild.on('message', listener),
  }
  serveMessages(port, host, () => undefined)
  const child: Child = {
    postMessage: (message) => queueMicrotask(() => toChild.emit('message', { data: message })),
    on: (event: string, listener: (arg: never) => void) => toMain.on(event, listener as never),
    kill: () => true,
  }
  const services = servicesProcess(
    () => child,
    () => undefined,
    {
      openOutside: async () => '',
      printPage: async () => null,
      keyring: { problem: async () => 'keyring_missing', close: async () => null, open: async () => null },
    },
  )
  return {
    client: async (name) => ({
      call: (call, input) => services.call(name, call, input),
      async media(id) {
        const request = { url: `media://sortie/${id}`, method: 'GET', headers: new Headers() }
        const response = await mediaHandler(services)(request)
        await response.arrayBuffer()
        return response.status
      },
      tile: async (layer) =>
        (await tilesHandler(services)({ url: `tiles://sortie/${layer}/1/1/0`, method: 'GET' })).status,
    }),
    close: async () => undefined,
  }
}

const value = async (client: Client, name: CallName, input: unknown) => {
  const answer = await client.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
  return answer.value as never
}
const given = (name: string, bytes?: Uint8Array): string => {
  const file = path.join(dir, name)
  if (bytes) fs.writeFileSync(file, bytes)
  return host.registerFile(file).ref
}

describe.each([
  ['HTTP', overHttp, 403],
  // On the desktop what may not be seen is not there.
  ['the desktop', async () => onDesktop(), 204],
])('originals and tiles over %s', (_name, open, closed) => {
  test('go to whom is in alone: not after signing out, nor while it is locked, and again when the person is back', async () => {
    const door = await open()
    try {
      const page = await door.client('tab-a')
      const { footage } = (await value(page, 'footage.ingest', {
        files: [given('1.jpg', aPhotoFile(Date.UTC(2026, 4, 20, 2), 1))],
        flightId: null,
      })) as { footage: { doc: { id: string } }[] }
      const id = footage[0]?.doc.id ?? ''
      const tiles = path.join(dir, 'map.mbtiles')
      writeTiles(tiles, TILE_SCHEMAS.table)
      const layer = (await value(page, 'layer.import', {
        file: given('map.mbtiles'),
        beside: [],
        name: { zh: '底图', en: 'Map' },
        datum: 'wgs84',
      })) as { doc: { id: string } }
      const seen = async (client: Client) => [await client.media(id), await client.tile(layer.doc.id)]
      expect(await seen(page)).toEqual([200, 200])
      const person = { name: '罗沙', roles: ['supervisor'], unit: '', number: '', phone: '' }
      await value(page, 'person.begin', person)
      await value(page, 'person.setPassphrase', { old: null, passphrase: PASSPHRASE })
      expect(await seen(page)).toEqual([200, 200])
      await value(page, 'person.lock', {})
      expect(await seen(page)).toEqual([closed, closed])
      const back = () => value(page, 'person.signIn', { id: null, name: '罗沙', passphrase: PASSPHRASE })
      await back()
      expect(await seen(page)).toEqual([200, 200])
      await value(page, 'person.signOut', {})
      expect(await seen(page)).toEqual([closed, closed])
      await back()
      expect(await seen(page)).toEqual([200, 200])
      // Another tab of the browser is another session: what one may see is not for the other.
      if (closed === 403) expect(await seen(await door.client('tab-b'))).toEqual([403, 403])
    } finally {
      await door.close()
    }
  })
})
