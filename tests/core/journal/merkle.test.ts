import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOfHex, hexOf } from '../../../src/core/journal/hash.ts'
import {
  append,
  consistencyProof,
  EMPTY_FRONTIER,
  type Frontier,
  inclusionProof,
  inclusionProofs,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/core/journal/merkle.ts'
import { sha256 } from '../../builders/sha256.ts'

/** The leaves and roots that implementations of RFC 6962 are held against. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(bytesOfHex)
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const PROOFS = {
  leaf0of8: [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ],
  leaf5of8: [
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ],
  from6to8: [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ],
  from2to5: [
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ],
}

const frontierOf = (leaves: readonly Uint8Array[]): Frontier =>
  leaves.reduce((frontier: Frontier, leaf) => append(frontier, leaf, sha256), EMPTY_FRONTIER)

/** RFC 6962, 2.1, word for word and with Node alone: shares nothing with the core. */
function naiveRoot(leaves: readonly Uint8Array[]): string {
  const [one] = leaves
  if (!one) return createHash('sha256').digest('hex')
  if (leaves.length === 1) return createHash('sha256').update('\0').update(one).digest('hex')
  const k = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1)
  return createHash('sha256')
    .update('\x01')
    .update(naiveRoot(leaves.slice(0, k)), 'hex')
    .update(naiveRoot(leaves.slice(k)), 'hex')
    .digest('hex')
}

const someLeaves = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 70 })
const treeOf = (leaves: readonly Uint8Array[]) => ({
  size: leaves.length,
  root: rootOf(frontierOf(leaves), sha256),
})
/** The same bytes with one bit turned. */
const turned = (bytes: Uint8Array, bit: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(bytes, (byte, i) => (i === (bit >> 3) % bytes.length ? byte ^ (1 << (bit & 7)) : byte))

describe('the tree of RFC 6962', () => {
  test('has the roots and proofs that are known', () => {
    expect(
      LEAVES.reduce(
        (roots, _, i) => [...roots, hexOf(rootOf(frontierOf(LEAVES.slice(0, i + 1)), sha256))],
        [hexOf(rootOf(EMPTY_FRONTIER, sha256))],
      ),
    ).toEqual(ROOTS)
    expect(inclusionProof(LEAVES, 0, sha256).map(hexOf)).toEqual(PROOFS.leaf0of8)
    expect(inclusionProof(LEAVES, 5, sha256).map(hexOf)).toEqual(PROOFS.leaf5of8)
    expect(consistencyProof(LEAVES, 6, sha256).map(hexOf)).toEqual(PROOFS.from6to8)
    expect(consistencyProof(LEAVES.slice(0, 5), 2, sha256).map(hexOf)).toEqual(PROOFS.from2to5)
  })

  test('grown leaf by leaf has the root of its definition, and keeps a peak for each bit of its size', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const frontier = frontierOf(leaves)
        expect(hexOf(rootOf(frontier, sha256))).toBe(naiveRoot(leaves))
        expect(frontier.peaks.length).toBe(leaves.length.toString(2).replaceAll('0', '').length)
      }),
    )
  })

  test('every leaf is proved to be in it, and in no other place, tree or form', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), fc.nat(), (leaves, at, bit) => {
        const index = at % leaves.length
        const leaf = leaves[index] as Uint8Array
        const { size, root } = treeOf(leaves)
        const proof = inclusionProof(leaves, index, sha256)
        expect(inclusionProofs(leaves, [index], sha256)[0]?.map(hexOf)).toEqual(proof.map(hexOf))
        const claim = { leaf, index, size, root }
        const holds = (over: Partial<typeof claim>, by: readonly Uint8Array[] = proof) =>
          verifyInclusion({ ...claim, ...over }, by, sha256)
        expect(holds({})).toBe(true)
        expect(holds({ leaf: turned(leaf, bit) })).toBe(false)
        expect(holds({ root: turned(root, bit) })).toBe(false)
        for (const [i, one] of proof.entries()) expect(holds({}, proof.with(i, turned(one, bit)))).toBe(false)
        expect(holds({}, [...proof, root])).toBe(false)
        if (proof.length > 0) expect(holds({}, proof.slice(1))).toBe(false)
        expect(holds({ index: size })).toBe(false)
        for (const other of [-1, 0.5, Number.NaN, 2 ** 60]) expect(holds({ index: other })).toBe(false)
        for (let other = 0; other < size; other++)
          if (other !== index && hexOf(leaves[other] as Uint8Array) !== hexOf(leaf))
            expect(holds({ index: other })).toBe(false)
      }),
    )
  })

  test('every tree is proved to have grown out of every smaller one, and out of no other', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), fc.nat(), (leaves, at, bit) => {
        const from = treeOf(leaves.slice(0, 1 + (at % leaves.length)))
        const to = treeOf(leaves)
        const proof = consistencyProof(leaves, from.size, sha256)
        const holds = (a = from, b = to, by: readonly Uint8Array[] = proof) =>
          verifyConsistency(a, b, by, sha256)
        expect(holds()).toBe(true)
        expect(holds({ ...from, root: turned(from.root, bit) })).toBe(false)
        expect(holds(from, { ...to, root: turned(to.root, bit) })).toBe(false)
        for (const [i, one] of proof.entries())
          expect(holds(from, to, proof.with(i, turned(one, bit)))).toBe(false)
        expect(holds(from, to, [...proof, to.root])).toBe(false)
        if (proof.length > 0) expect(holds(from, to, proof.slice(1))).toBe(false)
        expect(holds({ ...from, size: to.size + 1 })).toBe(false)
        expect(holds({ ...from, size: 0 })).toBe(false)
        // A leaf within the first tree that was exchanged, with the proof that belongs to the new leaves.
        const other = leaves.with(at % from.size, turned(leaves[at % from.size] as Uint8Array, bit))
        expect(holds(from, treeOf(other), consistencyProof(other, from.size, sha256))).toBe(false)
      }),
    )
  })

  test('asked for what is not there says so', () => {
    for (const index of [-1, 8, 0.5]) expect(() => inclusionProof(LEAVES, index, sha256)).toThrow(RangeError)
    for (const size of [0, 9, 1.5]) expect(() => consistencyProof(LEAVES, size, sha256)).toThrow(RangeError)
    expect(() => append({ size: 3, peaks: [] }, LEAVES[0] as Uint8Array, sha256)).toThrow(RangeError)
  })
})
