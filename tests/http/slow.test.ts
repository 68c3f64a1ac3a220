import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ContractEvent, ServicesHost } from '../../src/contract/index.ts'
import type { Limits } from '../../src/http/limits.ts'
import { type Served, serve } from '../../src/http/serve.ts'
import { type Entered, enter } from '../builders/httpDoor.ts'

/**
 * Clients that hold a server without getting on. The limits are so short here that whoever does not move at all exceeds
 * them, on any machine; no test has a client that must be quick enough for them.
 */
const SHORT: Partial<Limits> = { headersMs: 100, callMs: 100, stallMs: 100, leastBytes: 1_000_000 }
/** More than the system's own buffers between two sockets hold. */
const LARGE_BYTES = 64 * 1024 * 1024

let dir: string
let served: Served
let entered: Entered
const listeners = new Set<(event: ContractEvent) => void>()
const sockets: net.Socket[] = []

const host: ServicesHost = {
  session: () => ({ actor: { name: 'x', role: 'operator' } }),
  call: async () => ({ ok: false, code: 'busy', params: {} }),
  on: (_session, listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  registerFile: (_file, name = '') => ({ ref: 'r', name, size: 1 }),
  media: async () => ({ path: path.join(dir, 'large'), mimeType: 'video/mp4', size: LARGE_BYTES }),
  download: () => null,
  tile: async () => null,
  openFile: () => undefined,
  uploads: () => path.join(dir, 'uploads'),
  releaseUploads: () => undefined,
  bytesRefusal: () => null,
  close: async () => undefined,
}

async function open(limits: Partial<Limits>): Promise<void> {
  served = await serve(host, { rendererDir: dir, limits })
  entered = await enter(served.url)
}

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-slow-'))
  fs.writeFileSync(path.join(dir, 'index.html'), '<title>page</title>')
  fs.mkdirSync(path.join(dir, 'uploads'))
  fs.writeFileSync(path.join(dir, 'large'), '')
  fs.truncateSync(path.join(dir, 'large'), LARGE_BYTES)
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await served.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

type Client = { socket: net.Socket; isClosed: () => boolean }

/** A connection that says `text` and reads what it is told to. */
async function connect(text: string): Promise<Client> {
  const socket = net.connect(served.port, '127.0.0.1')
  sockets.push(socket)
  let closed = false
  socket.on('error', () => undefined)
  socket.on('close', () => {
    closed = true
  })
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write(text)
  return { socket, isClosed: () => closed }
}

const head = (method: string, target: string, more: Record<string, string | number> = {}): string =>
  [
    `${method} ${target} HTTP/1.1`,
    `host: 127.0.0.1:${served.port}`,
    ...Object.entries({ ...entered.headers, ...more }).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n')

/** Sends a byte again and again until the other side has had enough. */
function drip(socket: net.Socket, isClosed: () => boolean): void {
  const timer = setInterval(() => {
    if (isClosed()) clearInterval(timer)
    else socket.write('1')
  }, 10)
  socket.on('close', () => clearInterval(timer))
}

describe('a client that does not get on', () => {
  it('is dropped when it never ends its head, or says nothing', async () => {
    await open(SHORT)
    const [silent, dripping] = [await connect(''), await connect('GET / HTTP/1.1\r\nx: ')]
    drip(dripping.socket, dripping.isClosed)
    silent.socket.resume()
    dripping.socket.resume()
    await expect.poll(silent.isClosed).toBe(true)
    await expect.poll(dripping.isClosed).toBe(true)
  })

  it('is answered 408 and dropped when it drips the body of a call', async () => {
    await open(SHORT)
    const { socket, isClosed } = await connect(
      head('POST', '/call/actor.set', { 'content-type': 'application/json', 'content-length': 60_000 }) + '{',
    )
    let answer = ''
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString()
    })
    drip(socket, isClosed)
    await expect.poll(isClosed).toBe(true)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(answer).toContain('body_slow')
  })

  it('is dropped when it drips an upload, and what came of it is removed', async () => {
    await open(SHORT)
    const { socket, isClosed } = await connect(
      head('POST', '/files?name=a.jpg', { 'content-length': 1_000_000_000 }) + 'abc',
    )
    socket.resume()
    drip(socket, isClosed)
    await expect.poll(isClosed).toBe(true)
    await expect.poll(() => fs.readdirSync(path.join(dir, 'uploads'))).toEqual([])
  })

  it('is dropped when it asks for a file and reads none of it', async () => {
    await open(SHORT)
    const { socket, isClosed } = await connect(head('GET', '/media/x'))
    // Nothing is read: a socket that is closed by the other side says so when the rest of it is read.
    socket.pause()
    const gone = () => {
      socket.write('x')
      return isClosed()
    }
    await expect.poll(gone).toBe(true)
  })

  it('is dropped when it follows the events and reads none of them', async () => {
    await open(SHORT)
    const { socket } = await connect(head('GET', '/events'))
    socket.pause()
    await expect.poll(() => listeners.size).toBe(1)
    const event = {
      type: 'progress',
      task: 't',
      label: 'x'.repeat(100_000),
      done: 0,
      total: 1,
    } as ContractEvent
    const tell = () => {
      for (const listener of listeners) listener(event)
      return listeners.size
    }
    await expect.poll(tell).toBe(0)
  })

  it('is no reason to drop one that has nothing to read: events wait as long as it takes', async () => {
    await open({ stallMs: 20 })
    const { socket } = await connect(head('GET', '/events'))
    let heard = ''
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString()
    })
    await expect.poll(() => heard).toContain(':\n\n')
    // Fifty of its limits later.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    for (const listener of listeners) listener({ type: 'servicesDown' })
    await expect.poll(() => heard).toContain('servicesDown')
  })

  it('does not keep more streams than there may be: the oldest goes', async () => {
    await open({ streams: 2 })
    const opened: Client[] = []
    for (let i = 0; i < 3; i++) {
      const one = await connect(head('GET', '/events'))
      one.socket.resume()
      await expect.poll(() => listeners.size).toBe(Math.min(i + 1, 2))
      opened.push(one)
    }
    await expect.poll(() => opened.map(({ isClosed }) => isClosed())).toEqual([true, false, false])
  })

  it('cannot take all connections: those beyond the limit are cut, and others go on', async () => {
    await open({ connections: 4, headersMs: 600_000 })
    const many: Client[] = []
    for (let i = 0; i < 8; i++) many.push(await connect(''))
    for (const { socket } of many) socket.resume()
    await expect.poll(() => many.filter(({ isClosed }) => isClosed()).length).toBeGreaterThanOrEqual(4)
    const [first] = many
    let answer = ''
    first?.socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString()
    })
    first?.socket.write(head('GET', '/'))
    await expect.poll(() => answer).toContain('<title>page</title>')
  })
})
