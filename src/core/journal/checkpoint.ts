import { type Failure, fail, ok, type Result } from '../units/result.ts'
import { base64Of, bytesOfBase64 } from './base64.ts'
import { bytesOfHex, hexOf, type Sha256, utf8 } from './hash.ts'

/**
 * Signed notes and the checkpoints that are kept in them (C2SP signed-note and tlog-checkpoint): plain text that can be
 * printed, copied and checked by other programs. A note's text ends in a line feed and is followed by an empty line and its
 * signatures, a line each: em dash, key name, base 64 of four bytes of key id and the signature. Signing and checking
 * (Ed25519, RFC 8032, over the UTF-8 of the text) are passed in.
 */

/** A note is no longer than this, characters, and carries no more signatures. */
export const LONGEST_NOTE = 65_536
export const MOST_SIGNATURES = 64

/** The byte that stands for Ed25519 in a key id. */
const ED25519 = 1

/** Whose key may have signed: the name that stands in the line, and the raw Ed25519 public key, 32 bytes. */
export type NoteKey = { readonly name: string; readonly publicKey: Uint8Array }

/** Whether `signature`, 64 bytes, is one of `bytes` by a raw Ed25519 public key. */
export type Verify = (bytes: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) => boolean

/** A signature of a note: by which key it claims to be (its id as 8 hexadecimal digits), not yet checked. */
export type NoteSignature = { readonly name: string; readonly keyId: string; readonly signature: Uint8Array }

/** A note taken apart. `text` ends in a line feed. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** A tree of a log as a checkpoint says it: whose, how many leaves, and its root as 64 hexadecimal digits. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: string }

/** Names of keys hold no space of any kind and no plus sign. */
const isName = (name: string): boolean => name !== '' && !/[\s\p{White_Space}+]/u.test(name)
/** Whether a note may have a line: no control character below U+0020, and no half of a pair, which has no UTF-8. */
const isLine = (line: string): boolean => line.isWellFormed() && Array.from(line).every((one) => one >= ' ')

const badAt = (line: number): Failure => fail('note_unreadable', { problem: 'note_form', line })

/** The id of a key, 8 hexadecimal digits: the first four bytes of SHA-256 over name, line feed, 1 and the public key. */
export const keyIdOf = ({ name, publicKey }: NoteKey, sha256: Sha256): string =>
  hexOf(sha256(Uint8Array.from([...utf8(`${name}\n`), ED25519, ...publicKey]))).slice(0, 8)

/** Whose checkpoints they are: the chain of a station in a workspace. It is the name of the station's key too. */
export const originOf = (workspaceId: string, station: string): string => `sortie/${workspaceId}/${station}`

/** The text of a checkpoint: what is signed. @throws {RangeError} where its members could not be read again. */
export function checkpointBody({ origin, size, root }: Checkpoint): string {
  const body = `${origin}\n${size}\n${base64Of(bytesOfHex(root))}\n`
  if (!readCheckpoint(body).ok) throw new RangeError(`no checkpoint: ${body}`)
  return body
}

/**
 * A note: a text with one signature of its UTF-8, 64 bytes.
 * @throws {RangeError} for a text or a name that no note may have.
 */
export function noteOf(
  text: string,
  key: NoteKey,
  signature: Uint8Array,
  sha256: Sha256,
  most = LONGEST_NOTE,
): string {
  const signed = Uint8Array.from([...bytesOfHex(keyIdOf(key, sha256)), ...signature])
  const note = `${text}\n\u2014 ${key.name} ${base64Of(signed)}\n`
  const read = readNote(note, most)
  if (!read.ok || read.value.text !== text) throw new RangeError(`no note: ${note.slice(0, 200)}`)
  return note
}

/**
 * A note taken apart; nothing of it is checked yet. Failure `note_unreadable`: `problem` is `too_large` or
 * `note_form`, `line` the first one, from 1, that is not as a note has it.
 */
export function readNote(note: string, most = LONGEST_NOTE): Result<Note> {
  if (note.length > most) return fail('note_unreadable', { problem: 'too_large', line: 1 })
  const lines = note.split('\n')
  const bad = lines.findIndex((line) => !isLine(line))
  if (bad >= 0) return badAt(bad + 1)
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) return badAt(lines.length)
  const text = note.slice(0, end + 1)
  const first = text.split('\n').length + 1
  const signed = note.slice(end + 2, -1).split('\n')
  if (signed.length > MOST_SIGNATURES) return badAt(first + MOST_SIGNATURES)
  const signatures: NoteSignature[] = []
  for (const [i, line] of signed.entries()) {
    const [dash, name = '', coded = '', ...more] = line.split(' ')
    const bytes = bytesOfBase64(coded)
    if (dash !== '\u2014' || !isName(name) || !bytes || bytes.length < 5 || more.length > 0)
      return badAt(first + i)
    signatures.push({ name, keyId: hexOf(bytes.subarray(0, 4)), signature: bytes.subarray(4) })
  }
  return ok({ text, signatures })
}

/**
 * Whether a key signed a note: `checked`; `wrong` where a signature names this key and is not by it; `none` where no
 * signature names it.
 */
export function signedBy(
  { text, signatures }: Note,
  key: NoteKey,
  { verify, sha256 }: { verify: Verify; sha256: Sha256 },
): 'checked' | 'wrong' | 'none' {
  const keyId = keyIdOf(key, sha256)
  const own = signatures.filter((one) => one.name === key.name && one.keyId === keyId)
  if (own.length === 0) return 'none'
  const bytes = utf8(text)
  return own.every(({ signature }) => signature.length === 64 && verify(bytes, signature, key.publicKey))
    ? 'checked'
    : 'wrong'
}

/** A checkpoint from a note's text. Lines behind the third are passed over. The failure is that of `readNote`. */
export function readCheckpoint(text: string): Result<Checkpoint> {
  if (!text.endsWith('\n')) return badAt(text.split('\n').length)
  const lines = text.slice(0, -1).split('\n')
  const empty = lines.indexOf('')
  if (empty >= 0) return badAt(empty + 1)
  const [origin = '', sizeText = '', rootText = ''] = lines
  const size = /^(?:0|[1-9]\d{0,15})$/.test(sizeText) ? Number(sizeText) : Number.NaN
  if (!Number.isSafeInteger(size)) return badAt(2)
  const root = bytesOfBase64(rootText)
  return root?.length === 32 ? ok({ origin, size, root: hexOf(root) }) : badAt(3)
}
