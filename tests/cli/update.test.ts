import { createHash, generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { filesIn, pinned, signedManifest } from '../../scripts/packaging/sign.mjs'
import { compareVersions, SIGNED_AS, UPDATE_FILE } from '../../src/core/policy/update.ts'
import { bringUpdate, newVersion } from '../../src/files/updatePlace.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const KEY: string = pinned(privateKey)
const HERE = { installed: '0.1.0', platform: 'linux', arch: 'x64' }
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-update-'))
afterAll(() => fs.rmSync(root, { recursive: true }))

let place: string
const out = () => path.join(place, '..', 'brought.deb')
const put = (payload: object, key = privateKey): void =>
  fs.writeFileSync(path.join(place, UPDATE_FILE), signedManifest({ payload, key }))
const offer = (version: string): void => put({ version, files: filesIn(place) })
const code = (result: { ok: boolean; code?: string }): string => (result.ok ? 'ok' : String(result.code))

beforeEach(() => {
  place = path.join(fs.mkdtempSync(path.join(root, 't-')), 'place')
  fs.mkdirSync(place)
  fs.writeFileSync(path.join(place, 'sortie_0.2.0_amd64.deb'), 'a newer one')
  offer('0.2.0')
})

/** Brings what is offered, or says why not; and that nothing is left beside. */
async function bring(from: string, key = KEY): Promise<string> {
  const found = await newVersion(from, key, HERE)
  if (!found.ok || found.value === null) return found.ok ? 'none' : found.code
  const brought = await bringUpdate(from, found.value.file, out())
  expect(fs.readdirSync(path.dirname(out())).filter((name) => name.endsWith('.part'))).toEqual([])
  expect(fs.existsSync(out())).toBe(brought.ok)
  return code(brought)
}

describe('a newer version in a folder', () => {
  it('is brought as it was signed, and nothing newer is nothing', async () => {
    expect(await bring(place)).toBe('ok')
    expect(fs.readFileSync(out(), 'utf8')).toBe('a newer one')
    offer('0.1.0')
    fs.rmSync(out())
    expect(await bring(place)).toBe('none')
  })

  it('is not taken of another key, of words changed after signing, or of what was signed as something else', async () => {
    expect(await bring(place, pinned(generateKeyPairSync('ed25519').privateKey))).toBe('update_unsigned')
    const file = path.join(place, UPDATE_FILE)
    const given = fs.readFileSync(file, 'utf8')
    fs.writeFileSync(file, given.replace('0.2.0', '0.3.0'))
    expect(await bring(place)).toBe('update_unsigned')
    const { payload } = JSON.parse(given) as { payload: string }
    const elsewhere = signedManifest({ payload: { version: '9.0.0', files: [] }, key: privateKey })
    fs.writeFileSync(
      file,
      JSON.stringify({ payload, signature: (JSON.parse(elsewhere) as { signature: string }).signature }),
    )
    expect(await bring(place)).toBe('update_unsigned')
    expect(SIGNED_AS).toMatch(/\n$/)
  })

  it('is never lower than what is installed, also as figures go', async () => {
    offer('0.0.9')
    expect(await bring(place)).toBe('update_lower')
    expect(compareVersions('0.10.0', '0.9.9')).toBeGreaterThan(0)
    expect(compareVersions('1.0.0', '0.99.99')).toBeGreaterThan(0)
    expect(compareVersions('0.1.0', '0.1.0')).toBe(0)
  })

  it('is of this kind of computer, and lies beside its list', async () => {
    put({ version: '0.2.0', files: filesIn(place).map((file: object) => ({ ...file, arch: 'arm64' })) })
    expect(await bring(place)).toBe('update_no_file')
    for (const name of ['../secret', '/etc/passwd', 'a/b', 'C:\\x', '.hidden', 'http:x']) {
      put({ version: '0.2.0', files: filesIn(place).map((file: object) => ({ ...file, name })) })
      expect(await bring(place), name).toBe('update_unfit')
    }
  })

  it('is the file that was signed: another one, a longer one, a shorter one and none are not kept', async () => {
    const file = path.join(place, 'sortie_0.2.0_amd64.deb')
    for (const content of ['a never one', 'a newer one and more', 'a newer']) {
      fs.writeFileSync(file, content)
      expect(await bring(place), content).toBe('update_differs')
    }
    fs.rmSync(file)
    expect(await bring(place)).toBe('update_unreachable')
  })

  it('that cannot be kept is said of where it was to be, not of where it comes from', async () => {
    const found = await newVersion(place, KEY, HERE)
    if (!found.ok || !found.value) throw new Error('nothing is offered')
    for (const there of [path.join(root, 'no such folder', 'a.deb'), place]) {
      const brought = await bringUpdate(place, found.value.file, there)
      expect(brought, there).toMatchObject({ code: 'cannot_write', params: { file: there } })
      expect(fs.existsSync(`${there}.${process.pid}.part`)).toBe(false)
    }
  })

  it('has a list that is one: no JSON, too large, absent, and keys that are none are told', async () => {
    const file = path.join(place, UPDATE_FILE)
    for (const content of ['', '{', '[]', '{"payload":"x"}', 'x'.repeat(200_000)]) {
      fs.writeFileSync(file, content)
      expect(await bring(place), content.slice(0, 20)).toBe('update_unfit')
    }
    fs.rmSync(file)
    expect(await bring(place)).toBe('update_unreachable')
    for (const key of ['', 'abc', `${KEY}x`, KEY.slice(4)])
      expect(await bring(place, key)).toBe('update_bad_key')
  })
})

describe('a newer version at an address', () => {
  /** Serves the place; `answer` may do otherwise first. */
  async function served<T>(
    answer: (request: http.IncomingMessage, response: http.ServerResponse) => boolean,
    work: (address: string) => Promise<T>,
  ): Promise<T> {
    const server = http.createServer((request, response) => {
      if (answer(request, response)) return
      const file = path.join(place, path.basename(decodeURIComponent(request.url ?? '')))
      if (fs.existsSync(file)) response.end(fs.readFileSync(file))
      else response.writeHead(404).end()
    })
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done)
    })
    try {
      return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sortie`)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

  it('is brought like one in a folder', async () => {
    expect(await served(() => false, bring)).toBe('ok')
    expect(createHash('sha256').update(fs.readFileSync(out())).digest('hex')).toBe(filesIn(place)[0]?.sha256)
  })

  it('is not followed elsewhere, for its list or its file', async () => {
    for (const ending of ['.json', '.deb'])
      expect(
        await served((request, response) => {
          if (!request.url?.endsWith(ending)) return false
          response.writeHead(302, { location: 'http://127.0.0.1:9/other' }).end()
          return true
        }, bring),
      ).toBe('update_unreachable')
  })

  it('that sends without end is left', async () => {
    const endless = (response: http.ServerResponse): true => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) continue
      }
      response.on('drain', more)
      more()
      return true
    }
    for (const [ending, wanted] of [
      ['.json', 'update_unfit'],
      ['.deb', 'update_differs'],
    ] as const)
      expect(
        await served(
          (request, response) => (request.url?.endsWith(ending) ? endless(response) : false),
          bring,
        ),
      ).toBe(wanted)
  })

  it('that is not there is told', async () => {
    expect(await bring('http://127.0.0.1:1/none')).toBe('update_unreachable')
  })
})
