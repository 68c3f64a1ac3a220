import { createPrivateKey, createPublicKey, sign, verify as verifyOf } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64Of, bytesOfBase64 } from '../../../src/core/journal/base64.ts'
import {
  checkpointBody,
  keyIdOf,
  LONGEST_NOTE,
  MOST_SIGNATURES,
  noteOf,
  originOf,
  readCheckpoint,
  readNote,
  signedBy,
  type Verify,
} from '../../../src/core/journal/checkpoint.ts'
import { hexOf } from '../../../src/core/journal/hash.ts'
import { anId } from '../../builders/enterprise.ts'
import { sha256 } from '../../builders/sha256.ts'

/** An Ed25519 key of a fixed seed, by Node: PKCS #8 and SPKI end in the raw 32 bytes. */
function keyOfSeed(seed: number) {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)])
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKey = new Uint8Array(
    createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32),
  )
  return { publicKey, sign: (text: string) => new Uint8Array(sign(null, Buffer.from(text, 'utf8'), secret)) }
}

const verify: Verify = (bytes, signature, publicKey) => {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  return verifyOf(null, bytes, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature)
}
const by = { verify, sha256 }

const key = keyOfSeed(1)
const NAME = originOf(anId(1), '0f'.repeat(16))
const named = { name: NAME, publicKey: key.publicKey }
const BODY = checkpointBody({ origin: NAME, size: 42, root: 'ab'.repeat(32) })
const NOTE = noteOf(BODY, named, key.sign(BODY), sha256)

const noteIn = (text: string) => {
  const read = readNote(text)
  if (!read.ok) throw new Error(read.code)
  return read.value
}

describe('a checkpoint', () => {
  test('of a fixed key is this text to the last byte', () => {
    expect(NOTE).toBe(
      [
        `sortie/${anId(1)}/${'0f'.repeat(16)}`,
        '42',
        'q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=',
        '',
        `\u2014 sortie/${anId(1)}/${'0f'.repeat(16)} qTuzm5ikECfNjciaWDDp7+mdGPcAk1NhPUnLxfhtLK6+54ceM1SRQ1KNMGNHMv37EezaoFU2tEOlay141DTeLAXqeQA=`,
        '',
      ].join('\n'),
    )
  })

  test('is read as it was written, and its signature holds', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, root) => {
        const checkpoint = { origin: NAME, size, root: hexOf(root) }
        const body = checkpointBody(checkpoint)
        const note = noteIn(noteOf(body, named, key.sign(body), sha256))
        expect(note.text).toBe(body)
        expect(readCheckpoint(note.text)).toEqual({ ok: true, value: checkpoint })
        expect(signedBy(note, named, by)).toBe('checked')
      }),
      { numRuns: 30 },
    )
  })

  test('with any bit turned is refused, unknown or wrong', () => {
    const bytes = Buffer.from(NOTE, 'utf8')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const other = Buffer.from(bytes)
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const read = readNote(other.toString('utf8'))
      expect([bit, read.ok && signedBy(read.value, named, by) === 'checked']).toEqual([bit, false])
    }
  })

  test('that is none is refused with the line', () => {
    const cases: [string, number][] = [
      ['', 1],
      ['origin\n1\n', 3],
      [BODY.slice(0, -1), 3],
      [BODY.replace('\n42', '\n042'), 2],
      [BODY.replace('\n42', '\n-1'), 2],
      [BODY.replace('\n42', '\n4e1'), 2],
      [BODY.replace('\n42', '\n9007199254740993'), 2],
      [BODY.replace('\n42', '\n'), 2],
      [`\n${BODY}`, 1],
      [BODY.replace('s=', 't='), 3],
      [BODY.replace('q6ur', ''), 3],
    ]
    for (const [text, line] of cases)
      expect([text, readCheckpoint(text)]).toEqual([
        text,
        { ok: false, code: 'note_unreadable', params: { problem: 'note_form', line } },
      ])
    expect(readCheckpoint(`${BODY}more of it\n`)).toEqual(readCheckpoint(BODY))
    expect(readCheckpoint(BODY.replace('\n42\n', '\n0\n'))).toMatchObject({ ok: true, value: { size: 0 } })
  })

  test('that could not be read again is not written', () => {
    for (const over of [
      { size: -1 },
      { size: 1.5 },
      { origin: '' },
      { origin: 'a\nb' },
      { root: 'ab' },
      { root: 'x' },
    ])
      expect(() => checkpointBody({ origin: NAME, size: 1, root: 'ab'.repeat(32), ...over })).toThrow(
        RangeError,
      )
  })
})

