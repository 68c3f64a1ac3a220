import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyringBy } from '../../electron/main/keyring.ts'
import { mayOpen, openWith } from '../../electron/main/outside.ts'
import { printWith } from '../../electron/main/printing.ts'
import { type Child, servicesProcess } from '../../electron/main/servicesProcess.ts'
import { askMain, serveMessages } from '../../electron/services/serveMessages.ts'
import { OUTSIDE_FOLDER, SCRATCH_PREFIX } from '../../src/contract/outside.ts'
import { hashFile } from '../../src/store/vault.ts'
import { createServices } from '../../src/services/index.ts'
import { aFlight } from '../builders/enterprise.ts'
import { safeStorage, shell } from '../fakes/electron.ts'

const SAMPLES = path.resolve(import.meta.dirname, '../../missions/demo/footage')
let dir = ''
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-test-'))
  shell.opened.length = 0
  shell.problem = ''
})
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }))

/** The services in this process, behind the ports of the desktop. */
function desktop(home: string, printPage: (file: string) => Promise<Uint8Array | null> = async () => null) {
  const [toMain, toChild] = [new EventEmitter(), new EventEmitter()]
  const port = {
    postMessage: (message: unknown) =>
      void setImmediate(() => toMain.emit('message', structuredClone(message))),
    on: (_event: 'message', listener: (event: { data: unknown }) => void) => toChild.on('message', listener),
  }
  const host = createServices({ home, ...askMain(port) })
  serveMessages(port, host, () => setImmediate(() => toMain.emit('exit', 0)))
  const child: Child = {
    postMessage: (message) =>
      void setImmediate(() => toChild.emit('message', { data: structuredClone(message) })),
    on: (event: string, listener: (arg: never) => void) => toMain.on(event, listener as never),
    kill: () => true,
  }
  return servicesProcess(
    () => child,
    () => undefined,
    { openOutside: openWith(shell), printPage, keyring: keyringBy(safeStorage) },
  )
}

async function ingested(
  services: ReturnType<typeof desktop>,
  file: string,
): Promise<{ id: string; sha256: string }> {
  const { ref } = await services.registerFile(file)
  const answer = await services.call('w', 'footage.ingest', { files: [ref], flightId: null })
  if (!answer.ok) throw new Error(answer.code)
  const [first] = (answer.value as { footage: { doc: { id: string; sha256: string } }[] }).footage
  if (!first) throw new Error('nothing came in')
  return first.doc
}

