import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { minimal } from 'mavlink-mappings'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodePacket } from '../../src/link/packet.ts'
import { openSession } from '../../src/link/session.ts'
import { openTlog } from '../../src/link/tlog.ts'
import { openTransport, parseLink } from '../../src/link/transport.ts'
import { readParamsOf } from '../../src/services/link/link.ts'
import { openServices } from '../builders/services.ts'
import type { InSession } from '../../src/contract/index.ts'

let dir: string
const ends: (() => unknown)[] = []
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'closing-'))
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  fs.rmSync(dir, { recursive: true, force: true })
})

/** A vehicle on TCP that talks without a pause, and goes on talking when it is told that the other side has ended. */
async function talker(isVehicle = true): Promise<string> {
  const timers = new Set<ReturnType<typeof setInterval>>()
  const sockets = new Set<net.Socket>()
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    let sequence = 0
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => clearInterval(timer))
    socket.resume()
    const timer = setInterval(() => {
      const message = { type: 2, autopilot: isVehicle ? 3 : 8, baseMode: 0x51, systemStatus: 3 }
      for (let i = 0; i < 5; i++)
        socket.write(encodePacket(minimal.Heartbeat, message, { system: 1, component: 1 }, sequence++))
    }, 2)
    timers.add(timer)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  ends.push(() => {
    for (const timer of timers) clearInterval(timer)
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `tcp:127.0.0.1:${(server.address() as net.AddressInfo).port}`
}

async function transportTo(link: string) {
  const address = parseLink(link)
  if (!address.ok) throw new Error(address.code)
  const transport = await openTransport(address.value)
  if (!transport.ok) throw new Error(transport.code)
  return transport.value
}

/** Files opened in the moment that a link ends: each takes the next free descriptor, and must stay as it was written. */
async function writtenMeanwhile(work: () => Promise<unknown>): Promise<void> {
  const before = process.listenerCount('uncaughtException')
  const faults: unknown[] = []
  const hear = (fault: unknown) => faults.push(fault)
  process.on('uncaughtException', hear)
  const run = { isOver: false }
  const ending = work().finally(() => {
    run.isOver = true
  })
  const clips: string[] = []
  const bytes = Buffer.alloc(64 * 1024, 'clip')
  while (!run.isOver || clips.length < 5) {
    const clip = path.join(dir, `clip-${clips.length}`)
    const stream = fs.createWriteStream(clip)
    for (let i = 0; i < 4; i++) {
      stream.write(bytes)
      await new Promise((done) => setTimeout(done, 1))
    }
    await new Promise<void>((done) => stream.end(() => done()))
    clips.push(clip)
  }
  await ending
  process.off('uncaughtException', hear)
  expect(faults).toEqual([])
  expect(process.listenerCount('uncaughtException')).toBe(before)
  const whole = Buffer.concat(Array.from({ length: 4 }, () => bytes))
  for (const clip of clips) expect(fs.readFileSync(clip).equals(whole)).toBe(true)
}

/** The packets of a record, each behind its eight bytes of time; the last one ends with the file. */
function packetsIn(file: string): number {
  const bytes = fs.readFileSync(file)
  let packets = 0
  let at = 0
  for (; at < bytes.length; packets++) {
    expect(bytes[at + 8]).toBe(0xfd)
    at += 8 + 12 + (bytes[at + 9] as number)
  }
  expect(at).toBe(bytes.length)
  return packets
}

describe('a link that ends while the vehicle goes on talking', () => {
  test('hears nothing from that moment, and its record is whole', async () => {
    const link = await talker()
    for (let round = 0; round < 8; round++) {
      const record = await openTlog(path.join(dir, `${round}.tlog`), Date.now)
      const session = openSession(await transportTo(link), { record })
      let heard = 0
      session.on(() => (heard += 1))
      await expect.poll(() => heard, { timeout: 120_000 }).toBeGreaterThan(20)
      await writtenMeanwhile(async () => {
        const closed = session.close()
        const then = heard
        await closed
        expect(heard).toBe(then)
      })
      expect(packetsIn(record.path)).toBe(heard)
      record.write(Buffer.from('after the end'))
      await record.close()
      expect(packetsIn(record.path)).toBe(heard)
    }
  })

  const open = async (): Promise<InSession> => {
    const host = openServices({ home: dir, pollMs: 0 })
    ends.push(() => host.close())
    return host
  }
  const answer = async (host: InSession, name: string, input: unknown) => {
    const said = await host.call(name, input)
    return said.ok ? 'ok' : said.code
  }

  test('closed by a person, opened anew over it, or with the services, again and again', async () => {
    const link = await talker()
    const host = await open()
    const wish = { link, system: null, key: null }
    for (let round = 0; round < 5; round++) {
      expect(await answer(host, 'link.open', wish)).toBe('ok')
      await writtenMeanwhile(() =>
        host.call(round % 2 === 0 ? 'link.close' : 'link.open', round % 2 === 0 ? {} : wish),
      )
    }
    await answer(host, 'link.open', wish)
    await writtenMeanwhile(() => host.close())
    const links = path.join(dir, 'main', 'links')
    const records = fs.readdirSync(links)
    expect(records.length).toBeGreaterThan(5)
    for (const name of records) expect(packetsIn(path.join(links, name))).toBeGreaterThan(0)
  })

  test('an address where something talks that is no vehicle: refused, and no record of it stays', async () => {
    const link = await talker(false)
    const host = await open()
    await writtenMeanwhile(async () =>
      expect(await answer(host, 'link.open', { link, system: null, key: null })).toBe('no_vehicle'),
    )
    expect(fs.readdirSync(path.join(dir, 'main', 'links'))).toEqual([])
    // One that is being opened is called off by closing.
    const opening = answer(host, 'link.open', { link, system: null, key: null })
    await expect
      .poll(() => fs.readdirSync(path.join(dir, 'main', 'links')).length, { timeout: 120_000 })
      .toBe(1)
    expect(await answer(host, 'link.open', { link, system: null, key: null })).toBe('busy')
    expect(await answer(host, 'link.close', {})).toBe('ok')
    expect(await opening).toBe('link_called_off')
    expect(fs.readdirSync(path.join(dir, 'main', 'links'))).toEqual([])
  })

  test('with a recorded question about parameters, which nobody answers', async () => {
    const link = await talker()
    const record = path.join(dir, 'asked.tlog')
    await writtenMeanwhile(async () => {
      const told = { found: () => undefined, asked: () => undefined, recordBroke: () => undefined }
      const wish = { link, system: null, key: null, record }
      expect(await readParamsOf(wish, told)).toMatchObject({ ok: false, code: 'no_params' })
    })
    expect(packetsIn(record)).toBeGreaterThan(10)
  })

  test('a workspace is not closed under a call that uses it', async () => {
    const host = await open()
    const link = await talker()
    const opening = answer(host, 'link.open', { link, system: null, key: null })
    const listed = answer(host, 'mission.list', { siteId: null })
    expect(await answer(host, 'workspace.openOwn', {})).toBe('ok')
    expect([await opening, await listed]).toEqual(['ok', 'ok'])
    const params = answer(host, 'link.params', {})
    await host.close()
    expect(await params).toBe('link_cut')
    expect(await answer(host, 'mission.list', { siteId: null })).toBe('services_down')
  })
})

describe('a record', () => {
  test('that cannot be opened is said before anything is sent', async () => {
    const told = { found: () => undefined, asked: () => undefined, recordBroke: () => undefined }
    const record = path.join(dir, 'nowhere', 'a.tlog')
    const wish = { link: await talker(), system: null, key: null, record }
    expect(await readParamsOf(wish, told)).toMatchObject({
      code: 'cannot_write',
      params: { file: record, problem: 'ENOENT' },
    })
  })

  test('that has no folder is no link, and why is said', async () => {
    const host = openServices({ home: dir, pollMs: 0 })
    ends.push(() => host.close())
    fs.writeFileSync(path.join(dir, 'main', 'links'), 'a file')
    expect(await host.call('link.open', { link: await talker(), system: null, key: null })).toEqual({
      ok: false,
      code: 'link_not_recorded',
      params: { problem: 'EEXIST' },
    })
  })

  test.skipIf(!fs.existsSync('/dev/full'))('that breaks off says why, and harms nobody', async () => {
    const record = await openTlog('/dev/full', Date.now)
    record.write(Buffer.alloc(100))
    await expect.poll(() => record.problem, { timeout: 120_000 }).toBe('ENOSPC')
    record.write(Buffer.alloc(100))
    await record.close()
  })
})

test('no descriptor is a bare number: files are opened by streams, handles, or the one that owns them', () => {
  const root = path.resolve(import.meta.dirname, '../..')
  const bare =
    /\b(openSync|writeSync|readSync|closeSync|fsyncSync|ftruncateSync|fs\.(open|write|read|close|fsync)\()/
  const found = ['src', 'electron', 'scripts'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs)$/.test(name))
      .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
      .filter((name) =>
        bare.test(fs.readFileSync(path.join(root, name), 'utf8').replace(/fsp?\.promises/g, '')),
      ),
  )
  // `src/link/tlog.ts` opens a handle of node:fs/promises, which is an object.
  expect(found).toEqual(['src/link/tlog.ts', 'src/store/openFile.ts'])
})
