import type { Sha256 } from './hash.ts'

/**
 * The Merkle tree of RFC 6962, section 2.1, over leaves in their order. A leaf is any bytes; those of a station's tree are
 * the 32 bytes of its entries' hashes, the first entry first. Hashes are 32 bytes.
 */

/** The root of no leaves, and how leaves and nodes are hashed apart. */
const LEAF = 0
const NODE = 1

function prefixed(prefix: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(1 + parts.reduce((length, part) => length + part.length, 0))
  bytes[0] = prefix
  let at = 1
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const leafHash = (leaf: Uint8Array, sha256: Sha256): Uint8Array => sha256(prefixed(LEAF, leaf))
const nodeHash = (left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array =>
  sha256(prefixed(NODE, left, right))

/**
 * What has to be kept of a tree so that it can grow: how many leaves it has, and the roots of the full trees that it is
 * made of, the largest first (one a bit of `size` that is set).
 */
export type Frontier = { readonly size: number; readonly peaks: readonly Uint8Array[] }

export const EMPTY_FRONTIER: Frontier = { size: 0, peaks: [] }

/** The frontier with one more leaf. */
export function append({ size, peaks }: Frontier, leaf: Uint8Array, sha256: Sha256): Frontier {
  const grown = [...peaks]
  let hash = leafHash(leaf, sha256)
  // As many trees of equal size meet as `size` has bits set at its end.
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = grown.pop()
    if (!left) throw new RangeError(`no frontier of ${size} leaves`)
    hash = nodeHash(left, hash, sha256)
  }
  return { size: size + 1, peaks: [...grown, hash] }
}

/** The root of the tree that a frontier is of. */
export const rootOf = ({ peaks }: Frontier, sha256: Sha256): Uint8Array =>
  peaks.length === 0
    ? sha256(new Uint8Array(0))
    : peaks.reduceRight((right, left) => nodeHash(left, right, sha256))

/** The largest power of two below `size`, which is 2 or more. */
function splitOf(size: number): number {
  let half = 1
  while (half * 2 < size) half *= 2
  return half
}

const rootOfLeaves = (leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array =>
  rootOf(
    leaves.reduce((frontier: Frontier, leaf) => append(frontier, leaf, sha256), EMPTY_FRONTIER),
    sha256,
  )

/** The proof that leaf `index` is in the tree of these leaves (RFC 6962, 2.1.1). @throws {RangeError} where it is none. */
export function inclusionProof(leaves: readonly Uint8Array[], index: number, sha256: Sha256): Uint8Array[] {
  if (!(Number.isInteger(index) && index >= 0 && index < leaves.length))
    throw new RangeError(`no leaf ${index} of ${leaves.length}`)
  if (leaves.length === 1) return []
  const half = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)]
  return index < half
    ? [...inclusionProof(left, index, sha256), rootOfLeaves(right, sha256)]
    : [...inclusionProof(right, index - half, sha256), rootOfLeaves(left, sha256)]
}

/**
 * The proofs of some leaves at once, in their order: as `inclusionProof` gives each, and the tree is hashed once. Roots of
 * two subtrees side by side make that above them; one that is left over goes up as it is.
 */
export function inclusionProofs(
  leaves: readonly Uint8Array[],
  indexes: readonly number[],
  sha256: Sha256,
): Uint8Array[][] {
  const levels = [leaves.map((leaf) => leafHash(leaf, sha256))]
  for (let level = levels[0] ?? []; level.length > 1; levels.push(level)) {
    const below = level
    level = Array.from({ length: Math.ceil(below.length / 2) }, (_, i) => {
      const [left, right] = [below[2 * i] as Uint8Array, below[2 * i + 1]]
      return right ? nodeHash(left, right, sha256) : left
    })
  }
  return indexes.map((index) => {
    if (!(Number.isInteger(index) && index >= 0 && index < leaves.length))
      throw new RangeError(`no leaf ${index} of ${leaves.length}`)
    return levels.slice(0, -1).flatMap((level, up) => level[Math.floor(index / 2 ** up) ^ 1] ?? [])
  })
}

/** The proof that the tree of the first `size` of these leaves grew into theirs (RFC 6962, 2.1.2). */
export function consistencyProof(leaves: readonly Uint8Array[], size: number, sha256: Sha256): Uint8Array[] {
  if (!(Number.isInteger(size) && size >= 1 && size <= leaves.length))
    throw new RangeError(`no tree of ${size} within ${leaves.length}`)
  return subProof(leaves, size, true, sha256)
}

/** `SUBPROOF` of RFC 6962; `isWhole`: the tree of `size` leaves is one whose root the verifier has. */
function subProof(
  leaves: readonly Uint8Array[],
  size: number,
  isWhole: boolean,
  sha256: Sha256,
): Uint8Array[] {
  if (size === leaves.length) return isWhole ? [] : [rootOfLeaves(leaves, sha256)]
  const half = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)]
  return size <= half
    ? [...subProof(left, size, isWhole, sha256), rootOfLeaves(right, sha256)]
    : [...subProof(right, size - half, false, sha256), rootOfLeaves(left, sha256)]
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0
const half = (n: number): number => Math.floor(n / 2)

/** Whether a proof shows that `leaf` is number `index` of a tree of `size` leaves with this root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  { leaf, index, size, root }: { leaf: Uint8Array; index: number; size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
  sha256: Sha256,
): boolean {
  if (!isSize(size) || !isSize(index) || index >= size || proof.some(({ length }) => length !== 32))
    return false
  let [node, last] = [index, size - 1]
  let hash = leafHash(leaf, sha256)
  for (const beside of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(beside, hash, sha256)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else hash = nodeHash(hash, beside, sha256)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && isSame(hash, root)
}

/** A tree by its size and root. */
export type TreeHead = { readonly size: number; readonly root: Uint8Array }

/** Whether a proof shows that tree `from` grew into tree `to`: nothing of it was changed or cut (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  from: TreeHead,
  to: TreeHead,
  proof: readonly Uint8Array[],
  sha256: Sha256,
): boolean {
  if (!isSize(from.size) || !isSize(to.size) || from.size < 1 || from.size > to.size) return false
  if (proof.some(({ length }) => length !== 32)) return false
  if (from.size === to.size) return proof.length === 0 && isSame(from.root, to.root)
  let [node, last] = [from.size - 1, to.size - 1]
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  // A tree that is full on its own is the first hash itself, which the proof then leaves out.
  const [first, ...rest] = node === 0 ? [from.root, ...proof] : proof
  if (!first) return false
  let [older, newer] = [first, first]
  for (const beside of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      older = nodeHash(beside, older, sha256)
      newer = nodeHash(beside, newer, sha256)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else newer = nodeHash(newer, beside, sha256)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && isSame(older, from.root) && isSame(newer, to.root)
}