describe('opening with the system’s program', () => {
  it('hands over a read-only copy under its own kind; what is done to the copy leaves the original alone', async () => {
    const services = desktop(dir)
    const clip = path.join(dir, '夜间 $(touch x); 1.exe')
    fs.copyFileSync(path.join(SAMPLES, 'DJI_20260520101540_0001_V.MP4'), clip)
    const { id, sha256 } = await ingested(services, clip)
    const answer = await services.call('w', 'footage.openOutside', { id })
    expect(answer).toMatchObject({ ok: true, value: { isOpened: true, downloadId: null } })
    const [copy = ''] = shell.opened
    expect(path.basename(copy)).toBe('夜间 _(touch x)_ 1.mp4')
    expect(fs.statSync(copy).mode & 0o777).toBe(0o444)
    const original = path.join(dir, 'main', 'vault', sha256.slice(0, 2), sha256)
    expect(await hashFile(copy)).toBe(sha256)
    expect(fs.statSync(copy).ino).not.toBe(fs.statSync(original).ino)
    fs.chmodSync(copy, 0o600)
    fs.writeFileSync(copy, 'a player wrote its own tags')
    expect(await hashFile(original)).toBe(sha256)
    await services.close()
    expect(fs.existsSync(copy)).toBe(false)
    expect(fs.existsSync(path.dirname(path.dirname(path.dirname(copy))))).toBe(false)
  })

  it('opens nothing but footage of the workspace of a kind that no system runs', async () => {
    const services = desktop(dir)
    const script = path.join(dir, 'photo.jpg')
    fs.writeFileSync(script, '#!/bin/sh\ntouch /tmp/never\n'.repeat(40))
    const { id } = await ingested(services, script)
    expect(await services.call('w', 'footage.openOutside', { id })).toMatchObject({
      ok: false,
      code: 'not_openable',
    })
    for (const bad of ['/etc/passwd', '../../x', '', null, 7, { path: '/etc/passwd' }])
      expect(await services.call('w', 'footage.openOutside', { id: bad })).toMatchObject({
        ok: false,
        code: 'bad_input',
      })
    expect(
      await services.call('w', 'footage.openOutside', { id: '01890000-0000-7000-8000-000000000000' }),
    ).toMatchObject({ ok: false, code: 'not_found' })
    expect(shell.opened).toEqual([])
    await services.close()
  })

  it('says what the system said, and leaves no copy', async () => {
    const services = desktop(dir)
    shell.problem = 'no application for video/mp4'
    const { id } = await ingested(services, path.join(SAMPLES, 'DJI_20260520101540_0001_V.MP4'))
    expect(await services.call('w', 'footage.openOutside', { id })).toMatchObject({
      ok: false,
      code: 'not_opened',
      params: { problem: 'no application for video/mp4' },
    })
    expect(fs.existsSync(shell.opened[0] ?? '')).toBe(false)
    await services.close()
  })

  it('clears what a process that died left behind', async () => {
    const left = path.join(os.tmpdir(), `${SCRATCH_PREFIX}left-behind`)
    fs.mkdirSync(path.join(left, OUTSIDE_FOLDER, 'f1'), { recursive: true })
    fs.writeFileSync(path.join(left, OUTSIDE_FOLDER, 'f1', 'a.mp4'), 'x', { mode: 0o444 })
    // Its owner's lock, which nobody holds any more.
    fs.writeFileSync(path.join(left, 'owner.lock'), '')
    const services = desktop(dir)
    await services.call('w', 'workspace.status', {})
    expect(fs.existsSync(left)).toBe(false)
    await services.close()
  })

  it('is refused by the main process for anything but such a copy', async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), SCRATCH_PREFIX))
    const own = path.join(scratch, OUTSIDE_FOLDER)
    fs.mkdirSync(own)
    const made = (name: string, mode = 0o444): string => {
      fs.mkdirSync(path.join(own, name))
      const file = path.join(own, name, name)
      fs.writeFileSync(file, 'x')
      fs.chmodSync(file, mode)
      return file
    }
    try {
      expect(mayOpen(made('a.mp4'))).toBe(true)
      const outside = path.join(dir, 'b.mp4')
      fs.writeFileSync(outside, 'x', { mode: 0o444 })
      fs.mkdirSync(path.join(own, 'l'))
      fs.symlinkSync(outside, path.join(own, 'l', 'c.mp4'))
      const bad = [
        made('d.exe'),
        made('e.desktop'),
        made('f.mp4', 0o644),
        made('g.mp4', 0o555),
        outside,
        path.join(own, 'l', 'c.mp4'),
        own,
        path.join(own, 'none.mp4'),
        'https://example.invalid/a.mp4',
      ]
      for (const file of bad) expect([file, await openWith(shell)(file)]).toEqual([file, 'not_allowed'])
      expect(shell.opened).toEqual([])
    } finally {
      fs.rmSync(scratch, { recursive: true, force: true })
    }
  })
})

describe('a report on the desktop', () => {
  it('is printed by a window that runs nothing, and by none where the page is none of the services', async () => {
    const printed: string[] = []
    const opened: unknown[] = []
    let isGone = false
    const print = printWith((options) => {
      opened.push(options)
      return {
        loadFile: async (file) => void printed.push(fs.readFileSync(file, 'utf8')),
        webContents: { printToPDF: async () => new TextEncoder().encode('%PDF-1.7') },
        destroy: () => {
          isGone = true
        },
      }
    }, '147.0.7727.0')
    const services = desktop(dir, print)
    const flight = aFlight({ pilot: '孟青棠' })
    await services.call('w', 'flight.put', { base: null, doc: flight })
    const of = { kind: 'flight', id: flight.id }
    const made = await services.call('w', 'report.make', { of, form: 'pdf', unmasked: null, language: 'zh' })
    expect(made).toMatchObject({
      ok: true,
      value: { isPrinted: true, fileName: expect.stringMatching(/\.pdf$/) },
    })
    expect(printed[0]).toContain('孟青棠')
    expect(opened).toMatchObject([{ show: false, webPreferences: { javascript: false, sandbox: true } }])
    expect(isGone).toBe(true)
    const other = path.join(dir, 'page.html')
    fs.writeFileSync(other, '<!doctype html>')
    for (const file of [other, '/etc/passwd', '']) expect(await print(file)).toBeNull()
    expect(printed).toHaveLength(1)
    await services.close()
  })
})
