import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, ServicesHost } from '../../src/contract/index.ts'
import { clientCount } from '../../src/http/clients.ts'
import { type Served, serve } from '../../src/http/serve.ts'
import { createServices } from '../../src/services/index.ts'
import { enter, type Entered } from '../builders/httpDoor.ts'
import { aPhotoJpeg } from '../builders/photoJpeg.ts'

let dir = ''
let host: ServicesHost
let served: Served
let headers: Entered['headers']
beforeEach(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-uploads-test-'))
  fs.writeFileSync(path.join(dir, 'index.html'), '<p>window</p>')
  host = createServices({ home: dir })
  served = await serve(host, { rendererDir: dir })
  headers = (await enter(served.url)).headers
})
afterEach(async () => {
  await served.close()
  await host.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const post = async (target: string, body: Uint8Array | string): Promise<Answer> => {
  const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream'
  const reply = await fetch(`${served.origin}${target}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': type },
    body: typeof body === 'string' ? body : Buffer.from(body),
  })
  return (await reply.json()) as Answer
}
async function upload(name: string, bytes: Uint8Array): Promise<string> {
  const answer = await post(`/files?name=${name}`, bytes)
  if (!answer.ok) throw new Error(answer.code)
  return (answer.value as { ref: string }).ref
}
const call = (name: string, input: object): Promise<Answer> => post(`/call/${name}`, JSON.stringify(input))
const waiting = (): string[] => fs.readdirSync(host.uploads())
const photo = (mark: string): Uint8Array => aPhotoJpeg({ original: '2026:05:20 10:16:00', mark })

describe('an upload', () => {
  it('is removed when it was brought in, when it was known already, and when it could not be', async () => {
    const refs = [
      await upload('a.jpg', photo('a')),
      await upload('b.jpg', photo('a')),
      await upload('c', new Uint8Array(0)),
    ]
    expect(waiting()).toHaveLength(3)
    expect(await call('footage.match', { files: refs })).toMatchObject({ ok: true })
    expect(waiting()).toHaveLength(3)
    expect(await call('footage.ingest', { files: refs, flightId: null })).toMatchObject({ ok: true })
    expect(waiting()).toEqual([])
    expect(await call('footage.ingest', { files: refs, flightId: null })).toMatchObject({
      ok: false,
      code: 'unknown_file',
    })
  })
  it('is removed when nobody wants it, and when the door is closed', async () => {
    const [ref] = [await upload('a.jpg', photo('a')), await upload('b.jpg', photo('b'))]
    expect(await call('files.release', { files: [ref] })).toMatchObject({ ok: true })
    expect(waiting()).toHaveLength(1)
    await served.close()
    expect(waiting()).toEqual([])
  })
  it('stays until the call that has it is over', async () => {
    const ref = await upload('a.jpg', photo('a'))
    const [brought] = await Promise.all([
      call('footage.ingest', { files: [ref], flightId: null }),
      call('files.release', { files: [ref] }),
    ])
    expect([brought.ok, waiting()]).toEqual([brought.ok, []])
  })
  it('leaves the file of somebody’s own folder alone', async () => {
    const own = path.join(dir, 'own.jpg')
    fs.writeFileSync(own, photo('own'))
    const { ref } = host.registerFile(own)
    await host.call(host.session(), 'files.release', { files: [ref] })
    expect(await host.call(host.session(), 'footage.ingest', { files: [ref], flightId: null })).toMatchObject(
      { ok: true },
    )
    expect(fs.existsSync(own)).toBe(true)
  })
})

it('a page that is gone for good is told of once; one that is loaded again is not', async () => {
  let gone = 0
  const away = new Promise<void>((resolve) => {
    const clients = clientCount(() => {
      gone += 1
      resolve()
    }, 1)
    const request = (): http.IncomingMessage => new http.IncomingMessage(null as never)
    const [one, two] = [request(), request()]
    clients.came(one)
    clients.came(two)
    one.emit('close')
    two.emit('close')
    const again = request()
    clients.came(again)
    again.emit('close')
  })
  await away
  expect(gone).toBe(1)
})
