import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { called, type ScratchServices, scratchServices } from '../../builders/services.ts'

let host: ScratchServices
beforeEach(() => {
  host = scratchServices()
})
afterEach(() => host.close())

const SMALL = Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(500, 7), Buffer.from([0xff, 0xd9])])

/** A JPEG with nothing in it but an EXIF block whose second directory holds a small picture; without one for null. */
function aJpeg(small: Buffer | null): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 4 + 2 + 3 * 12 + 4)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  // The first directory is empty; the second follows it.
  tiff.writeUInt16LE(0, 8)
  tiff.writeUInt32LE(small ? 14 : 0, 10)
  const entry = (i: number, tag: number, type: number, value: number): void => {
    const at = 16 + 12 * i
    tiff.writeUInt16LE(tag, at)
    tiff.writeUInt16LE(type, at + 2)
    tiff.writeUInt32LE(1, at + 4)
    tiff.writeUInt32LE(value, at + 8)
  }
  tiff.writeUInt16LE(3, 14)
  entry(0, 0x0103, 3, 6)
  entry(1, 0x0201, 4, tiff.length)
  entry(2, 0x0202, 4, small?.length ?? 0)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, small ?? Buffer.alloc(0)])
  const marker = Buffer.from([0xff, 0xe1, 0, 0])
  marker.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([Buffer.from([0xff, 0xd8]), marker, body, Buffer.from([0xff, 0xd9])])
}

async function bring(name: string, bytes: Uint8Array): Promise<string> {
  const { footage } = await called(host, 'footage.ingest', {
    files: [host.given(name, bytes)],
    flightId: null,
  })
  return footage[0]?.doc.id ?? ''
}
const poster = async (id: string): Promise<Buffer | null> => {
  const found = await host.media(`${id}.poster`)
  return found && fs.readFileSync(found.path)
}
const keep = (id: string, bytes: Uint8Array) =>
  host.call('footage.keepPoster', { id, file: host.given('made.jpg', bytes) })

describe('small pictures for lists', () => {
  it('are what the camera put into its photo, and are made again when they are gone', async () => {
    const id = await bring('a.jpg', aJpeg(SMALL))
    expect(await poster(id)).toEqual(SMALL)
    fs.rmSync(path.join(host.dir, 'w', 'derived'), { recursive: true })
    expect(await poster(id)).toEqual(SMALL)
  })

  it('are none where the photo has none, until the window makes one; nothing of it is evidence', async () => {
    const id = await bring('b.jpg', aJpeg(null))
    expect(await poster(id)).toBeNull()
    const before = await host.call('workspace.status', {})
    expect(await keep(id, SMALL)).toEqual({ ok: true, value: {} })
    expect(await poster(id)).toEqual(SMALL)
    expect(await host.call('workspace.status', {})).toEqual(before)
    expect(await host.call('workspace.verify', {})).toMatchObject({ value: { ok: true } })
  })

  it('are nothing but small JPEGs', async () => {
    const id = await bring('c.jpg', aJpeg(null))
    expect(await keep(id, Buffer.from('<svg onload="x"/>'))).toMatchObject({
      ok: false,
      code: 'unreadable_file',
    })
    expect(await keep(id, Buffer.concat([SMALL, Buffer.alloc(600_000)]))).toMatchObject({
      ok: false,
      code: 'file_too_large',
    })
    expect(await poster(id)).toBeNull()
  })

  it('are reached by an id and nothing else', async () => {
    const id = await bring('d.jpg', aJpeg(SMALL))
    for (const odd of [
      `../${id}.poster`,
      `${id}.poster.poster`,
      `${id}.track2`,
      `${id}/poster`,
      '.poster',
      'x'.repeat(36),
    ])
      expect(await host.media(odd), odd).toBeNull()
  })
})
