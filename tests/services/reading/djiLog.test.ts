import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recognise } from '../../../src/core/footage/recognise.ts'
import { readLogFile } from '../../../src/services/reading/log.ts'
import { aDjiRecord } from '../../builders/djiRecord.ts'

let dir = ''
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-dji-'))
})
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }))

const startMs = Date.UTC(2026, 4, 20, 2, 15)
const record = aDjiRecord({ startMs, lat: 41.77, lon: 109.97, distanceM: 1234.5, durationS: 600 })
const read = async (bytes: Uint8Array, name = 'DJIFlightRecord.txt') => {
  const file = path.join(dir, name)
  fs.writeFileSync(file, bytes)
  return readLogFile(file)
}

describe("DJI's flight record", () => {
  it('is known by its head, whatever it is called, and says when, how far and where', async () => {
    expect(recognise(record)).toMatchObject({ kind: 'log', extension: 'txt' })
    const found = await read(record, 'something.dat')
    expect(found.ok && found.value.answer).toMatchObject({
      kind: 'dji-txt',
      startUtc: '2026-05-20T02:15:00.000Z',
      endUtc: '2026-05-20T02:25:00.000Z',
      durationS: 600,
      distanceM: 1234.5,
      points: 0,
      position: { lat: 41.77, lon: 109.97 },
      notes: [{ code: 'header_only' }],
    })
  })

  it('refuses a place of zero', async () => {
    const nowhere = await read(aDjiRecord({ startMs, lat: 0, lon: 0, distanceM: 0, durationS: 1 }))
    expect(nowhere.ok && nowhere.value.answer).toMatchObject({ position: null })
    expect(nowhere.ok && nowhere.value.answer.notes.map(({ code }) => code)).toContain('zero_position')
  })

  it('is said to be unreadable, cut or damaged anywhere, and reads the next one as before', async () => {
    for (let end = 0; end < record.length; end += 37) {
      const damaged = record.slice(0, end)
      for (let i = 11; i < damaged.length; i += 53) damaged[i] = 255 - (damaged[i] ?? 0)
      const found = await read(damaged)
      if (!found.ok) expect(['unreadable_file', 'cannot_read']).toContain(found.code)
    }
    expect((await read(record)).ok).toBe(true)
  })

  it('is not seen in what is none', () => {
    for (const bytes of [
      new Uint8Array(500),
      new TextEncoder().encode('x'.repeat(500)),
      Uint8Array.from({ length: 500 }, (_, i) => i % 251),
    ])
      expect(recognise(bytes).kind).toBe('document')
  })
})