describe('a signed note', () => {
  test('that others wrote is checked with their key', () => {
    const typed = bytesOfBase64('AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k') ?? new Uint8Array()
    const theirs = { name: 'example.com/foo', publicKey: typed.subarray(1) }
    expect(keyIdOf(theirs, sha256)).toBe('530d903a')
    const note = noteIn(
      'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
    )
    expect(signedBy(note, theirs, by)).toBe('checked')
  })

  test('of another key is of nobody known; one that lies about its key is wrong', () => {
    const other = { name: NAME, publicKey: keyOfSeed(2).publicKey }
    expect(signedBy(noteIn(NOTE), other, by)).toBe('none')
    expect(signedBy(noteIn(NOTE), { ...named, name: 'sortie/other' }, by)).toBe('none')
    expect(signedBy(noteIn(noteOf(BODY, named, keyOfSeed(2).sign(BODY), sha256)), named, by)).toBe('wrong')
    // Short and long signatures are wrong before anybody looks at them.
    const cut = `${BODY}\n\u2014 ${NAME} ${base64Of(Uint8Array.from([...Buffer.from(keyIdOf(named, sha256), 'hex'), 1]))}\n`
    expect(signedBy(noteIn(cut), named, { ...by, verify: () => true })).toBe('wrong')
  })

  test('may carry signatures of many, and empty lines in its text', () => {
    const text = 'one\n\n\ntwo\n'
    const first = noteOf(text, named, key.sign(text), sha256)
    const second = noteOf(
      text,
      { name: '\u7532', publicKey: keyOfSeed(2).publicKey },
      keyOfSeed(2).sign(text),
      sha256,
    )
    const both = noteIn(first + second.slice(second.lastIndexOf('\n\n') + 2))
    expect(both.text).toBe(text)
    expect(both.signatures.map(({ name }) => name)).toEqual([NAME, '\u7532'])
    expect(signedBy(both, named, by)).toBe('checked')
    expect(signedBy(both, { name: '\u7532', publicKey: keyOfSeed(2).publicKey }, by)).toBe('checked')
  })

  test('that is none is refused with the line', () => {
    const line = NOTE.split('\n')[4] ?? ''
    const cases: [string, number][] = [
      ['', 1],
      ['\n', 2],
      [BODY, 4],
      [`${BODY}\n`, 5],
      [NOTE.slice(0, -1), 5],
      [`${NOTE}\n`, 7],
      [`${NOTE}more\n`, 6],
      [NOTE.replace('\u2014', '-'), 5],
      [NOTE.replace('\u2014 ', '\u2014'), 5],
      [NOTE.replace(`\u2014 ${NAME}`, '\u2014 '), 5],
      [NOTE.replace(`\u2014 ${NAME}`, '\u2014 a+b'), 5],
      [NOTE.replace(`\u2014 ${NAME}`, '\u2014 a\u3000b'), 5],
      [NOTE.replace(`\u2014 ${NAME}`, '\u2014 a\u0085b'), 5],
      [NOTE.replace('=\n\n', '=\n\r\n'), 4],
      [NOTE.replace('42', '4\t2'), 2],
      [NOTE.replace('42', '4\ud8002'), 2],
      [`${BODY}\n${`${line}\n`.repeat(MOST_SIGNATURES + 1)}`, 5 + MOST_SIGNATURES],
      [`${BODY}\n\u2014 ${NAME} AAAAAA==\n`, 5],
      [`${BODY}\n\u2014 ${NAME} AAAAAAB=\n`, 5],
    ]
    for (const [text, at] of cases)
      expect([text, readNote(text)]).toEqual([
        text,
        { ok: false, code: 'note_unreadable', params: { problem: 'note_form', line: at } },
      ])
    expect(readNote('a'.repeat(LONGEST_NOTE + 1))).toMatchObject({ params: { problem: 'too_large' } })
    expect(readNote(`${BODY}\n${`${line}\n`.repeat(MOST_SIGNATURES)}`).ok).toBe(true)
  })

  test('is never made of what could not be read again', () => {
    const signature = key.sign('x')
    for (const text of ['no line feed', 'a\rb\n', ''])
      expect(() => noteOf(text, named, signature, sha256)).toThrow(RangeError)
    for (const name of ['', 'a b', 'a+b', 'a\nb'])
      expect(() => noteOf(BODY, { ...named, name }, signature, sha256)).toThrow(RangeError)
  })

  test('of any text is an answer, never an error', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom('\n', '\n\n', '\u2014 ', NAME, ' ', 'AAAAAAA='),
            fc.string({ unit: 'binary' }),
          ),
        ),
        (parts) => {
          const read = readNote(parts.join(''))
          if (read.ok) expect(parts.join('').startsWith(`${read.value.text}\n`)).toBe(true)
          readCheckpoint(parts.join(''))
        },
      ),
    )
  })
})
