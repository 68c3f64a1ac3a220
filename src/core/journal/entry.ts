import { z } from 'zod'
import { canonicalJson } from '../units/canonical.ts'
import { fit, type Misfit } from '../units/fit.ts'
import { AtMs, Sha256 as HashText } from '../units/id.ts'
import { type Failure, fail, ok, type Result } from '../units/result.ts'
import type { ProblemCode } from '../units/problem.ts'
import { StationId } from './acceptance.ts'
import { hashOfText, hexOf, type Sha256, utf8 } from './hash.ts'

/**
 * The form of entries that is written. Form 1 are those of a closed chain, with whole documents in them (the store reads
 * them). Every later form has `form`, `station`, `seq` and `prevHash`, and is RFC 8785 JSON: `EntryHead`.
 */
export const ENTRY_FORM = 2

/** An entry's text has no more characters, so that one that claims to be small cannot fill the memory. */
export const LONGEST_ENTRY = 64 * 1024 * 1024
/** One entry changes no more documents than this. */
export const MOST_CHANGES = 200_000
/** A change continues no more versions than this. */
export const MOST_BASES = 1000
/** Entries are no deeper than this: lists and members within one another. */
const DEEPEST = 32

const Seq = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** An entry by its place in its station's chain. */
export const EntryRef = z.object({ station: StationId, seq: Seq })
export type EntryRef = z.infer<typeof EntryRef>

/** A place in a chain with the hash of the entry there. */
export const Head = EntryRef.extend({ hash: HashText })
export type Head = z.infer<typeof Head>

const isRising = (texts: readonly string[]) =>
  texts.every((text, i) => i === 0 || (texts[i - 1] ?? '') < text)

/**
 * What an entry makes of one document. `bases`: the hashes of the versions that it continues, rising; none for a new
 * document, one as a rule, several where versions that parted become one again. `doc`: the hash of the document's text
 * (`hashOfText` of its RFC 8785 JSON); null: it is deleted. `aggregate` may be a kind that only newer programs know.
 */
export const Change = z.looseObject({
  aggregate: z.string().min(1).max(100),
  id: z.string().min(1).max(100),
  bases: z.array(HashText).max(MOST_BASES).refine(isRising),
  doc: HashText.nullable(),
})
export type Change = z.infer<typeof Change>

/** What every form of entry says from the second one on: where it stands in its chain. */
export const EntryHead = z.looseObject({
  form: z.number().int().min(ENTRY_FORM).max(1_000_000),
  station: StationId,
  seq: Seq,
  prevHash: HashText,
})
export type EntryHead = z.infer<typeof EntryHead>

/**
 * An entry of form 2. Its hash is the SHA-256 of `entryText`; members that are not known here are kept and hashed. Times
 * are UTC ms by the station's own clock: shown, they order nothing.
 */
export const EntryBody = EntryHead.extend({
  form: z.literal(ENTRY_FORM),
  atMs: AtMs,
  actor: z.looseObject({ name: z.string().max(200), role: z.string().max(200) }),
  action: z.string().max(200),
  /** The entry that this one takes back. */
  undoes: EntryRef.nullable(),
  /** The document that an entry is about which changes nothing: somebody looked at it, say. Absent of all others. */
  about: z.looseObject({ aggregate: z.string().max(100), id: z.string().max(100) }).optional(),
  /** Of a station's first entry: the head of the chain that it goes on from. */
  continues: Head.nullable(),
  changes: z
    .array(Change)
    .max(MOST_CHANGES)
    .refine(
      (changes) => new Set(changes.map(({ aggregate, id }) => `${aggregate}\n${id}`)).size === changes.length,
      { error: 'fit_twice' },
    ),
}).refine(({ seq, continues }) => seq === 1 || continues === null)
export type EntryBody = z.infer<typeof EntryBody>

/** The one text of an entry (RFC 8785): what is hashed, kept and sent. */
export const entryText = (body: EntryBody): string => canonicalJson(body)

