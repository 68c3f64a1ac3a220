import { z } from 'zod'
import { AtMs } from '../units/id.ts'

const PHC =
  /^\$scrypt\$ln=(1[0-8]|[1-9]),r=([1-8]),p=([1-4])\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/

/**
 * What a passphrase or a one-time code is kept as: scrypt with its parameters, as a PHC string
 * (`$scrypt$ln=16,r=8,p=1$SALT$HASH`, base64 without padding; `ln` is the binary logarithm of N). The parameters are
 * bounded: one that came from elsewhere cannot ask for memory without end (here at most 256 MiB).
 */
export const Phc = z.string().regex(PHC, { message: 'no scrypt PHC string' }).max(200)
export type Phc = z.infer<typeof Phc>

/** N = 2^ln, block size r, parallelism p. */
export type Cost = { readonly ln: number; readonly r: number; readonly p: number }

/** 64 MiB and about half a second: what somebody makes up may be guessed. */
export const PASSPHRASE_COST: Cost = { ln: 16, r: 8, p: 1 }
/** 16 MiB: what was drawn has 50 bits, which nobody goes through. */
export const CODE_COST: Cost = { ln: 14, r: 8, p: 1 }

/** A PHC string taken apart; salt and hash as base64 without padding. Misuse throws: it was checked by its schema. */
export function readPhc(phc: Phc): Cost & { readonly salt: string; readonly hash: string } {
  const found = PHC.exec(phc)
  if (!found) throw new Error('no scrypt PHC string')
  const [, ln, r, p, salt = '', hash = ''] = found
  return { ln: Number(ln), r: Number(r), p: Number(p), salt, hash }
}

export const writePhc = ({ ln, r, p }: Cost, salt: string, hash: string): Phc =>
  `$scrypt$ln=${ln},r=${r},p=${p}$${salt}$${hash}`

/** A person's passphrase, as it is kept. */
export const Secret = z.object({
  phc: Phc,
  setAtMs: AtMs,
  /** Somebody else set it: whoever signs in with it is asked for one of their own. */
  isTemporary: z.boolean(),
})
export type Secret = z.infer<typeof Secret>

/** So long has a passphrase to be, in characters as people count them. */
export const LEAST_PASSPHRASE = 8

/**
 * What a passphrase is compared by: the same characters, however a keyboard composes them (NFKC), without space around
 * them. A full-width digit is its digit: input methods differ between laptops.
 */
export const passphraseText = (given: string): string => given.normalize('NFKC').trim()

/** Why a passphrase will not do; null: it does. `name` is its person's. */
export function passphraseProblem(given: string, name: string): 'too_short' | 'too_plain' | null {
  const characters = Array.from(passphraseText(given))
  if (characters.length < LEAST_PASSPHRASE) return 'too_short'
  const isPlain = new Set(characters).size < 4 || isRun(characters)
  return isPlain || passphraseText(given) === passphraseText(name) ? 'too_plain' : null
}

/** Whether each character is the next of the one before, or the one before it: 12345678, hgfedcba. */
const isRun = (characters: readonly string[]): boolean =>
  [1, -1].some((step) =>
    characters.every(
      (one, i) => i === 0 || (one.codePointAt(0) ?? 0) - (characters[i - 1]?.codePointAt(0) ?? 0) === step,
    ),
  )
