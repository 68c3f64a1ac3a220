import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Acceptance } from '../../../src/core/journal/acceptance.ts'
import { base64Of, bytesOfBase64 } from '../../../src/core/journal/base64.ts'
import {
  closedStationOf,
  type EntryBody,
  entryHash,
  entryText,
  genesisOf,
  LONGEST_ENTRY,
  readEntry,
  readEntryHead,
  shortCode,
  stationOf,
} from '../../../src/core/journal/entry.ts'
import { hashOfText } from '../../../src/core/journal/hash.ts'
import { revisionOf, versionHash } from '../../../src/core/journal/version.ts'
import { canonicalJson } from '../../../src/core/units/canonical.ts'
import { anId } from '../../builders/enterprise.ts'
import { sha256 } from '../../builders/sha256.ts'

const hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const STATION = stationOf(new Uint8Array(32).fill(7), sha256)
const WORKSPACE = anId(1)

const anEntry = (over: Partial<EntryBody> = {}): EntryBody => ({
  form: 2,
  station: STATION,
  seq: 1,
  atMs: 1_700_000_000_000,
  actor: { name: '王警官', role: 'officer' },
  action: 'site.put',
  undoes: null,
  continues: null,
  prevHash: genesisOf(WORKSPACE, STATION, sha256),
  changes: [{ aggregate: 'site', id: anId(2), bases: [hex('a'), hex('b')].sort(), doc: hex('doc') }],
  ...over,
})

const refused = (text: string) => {
  const read = readEntry(text)
  return read.ok ? null : read
}