/** What an entry is called by: SHA-256 of its text's UTF-8, 64 hexadecimal digits. */
export const entryHash = (text: string, sha256: Sha256): string => hashOfText(text, sha256)

/** Whether a JSON text stays within a depth. */
function isShallow(text: string): boolean {
  let depth = 0
  let isInText = false
  for (let i = 0; i < text.length; i++) {
    const one = text.charCodeAt(i)
    if (isInText) {
      if (one === 0x5c) i += 1
      else if (one === 0x22) isInText = false
    } else if (one === 0x22) isInText = true
    else if (one === 0x5b || one === 0x7b) {
      depth += 1
      if (depth > DEEPEST) return false
    } else if (one === 0x5d || one === 0x7d) depth -= 1
  }
  return true
}

const unreadable = (problem: ProblemCode): Failure => fail('entry_unreadable', { problem })

const misfits = ({ path, problem, limit, found }: Misfit): Failure =>
  fail('entry_unreadable', { problem: 'entry_misfit', path, misfit: problem, limit, found })

/** What a text says, where it is the one text of that. */
function saidBy(text: string): Result<unknown> {
  if (text.length > LONGEST_ENTRY) return unreadable('too_large')
  if (!isShallow(text)) return unreadable('too_deep')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return unreadable('not_canonical')
  }
  return canonicalJson(value) === text ? ok(value) : unreadable('not_canonical')
}

/**
 * An entry from its text. Failure `entry_unreadable` with `problem`: `too_large`, `too_deep`, `not_canonical` where it is not
 * the one text of what it says, `newer_entry` of a form that only newer programs know (`readEntryHead` reads it), and
 * `entry_misfit` with what does not fit (`path`, `misfit`, `limit`, `found`).
 */
export function readEntry(text: string): Result<EntryBody> {
  const said = saidBy(text)
  if (!said.ok) return said
  const fitted = fit(EntryBody, said.value)
  if (fitted.ok) return ok(fitted.value)
  const head = fit(EntryHead, said.value)
  if (!head.ok) return misfits(head.misfit)
  return head.value.form > ENTRY_FORM ? unreadable('newer_entry') : misfits(fitted.misfit)
}

/** Where an entry of any form from 2 on stands; the failures of `readEntry` but `newer_entry`. */
export function readEntryHead(text: string): Result<EntryHead> {
  const said = saidBy(text)
  if (!said.ok) return said
  const fitted = fit(EntryHead, said.value)
  return fitted.ok ? ok(fitted.value) : misfits(fitted.misfit)
}

/**
 * The `prevHash` of a chain's first entry: it is of this workspace and this station, so that no entry of another one fits.
 */
export const genesisOf = (workspaceId: string, station: string, sha256: Sha256): string =>
  hashOfText(`sortie journal\n${workspaceId}\n${station}\n`, sha256)

/** The station of a raw Ed25519 public key, 32 bytes. @throws {RangeError} for other bytes. */
export function stationOf(publicKey: Uint8Array, sha256: Sha256): StationId {
  if (publicKey.length !== 32) throw new RangeError(`no Ed25519 public key: ${publicKey.length} bytes`)
  return hexOf(sha256(publicKey)).slice(0, 32)
}

/** The station of a closed chain, which has no key: by the hash of its first entry, so that copies are the same chain. */
export const closedStationOf = (firstHash: string, sha256: Sha256): StationId =>
  hexOf(sha256(utf8(`closed chain\n${firstHash}`))).slice(0, 32)

/** Crockford's base 32: no letter that could be taken for a figure or another one. */
const CODE_DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A station for people to read out to one another: its first 50 bits, `XXXXX-XXXXX` in Crockford's base 32. */
export function shortCode(station: StationId): string {
  const bits = BigInt(`0x${station.slice(0, 13)}`) >> 2n
  const digits = Array.from({ length: 10 }, (_, i) =>
    CODE_DIGITS.charAt(Number((bits >> BigInt(45 - 5 * i)) & 31n)),
  )
  return `${digits.slice(0, 5).join('')}-${digits.slice(5).join('')}`
}
