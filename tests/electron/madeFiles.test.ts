import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { madeFiles } from '../../electron/main/madeFiles.ts'

const A = 'aaaaaaaa-0000-4000-8000-000000000001'
const piece = (query: string, bytes: Uint8Array, method = 'POST') => ({
  url: `app://sortie/files?${query}`,
  method,
  arrayBuffer: async () => Uint8Array.from(bytes).buffer,
})

let dir = ''
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-made-test-'))
})
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }))

describe('files that the window made', () => {
  it('come whole, piece by piece in their order, into the folder that the services clear', async () => {
    const made = madeFiles(async () => dir)
    const one = Uint8Array.from([1, 2, 3])
    expect((await made.receive(piece(`made=${A}&from=0`, one))).status).toBe(204)
    // A piece twice, or one left out, is no file.
    expect((await made.receive(piece(`made=${A}&from=0`, one))).status).toBe(409)
    expect((await made.receive(piece(`made=${A}&from=4`, one))).status).toBe(409)
    expect((await made.receive(piece(`made=${A}&from=3`, one))).status).toBe(204)
    const file = made.pathOf(A) ?? ''
    expect([...fs.readFileSync(file)]).toEqual([1, 2, 3, 1, 2, 3])
    expect(path.dirname(file)).toBe(dir)
    fs.rmSync(file)
    expect(made.pathOf(A)).toBeNull()
  })

  it('have ids of their own and no way out of their folder', async () => {
    const made = madeFiles(async () => dir)
    const none = new Uint8Array(0)
    for (const id of ['', 'x', '../x', '/etc/passwd', `${A}/../x`, `${A}%00`])
      expect((await made.receive(piece(`made=${id}&from=0`, none))).status).toBe(400)
    expect((await made.receive(piece(`made=${A}&from=0`, none, 'GET'))).status).toBe(405)
    for (const id of [A, '..', null, 7, {}]) expect(made.pathOf(id)).toBeNull()
  })
})