describe('an entry', () => {
  test('has one text, whose SHA-256 is its hash, and is read from it as it was', () => {
    const text = entryText(anEntry())
    expect(text).toBe(
      `{"action":"site.put","actor":{"name":"王警官","role":"officer"},"atMs":1700000000000,"changes":[{"aggregate":"site","bases":["${[hex('a'), hex('b')].sort().join('","')}"],"doc":"${hex('doc')}","id":"${anId(2)}"}],"continues":null,"form":2,"prevHash":"${hex(`sortie journal\n${WORKSPACE}\n${STATION}\n`)}","seq":1,"station":"${STATION}","undoes":null}`,
    )
    expect(entryHash(text, sha256)).toBe(hex(text))
    expect(readEntry(text)).toEqual({ ok: true, value: anEntry() })
  })

  test('keeps what it says beyond what is known here', () => {
    const more = { ...anEntry(), seal: { by: 'office', of: [1, null] } }
    const read = readEntry(canonicalJson(more))
    expect(read).toEqual({ ok: true, value: more })
    expect(read.ok && entryText(read.value)).toBe(canonicalJson(more))
  })

  test('is refused as any other text of the same', () => {
    const text = entryText(anEntry())
    for (const other of [
      ` ${text}`,
      `${text}\n`,
      text.replace('"seq":1', '"seq":1.0'),
      text.replace('"seq":1', '"seq":1,"seq":1'),
      text.replace('王', '\\u738b'),
      JSON.stringify(anEntry()),
      text.slice(0, -1),
      '',
      'null ',
      text.replace('王', '\ud800'),
    ])
      expect([other, refused(other)?.params]).toEqual([other, { problem: 'not_canonical' }])
  })

  test('of a newer form is told of, and where it stands is read', () => {
    const newer = canonicalJson({ form: 3, station: STATION, seq: 9, prevHash: hex('x'), what: 'else' })
    expect(refused(newer)).toEqual({
      ok: false,
      code: 'entry_unreadable',
      params: { problem: 'newer_entry' },
    })
    expect(readEntryHead(newer)).toMatchObject({ ok: true, value: { form: 3, seq: 9, what: 'else' } })
  })

  test('that says anything amiss is refused with the place', () => {
    const change = anEntry().changes[0] as EntryBody['changes'][number]
    const cases: [Record<string, unknown>, string][] = [
      [{ station: STATION.toUpperCase() }, 'station'],
      [{ seq: 0 }, 'seq'],
      [{ seq: 1.5 }, 'seq'],
      [{ seq: 2 ** 53 }, 'seq'],
      [{ form: 1 }, 'form'],
      [{ prevHash: 'x' }, 'prevHash'],
      [{ atMs: -1 }, 'atMs'],
      [{ actor: null }, 'actor'],
      [{ undoes: { station: STATION, seq: 0 } }, 'undoes.seq'],
      [{ undoes: undefined }, 'undoes'],
      [{ seq: 2, continues: { station: STATION, seq: 1, hash: hex('h') } }, '/'],
      [{ changes: [{ ...change, bases: [...change.bases].reverse() }] }, 'changes.0.bases'],
      [{ changes: [{ ...change, bases: [hex('a'), hex('a')] }] }, 'changes.0.bases'],
      [{ changes: [{ ...change, doc: undefined }] }, 'changes.0.doc'],
      [{ changes: [change, change] }, 'changes'],
      [{ changes: 'none' }, 'changes'],
    ]
    for (const [over, path] of cases) {
      const { undoes, ...body } = { ...anEntry(), ...over } as EntryBody
      const text = canonicalJson(undoes === undefined ? body : { ...body, undoes })
      expect([path, refused(text)]).toMatchObject([
        path,
        { code: 'entry_unreadable', params: { problem: 'entry_misfit', path } },
      ])
    }
  })

  test('of any size and depth is refused without more ado', () => {
    const deep = entryText(anEntry()).replace('null', `${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(refused(deep)?.params.problem).toBe('too_deep')
    expect(refused('['.repeat(200_000))?.params.problem).toBe('too_deep')
    expect(refused(' '.repeat(LONGEST_ENTRY + 1))?.params.problem).toBe('too_large')
    // Brackets within a text are no depth.
    expect(readEntry(entryText(anEntry({ action: '[{"'.repeat(60) }))).ok).toBe(true)
  })

  test('of any text is an answer, never an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        const read = readEntry(text)
        expect(read.ok).toBe(false)
      }),
    )
  })
})

describe('what a chain begins with', () => {
  test('is of one workspace and one station', () => {
    const all = [anId(1), anId(2)].flatMap((id) =>
      [STATION, hex('s').slice(0, 32)].map((s) => genesisOf(id, s, sha256)),
    )
    expect(new Set(all).size).toBe(4)
  })
})

describe('a station', () => {
  test('is named by its key, or by the first hash of a closed chain', () => {
    expect(STATION).toBe(createHash('sha256').update(new Uint8Array(32).fill(7)).digest('hex').slice(0, 32))
    expect(closedStationOf(hex('first'), sha256)).toBe(hex(`closed chain\n${hex('first')}`).slice(0, 32))
    expect(() => stationOf(new Uint8Array(31), sha256)).toThrow(RangeError)
  })

  test('has a short code of its first 50 bits', () => {
    expect(shortCode('0'.repeat(32))).toBe('00000-00000')
    expect(shortCode('f'.repeat(32))).toBe('ZZZZZ-ZZZZZ')
    // 00001 00010 00011 00100 00101 00110 00111 01000 01001 01010, then whatever follows.
    const bits = '00001000100001100100001010011000111010000100101010'
    const station = BigInt(`0b${bits}${'1'.repeat(78)}`)
      .toString(16)
      .padStart(32, '0')
    expect(shortCode(station)).toBe('12345-6789A')
  })
})

describe('a version', () => {
  test('is named by exactly what it changes', () => {
    const change = { aggregate: 'site', id: anId(2), bases: [hex('a')], doc: hex('doc') }
    const hash = versionHash(change, sha256)
    expect(hash).toBe(hex(canonicalJson(change)))
    expect(versionHash({ ...change, more: 1 } as typeof change, sha256)).toBe(hash)
    expect(versionHash({ ...change, bases: [] }, sha256)).not.toBe(hash)
    expect(hashOfText('空巡', sha256)).toBe(hex('空巡'))
  })

  test('counts on from the highest of its bases', () => {
    expect(revisionOf([])).toBe(1)
    expect(revisionOf([3, 7, 2])).toBe(8)
  })
})

describe('base 64', () => {
  test('is that of RFC 4648, and one text of some bytes alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(bytesOfBase64(base64Of(bytes))).toEqual(bytes)
      }),
    )
    for (const text of [
      'A',
      'AA',
      'AAA',
      'AB==',
      'AAB=',
      'A===',
      '====',
      'AA-_',
      'AA==\n',
      ' AA=',
      'AA==AA==',
    ])
      expect([text, bytesOfBase64(text)]).toEqual([text, null])
  })
})

describe('an acceptance', () => {
  test('names a station and its whole key', () => {
    const one = {
      id: anId(1),
      station: STATION,
      publicKey: base64Of(new Uint8Array(32).fill(7)),
      name: '二队',
      byName: '李',
    }
    expect(Acceptance.safeParse(one).success).toBe(true)
    for (const over of [
      { publicKey: base64Of(new Uint8Array(31)) },
      { publicKey: 'x' },
      { station: 'x' },
      { name: '' },
    ])
      expect(Acceptance.safeParse({ ...one, ...over }).success).toBe(false)
  })
})
