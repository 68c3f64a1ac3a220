import { base64Of } from './base64.ts'
import { hexOf } from './hash.ts'

/** A chain's signed head with what checks it: the raw Ed25519 public key of its station, and the note that it signed. */
export type ExtractHead = {
  readonly station: string
  readonly size: number
  readonly root: string
  readonly note: string
  readonly publicKey: Uint8Array
}

/**
 * An entry as it was hashed, and the way up from it to the signed head of its chain: null where that has none, or goes two
 * ways. Leaf `seq - 1` of the tree is the 32 bytes of `hash`.
 */
export type ExtractEntry = {
  readonly station: string
  readonly seq: number
  readonly hash: string
  readonly body: string
  readonly proof: readonly Uint8Array[] | null
}

/**
 * A part of a journal that is checked without the rest of it: JSON, as `form` says. An entry's `hash` is the SHA-256 of its
 * `body`; `proof` shows that it is in the tree (RFC 6962, 2.1.1) whose `size` and `root` the head's `note` says and signs.
 */
export const extractText = (
  workspaceId: string,
  heads: readonly ExtractHead[],
  entries: readonly ExtractEntry[],
): string =>
  `${JSON.stringify(
    {
      form: 'sortie journal extract 1',
      how: 'hash = SHA-256(body, UTF-8); leaf = SHA-256(0x00 hash); node = SHA-256(0x01 left right); proof: RFC 6962 2.1.1, hexadecimal; note: C2SP signed note, Ed25519',
      workspaceId,
      heads: heads.map(({ publicKey, ...head }) => ({ ...head, publicKey: base64Of(publicKey) })),
      entries: entries.map(({ proof, ...entry }) => ({ ...entry, proof: proof?.map(hexOf) ?? null })),
    },
    null,
    1,
  )}\n`
