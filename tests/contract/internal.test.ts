import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkedCall } from '../../src/contract/index.ts'
import { openServices } from '../builders/services.ts'
import { failureOf } from '../../src/store/failure.ts'

let dir: string
let logged: string[]
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-internal-'))
  logged = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => logged.push(String(text)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  fs.rmSync(dir, { recursive: true, force: true })
})

const fault = (): NodeJS.ErrnoException =>
  Object.assign(new Error(`constraint failed in '${dir}/sortie.db' near SELECT * FROM mission`), {
    code: 'SQLITE_CONSTRAINT',
  })

describe('what goes wrong inside', () => {
  it('is told to the log alone, once: no path, SQL or stack in the answer', () => {
    const error = fault()
    for (const _ of [1, 2]) {
      const answer = failureOf(error, dir)
      expect(answer).toEqual({ ok: false, code: 'internal', params: {} })
    }
    expect(logged.join('')).toContain('SELECT * FROM mission')
    expect(logged).toHaveLength(1)
  })

  it('leaves the gate without what a host says of it', async () => {
    for (const call of [
      async () => ({
        ok: false as const,
        code: 'internal',
        params: { problem: fault().stack ?? '', file: dir },
      }),
      async () => {
        throw fault()
      },
    ]) {
      const answer = await checkedCall({ call }, null, 'workspace.status', {})
      expect(answer).toEqual({ ok: false, code: 'internal', params: { call: 'workspace.status' } })
    }
  })

  it('leaves the services without it, when a workspace fails in a way that nobody foresaw', async () => {
    const host = openServices({ home: path.join(dir, 'home'), workspaceDir: path.join(dir, 'w') })
    try {
      expect((await host.call('workspace.status', {})).ok).toBe(true)
      vi.spyOn(fs, 'existsSync').mockImplementation(() => {
        throw fault()
      })
      expect(await host.call('workspace.verify', {})).toEqual({
        ok: false,
        code: 'internal',
        params: { call: 'workspace.verify' },
      })
      expect(logged.join('')).toContain('constraint failed')
    } finally {
      vi.restoreAllMocks()
      await host.close()
    }
  })

  it('a folder that is gone, or under a file, is no fault of ours', () => {
    const file = path.join(dir, 'file')
    fs.writeFileSync(file, '')
    expect(failureOf(Object.assign(new Error('ENOTDIR'), { code: 'ENOTDIR' }), file)).toMatchObject({
      code: 'disk_failed',
    })
  })
})
