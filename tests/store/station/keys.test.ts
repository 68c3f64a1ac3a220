import { execFileSync, spawn } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { wordsOf } from '../../../src/words/words.ts'
import { keysHome } from '../../../src/store/station/keysHome.ts'
import { keysAt, keysIn } from '../../../src/store/station/keys.ts'
import { keepSecret, keyringFileIn } from '../../../src/store/station/keyringFile.ts'
import { wrappingBy } from '../../../src/store/station/wrapping.ts'
import type { Result } from '../../../src/core/units/result.ts'
import { aHead, aWrapping } from '../../builders/station.ts'

const RECORDER = path.join(import.meta.dirname, 'recorder.ts')
const WORKSPACE = '0d5c1a52-4f0e-4a57-9d2c-5a7a4f2b9c11'
let scratch = ''
let dir = ''
beforeEach(() => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-keys-'))
  dir = path.join(scratch, 'user', 'keys')
})
afterEach(() => {
  vi.restoreAllMocks()
  fs.rmSync(scratch, { recursive: true, force: true })
})

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.params)}`)
  return result.value
}
const fileOf = (station: string) => path.join(dir, `${station}.json`)
const modeOf = (file: string) => fs.statSync(file).mode & 0o777
const opened = (station: string) => {
  const found = valueOf(keysIn(dir).read(station))
  if (!found) throw new Error('no key')
  return found
}
/** The warnings of ours while something is done. */
function warned(work: () => void): string[] {
  const told: string[] = []
  vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void told.push(String(warning)))
  work()
  vi.restoreAllMocks()
  return told
}

/** Whether a signature is that of a raw public key, by node's own means. */
const isSigned = (bytes: Uint8Array, publicKey: Uint8Array, signature: Uint8Array): boolean =>
  verify(
    null,
    bytes,
    createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    }),
    signature,
  )

describe('a key', () => {
  it('is made, kept, read again, and signs', () => {
    const made = valueOf(keysIn(dir).make(WORKSPACE))
    expect(made.station).toMatch(/^[0-9a-f]{32}$/)
    expect(made.publicKey).toHaveLength(32)
    const { key, record } = opened(made.station)
    expect(record).toBeNull()
    expect([key.station, Buffer.from(key.publicKey)]).toEqual([made.station, Buffer.from(made.publicKey)])
    const bytes = Buffer.from('a head')
    expect(isSigned(bytes, made.publicKey, key.sign(bytes))).toBe(true)
    expect(isSigned(Buffer.from('another'), made.publicKey, key.sign(bytes))).toBe(false)
    expect(Buffer.from(key.sign(bytes))).toEqual(Buffer.from(made.sign(bytes)))
  })

  it('is one of its own each time, and found by its workspace', () => {
    const keys = keysIn(dir)
    const own = [valueOf(keys.make(WORKSPACE)), valueOf(keys.make(WORKSPACE))]
      .map((key) => key.station)
      .sort()
    valueOf(keys.make('another'))
    fs.writeFileSync(path.join(dir, 'notes.txt'), 'x')
    fs.writeFileSync(fileOf('0'.repeat(32)), 'damaged', { mode: 0o600 })
    expect(keys.list(WORKSPACE).map((key) => key.station)).toEqual(own)
    expect(new Set(own).size).toBe(2)
    expect(keysIn(path.join(scratch, 'none')).list(WORKSPACE)).toEqual([])
  })

  it('is not here where there is no file, or no folder', () => {
    expect(keysIn(dir).read('a'.repeat(32))).toEqual({ ok: true, value: null })
    valueOf(keysIn(dir).make(WORKSPACE))
    expect(keysIn(dir).read('a'.repeat(32))).toEqual({ ok: true, value: null })
  })

  test.skipIf(process.platform === 'win32')('is read by its owner alone', () => {
    const before = process.umask(0)
    try {
      const { station } = valueOf(keysIn(dir).make(WORKSPACE))
      keysIn(dir).record(station, aHead(1))
      expect([modeOf(dir), modeOf(fileOf(station))]).toEqual([0o700, 0o600])
    } finally {
      process.umask(before)
    }
  })

  it('leaves nothing aside', () => {
    const { station } = valueOf(keysIn(dir).make(WORKSPACE))
    keysIn(dir).record(station, aHead(1))
    expect(fs.readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

describe('what it signed last', () => {
  it('is remembered, and never goes back', () => {
    const keys = keysIn(dir)
    const { station } = valueOf(keys.make(WORKSPACE))
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 }), (seqs) => {
        const before = opened(station).record?.seq ?? -1
        for (const seq of seqs) keys.record(station, aHead(seq))
        expect(opened(station).record).toEqual(aHead(Math.max(before, ...seqs)))
      }),
      { numRuns: 20 },
    )
    expect(keys.list(WORKSPACE)[0]?.record).toEqual(opened(station).record)
  })

  it('stays the first one of a number, whoever comes with another', () => {
    const keys = keysIn(dir)
    const { station } = valueOf(keys.make(WORKSPACE))
    keys.record(station, aHead(3))
    keys.record(station, { ...aHead(3), hash: 'f'.repeat(64) })
    expect(opened(station).record).toEqual(aHead(3))
  })

  it('does not go back under processes that record at once', async () => {
    const { station } = valueOf(keysIn(dir).make(WORKSPACE))
    const ends = [60, 40, 20].map((to) => {
      const child = spawn(process.execPath, [RECORDER, dir, station, '1', String(to)], {
        stdio: ['ignore', 'inherit', 'pipe'],
      })
      let said = ''
      child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
      return once(child, 'exit').then(([code]) => [code, said])
    })
    const all = Promise.all(ends)
    const end = all.then(() => 'end')
    for (let last = 0; ; ) {
      const now = opened(station).record?.seq ?? 0
      expect(now).toBeGreaterThanOrEqual(last)
      last = now
      const pause = new Promise((done) => setTimeout(done, 5))
      if ((await Promise.race([end, pause])) === 'end') break
    }
    expect(await all).toEqual(ends.map(() => [0, '']))
    expect(opened(station).record).toEqual(aHead(60))
    expect(
      isSigned(Buffer.from('x'), opened(station).key.publicKey, opened(station).key.sign(Buffer.from('x'))),
    ).toBe(true)
  })

  it('is of the key’s own file where that alone is here, as programs of before wrote it', () => {
    const keys = keysIn(dir)
    const { station } = valueOf(keys.make(WORKSPACE))
    const file = JSON.parse(fs.readFileSync(fileOf(station), 'utf8')) as object
    fs.writeFileSync(fileOf(station), JSON.stringify({ ...file, record: aHead(7) }))
    expect(opened(station).record).toEqual(aHead(7))
    keys.record(station, aHead(6))
    expect(opened(station).record).toEqual(aHead(7))
    keys.record(station, aHead(8))
    expect([opened(station).record, keys.list(WORKSPACE)[0]?.record]).toEqual([aHead(8), aHead(8)])
    valueOf(keysIn(dir, aWrapping(dir)).wrap(WORKSPACE, true))
    expect(keys.list(WORKSPACE)[0]?.record).toEqual(aHead(8))
  })

  it('is written without waiting for the disk, and leaves the key as it is', () => {
    const keys = keysIn(dir)
    const { station } = valueOf(keys.make(WORKSPACE))
    keys.record(station, aHead(1))
    const before = fs.readFileSync(fileOf(station))
    const waits = vi.spyOn(fs, 'fsyncSync')
    for (let seq = 2; seq < 10; seq++) keys.record(station, aHead(seq))
    expect(waits).not.toHaveBeenCalled()
    vi.restoreAllMocks()
    expect(fs.readFileSync(fileOf(station))).toEqual(before)
    expect(opened(station).record).toEqual(aHead(9))
  })

  it('is the one before where the newest was written half, never one that there was not', () => {
    const keys = keysIn(dir)
    const { station } = valueOf(keys.make(WORKSPACE))
    for (const seq of [1, 2, 3, 4]) keys.record(station, aHead(seq))
    const file = path.join(dir, `${station}.head`)
    const whole = fs.readFileSync(file)
    const spoiled = fc.oneof(
      fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
      fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => {
        const bytes = Buffer.from(whole)
        bytes[at] = byte
        return bytes
      }),
    )
    fc.assert(
      fc.property(spoiled, (bytes) => {
        fs.writeFileSync(file, bytes)
        const found = opened(station).record
        expect(
          bytes.length < whole.length ? [null, aHead(3), aHead(4)] : [aHead(3), aHead(4)],
        ).toContainEqual(found)
        keys.record(station, aHead(5))
        expect(opened(station).record).toEqual(aHead(5))
      }),
      { numRuns: 100 },
    )
  })

  it('stays behind with a warning where it cannot be kept, and says nothing of the key', () => {
    const keys = keysIn(dir)
    const { station } = valueOf(keys.make(WORKSPACE))
    const text = fs.readFileSync(fileOf(station), 'utf8')
    const secret = (JSON.parse(text) as { privateKey: string }).privateKey
    const cases = [
      () => fs.rmSync(fileOf(station)),
      () => fs.writeFileSync(fileOf(station), text.slice(0, -3)),
      () => fs.chmodSync(fileOf(station), 0o644),
      () => {
        fs.rmSync(dir, { recursive: true })
        fs.writeFileSync(dir, '')
      },
    ]
    for (const spoil of cases) {
      fs.rmSync(dir, { recursive: true, force: true })
      fs.mkdirSync(dir, { recursive: true, mode: 0o700 })
      fs.writeFileSync(fileOf(station), text, { mode: 0o600 })
      spoil()
      const told = warned(() => keys.record(station, aHead(1)))
      expect(told).toHaveLength(1)
      expect(told.join()).not.toContain(secret.slice(0, 12))
    }
  })
})

describe('a file that is not to be used', () => {
  /** Every text that a person or a crash could see of a failure. */
  const saidOf = (failure: { code: string; params: Record<string, string | number> }): string[] =>
    (['en', 'zh'] as const).map((language) => wordsOf(language, 'error', failure.code, failure.params) ?? '')

  function refusalOf(station: string) {
    const read = keysIn(dir).read(station)
    if (read.ok) throw new Error('it was read')
    const said = saidOf(read)
    for (const words of said) {
      expect(words).not.toBe('')
      expect(words).not.toMatch(/[{}\n]|key_[a-z_]+/)
    }
    return { ...read, said: said.join('\n') }
  }

  type Members = Record<string, unknown>
  const other = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' })
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const edits: [why: string, problem: string, edit: (file: Members) => unknown][] = [
    ['a newer form', 'key_newer', (file) => ({ ...file, form: 2 })],
    ['an unknown form', 'key_form', (file) => ({ ...file, form: 0 })],
    ['a form in words', 'key_form', (file) => ({ ...file, form: '1' })],
    ['a list', 'key_form', () => []],
    ['null', 'key_form', () => null],
    ['a member too many', 'key_form', (file) => ({ ...file, more: 1 })],
    ['no workspace', 'key_form', (file) => ({ ...file, workspace: undefined })],
    ['no private half', 'key_form', (file) => ({ ...file, privateKey: undefined })],
    ['two private halves', 'key_form', (file) => ({ ...file, wrapped: 'AAAA' })],
    ['no base64', 'key_form', (file) => ({ ...file, privateKey: `${String(file['privateKey'])}!` })],
    ['a record without a hash', 'key_form', (file) => ({ ...file, record: { seq: 1, root: 'x' } })],
    ['a record before the first', 'key_form', (file) => ({ ...file, record: { ...aHead(1), seq: -1 } })],
    ['a number beyond all', 'key_form', (file) => ({ ...file, record: { ...aHead(1), seq: 2 ** 60 } })],
    ['another station', 'key_other_station', (file) => ({ ...file, station: 'b'.repeat(32) })],
    [
      'another public key',
      'key_other_station',
      (file) => ({ ...file, publicKey: Buffer.alloc(32, 7).toString('base64') }),
    ],
    ['the private key of another', 'key_pair', (file) => ({ ...file, privateKey: other.toString('base64') })],
    ['no key at all', 'key_pair', (file) => ({ ...file, privateKey: 'AAAA' })],
    [
      'a key of another kind',
      'key_pair',
      (file) => ({
        ...file,
        privateKey: rsa.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      }),
    ],
  ]
  it.each(edits)('%s', (_, problem, edit) => {
    const { station } = valueOf(keysIn(dir).make(WORKSPACE))
    const file = JSON.parse(fs.readFileSync(fileOf(station), 'utf8')) as Members
    const secret = String(file['privateKey'])
    fs.writeFileSync(fileOf(station), JSON.stringify(edit(file)))
    const { code, params, said } = refusalOf(station)
    expect([code, params]).toEqual(['key_unreadable', { file: fileOf(station), problem }])
    for (const half of [secret, other.toString('base64')]) expect(said).not.toContain(half.slice(24))
  })

  it('cut anywhere, or with a bit turned: it is refused, or it is the same key', () => {
    const made = valueOf(keysIn(dir).make(WORKSPACE))
    keysIn(dir).record(made.station, aHead(5))
    const whole = fs.readFileSync(fileOf(made.station))
    const secret = (JSON.parse(whole.toString()) as { privateKey: string }).privateKey
    const spoiled = fc.oneof(
      fc.nat(whole.length - 3).map((length) => whole.subarray(0, length)),
      fc.tuple(fc.nat(whole.length - 1), fc.nat(7)).map(([at, bit]) => {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
        return bytes
      }),
    )
    fc.assert(
      fc.property(spoiled, (bytes) => {
        fs.writeFileSync(fileOf(made.station), bytes)
        const read = keysIn(dir).read(made.station)
        if (read.ok) expect(Buffer.from(read.value?.key.publicKey ?? [])).toEqual(Buffer.from(made.publicKey))
        else expect(JSON.stringify(read) + saidOf(read).join()).not.toContain(secret.slice(24, 48))
      }),
      { numRuns: 150 },
    )
  })

  it('is another station’s under this name', () => {
    const [one, two] = [valueOf(keysIn(dir).make(WORKSPACE)), valueOf(keysIn(dir).make(WORKSPACE))]
    fs.copyFileSync(fileOf(one.station), fileOf(two.station))
    expect(refusalOf(two.station).params['problem']).toBe('key_other_station')
  })

  it.each<[string, string, (file: string) => void]>([
    ['a folder in its place', 'NOT_A_FILE', (file) => fs.mkdirSync(file)],
    ['larger than any', 'too_large', (file) => fs.writeFileSync(file, ' '.repeat(10_001), { mode: 0o600 })],
    ['empty', 'key_not_json', (file) => fs.writeFileSync(file, '', { mode: 0o600 })],
    ['no text', 'key_not_json', (file) => fs.writeFileSync(file, Buffer.alloc(600, 0xff), { mode: 0o600 })],
    [
      'deep',
      'key_form',
      (file) => fs.writeFileSync(file, '['.repeat(4900) + ']'.repeat(4900), { mode: 0o600 }),
    ],
    ...(process.platform === 'win32'
      ? []
      : ([
          ['a pipe in its place', 'NOT_A_FILE', (file) => void execFileSync('mkfifo', ['-m', '600', file])],
          ['a link in a circle', 'ELOOP', (file) => fs.symlinkSync(file, file)],
        ] as [string, string, (file: string) => void][])),
  ])('%s', (_, problem, make) => {
    fs.mkdirSync(dir, { recursive: true, mode: 0o700 })
    const station = 'c'.repeat(32)
    make(fileOf(station))
    expect(refusalOf(station).params['problem']).toBe(problem)
  })

  it('a file stands in the place of the folder', () => {
    fs.mkdirSync(path.dirname(dir), { recursive: true })
    fs.writeFileSync(dir, '')
    expect(refusalOf('a'.repeat(32)).params).toEqual({ file: dir, problem: 'not_a_folder' })
    const made = keysIn(dir).make(WORKSPACE)
    expect(made).toMatchObject({ ok: false, code: 'key_not_written', params: { problem: 'not_a_folder' } })
  })

  test.skipIf(process.platform === 'win32').each([0o640, 0o604, 0o620, 0o601])(
    'others may use it: %o',
    (mode) => {
      const { station } = valueOf(keysIn(dir).make(WORKSPACE))
      fs.chmodSync(fileOf(station), mode)
      const { code, params, said } = refusalOf(station)
      expect([code, params]).toEqual([
        'key_exposed',
        { file: fileOf(station), mode: mode.toString(8), wanted: '600' },
      ])
      expect(said).toContain(`chmod 600 "${fileOf(station)}"`)
      fs.chmodSync(fileOf(station), 0o600)
      expect(keysIn(dir).read(station).ok).toBe(true)
    },
  )

  test.skipIf(process.platform === 'win32')('others may look into the folder', () => {
    const { station } = valueOf(keysIn(dir).make(WORKSPACE))
    fs.chmodSync(dir, 0o755)
    expect(refusalOf(station).params).toEqual({ file: dir, mode: '755', wanted: '700' })
    expect(keysIn(dir).make(WORKSPACE)).toMatchObject({ code: 'key_exposed', params: { wanted: '700' } })
    expect(fs.readdirSync(dir).filter((name) => name.endsWith('.json'))).toHaveLength(1)
  })
})

describe('a disk', () => {
  const failing = (code: string) => {
    for (const call of ['fsyncSync', 'writeSync'] as const)
      vi.spyOn(fs, call).mockImplementation(() => {
        throw Object.assign(new Error(code), { code })
      })
  }

  it.each([
    ['ENOSPC', 'disk_full', 'disk_full'],
    ['EDQUOT', 'disk_full', 'disk_full'],
    ['EIO', 'key_not_written', 'EIO'],
    ['EROFS', 'key_not_written', 'EROFS'],
  ])('that says %s keeps no key, and nothing half', (said, code, warning) => {
    const { station } = valueOf(keysIn(dir).make(WORKSPACE))
    const before = fs.readFileSync(fileOf(station))
    failing(said)
    expect(keysIn(dir).make(WORKSPACE)).toMatchObject({ ok: false, code })
    const told: string[] = []
    vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void told.push(String(warning)))
    keysIn(dir).record(station, aHead(1))
    vi.restoreAllMocks()
    expect(told.join()).toContain(warning)
    expect(fs.readFileSync(fileOf(station))).toEqual(before)
    expect(fs.readdirSync(dir).filter((name) => name.endsWith('.json'))).toEqual([`${station}.json`])
    expect(opened(station).record).toBeNull()
    expect(warned(() => keysIn(dir).record(station, aHead(2)))).toEqual([])
    expect(opened(station).record).toEqual(aHead(2))
  })
})

describe('the system’s keyring', () => {
  it('keeps a workspace’s keys, those to come too, and gives them back', () => {
    const keys = keysIn(dir, aWrapping(dir))
    const [made, other] = [valueOf(keys.make(WORKSPACE)), valueOf(keys.make('another'))]
    const secret = (JSON.parse(fs.readFileSync(fileOf(made.station), 'utf8')) as { privateKey: string })
      .privateKey
    keys.record(made.station, aHead(4))
    valueOf(keys.wrap(WORKSPACE, true))
    expect(fs.readFileSync(fileOf(made.station), 'utf8')).not.toContain(secret)
    expect(keys.list(WORKSPACE)).toMatchObject([{ isWrapped: true, record: aHead(4) }])
    expect(keys.list('another')).toMatchObject([{ isWrapped: false }])

    const bytes = Buffer.from('a head')
    const found = valueOf(keys.read(made.station))
    expect(isSigned(bytes, made.publicKey, found?.key.sign(bytes) ?? bytes)).toBe(true)
    const next = valueOf(keys.make(WORKSPACE))
    expect(keys.list(WORKSPACE).map((key) => key.isWrapped)).toEqual([true, true])

    // Without it: what the command line meets.
    const bare = keysIn(dir)
    expect(bare.read(made.station)).toEqual({
      ok: false,
      code: 'key_wrapped',
      params: { file: fileOf(made.station) },
    })
    expect(bare.make(WORKSPACE)).toMatchObject({ ok: false, code: 'key_wrapped' })
    expect(bare.read(other.station).ok).toBe(true)
    expect(bare.wrap(WORKSPACE, false)).toMatchObject({ ok: false, code: 'key_wrapped' })
    bare.record(made.station, aHead(6))
    expect(bare.list(WORKSPACE).find((key) => key.station === made.station)?.record).toEqual(aHead(6))

    valueOf(keys.wrap(WORKSPACE, false))
    expect(fs.readFileSync(fileOf(made.station), 'utf8')).toContain(secret)
    expect(opened(made.station).record).toEqual(aHead(6))
    expect(opened(next.station).key.station).toBe(next.station)
  })

  it('of another user does not open it', () => {
    const keys = keysIn(dir, aWrapping(dir))
    const { station } = valueOf(keys.make(WORKSPACE))
    valueOf(keys.wrap(WORKSPACE, true))
    expect(keysIn(dir, aWrapping(dir)).read(station)).toMatchObject({
      code: 'key_unreadable',
      params: { problem: 'key_keyring' },
    })
  })
})

describe('what lies beside the keys that the keyring keeps', () => {
  const beside = () => keyringFileIn(dir)
  it.each<[string, string, () => void]>([
    ['damaged', 'key_not_json', () => fs.writeFileSync(beside(), '{"form":1,')],
    ['of another form', 'key_form', () => fs.writeFileSync(beside(), '{"form":1}')],
    ['of a newer form', 'key_newer', () => fs.writeFileSync(beside(), '{"form":2}')],
    ['too large', 'too_large', () => fs.writeFileSync(beside(), ' '.repeat(2_000_001))],
    ['a folder', 'NOT_A_FILE', () => fs.mkdirSync(beside())],
  ])('is %s: no key is made or changed, those that need it not are read', (_, problem, spoil) => {
    const { station } = valueOf(keysIn(dir).make(WORKSPACE))
    spoil()
    const keys = keysIn(dir, aWrapping(dir))
    const refused = { ok: false, code: 'key_unreadable', params: { file: beside(), problem } }
    expect(keys.make(WORKSPACE)).toEqual(refused)
    expect(keys.wrap(WORKSPACE, true)).toEqual(refused)
    expect(keys.isWrapped(WORKSPACE)).toEqual(refused)
    expect(opened(station).key.station).toBe(station)
  })

  it('is asked for before a key is wrapped, and stays the one that the first process kept', () => {
    const { station } = valueOf(keysIn(dir).make(WORKSPACE))
    const keys = keysIn(
      dir,
      wrappingBy(() => Buffer.alloc(32, 1)),
    )
    expect(keys.wrap(WORKSPACE, true)).toMatchObject({ ok: false, params: { problem: 'ENOENT' } })
    expect(opened(station).key.station).toBe(station)
    const [first, second] = [Buffer.from('one'), Buffer.from('two')]
    expect(Buffer.from(valueOf(keepSecret(dir, first)))).toEqual(first)
    expect(Buffer.from(valueOf(keepSecret(dir, second)))).toEqual(first)
    valueOf(keys.wrap(WORKSPACE, true))
    expect(valueOf(keys.isWrapped(WORKSPACE))).toBe(true)
    expect(valueOf(keys.isWrapped('another'))).toBe(false)
  })

  it('keeps a workspace in mind that has no key yet', () => {
    const keys = keysIn(dir, aWrapping(dir))
    valueOf(keys.wrap(WORKSPACE, true))
    valueOf(keys.make(WORKSPACE))
    expect(keys.list(WORKSPACE)).toMatchObject([{ isWrapped: true }])
    expect(keysIn(dir).make(WORKSPACE)).toMatchObject({ ok: false, code: 'key_wrapped' })
  })

  it('is nothing to a keyring that has not given its secret', () => {
    const keys = keysIn(dir, aWrapping(dir))
    const { station } = valueOf(keys.make(WORKSPACE))
    valueOf(keys.wrap(WORKSPACE, true))
    const shut = keysIn(
      dir,
      wrappingBy(() => null),
    )
    const refused = { ok: false, code: 'key_unreadable', params: { problem: 'key_keyring' } }
    expect(shut.read(station)).toMatchObject(refused)
    expect(shut.make(WORKSPACE)).toMatchObject(refused)
    expect(shut.wrap(WORKSPACE, false)).toMatchObject(refused)
  })

  it('goes to another thread with the place', () => {
    const keys = keysIn(dir, aWrapping(dir))
    const { station } = valueOf(keys.make(WORKSPACE))
    valueOf(keys.wrap(WORKSPACE, true))
    expect(valueOf(keysAt(structuredClone(keys.place())).read(station))?.key.station).toBe(station)
    expect(keysAt(keysIn(dir).place()).read(station)).toMatchObject({ code: 'key_wrapped' })
  })
})

describe('where keys lie', () => {
  it('is what SORTIE_KEYS says, else the user’s own folder by platform', () => {
    const home = os.homedir()
    expect(keysHome({ SORTIE_KEYS: scratch, XDG_DATA_HOME: '/x' })).toBe(scratch)
    expect(keysHome({ SORTIE_KEYS: 'here' })).toBe(path.resolve('here'))
    expect(keysHome({ XDG_DATA_HOME: '/x' }, 'linux')).toBe(path.join('/x', 'sortie', 'keys'))
    expect(keysHome({ XDG_DATA_HOME: '' }, 'linux')).toBe(
      path.join(home, '.local', 'share', 'sortie', 'keys'),
    )
    expect(keysHome({}, 'darwin')).toBe(path.join(home, 'Library', 'Application Support', 'Sortie', 'keys'))
    expect(keysHome({ LOCALAPPDATA: '/l' }, 'win32')).toBe(path.join('/l', 'Sortie', 'keys'))
    expect(keysHome({}, 'win32')).toBe(path.join(home, 'AppData', 'Local', 'Sortie', 'keys'))
  })
})
