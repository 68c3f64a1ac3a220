/** What of the chains here goes to somebody, by what they say that they have. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Branch, stretchesFor } from '../../../src/core/journal/stretches.ts'

/** A branch whose hashes are made of names: those of one beginning are of one chain. */
const branch = (station: string, ...names: string[]): Branch => ({
  station,
  hashes: names.map((_, i) => names.slice(0, i + 1).join('')),
})

describe('what goes', () => {
  test('is all to somebody who has nothing', () => {
    const branches = [branch('a', 'p', 'q'), branch('b', 'r')]
    expect(stretchesFor(branches, [])).toEqual({
      going: branches.map((one) => ({ branch: one, afterSeq: 0 })),
      unknown: [],
    })
  })

  test('is nothing of what they have', () => {
    const branches = [branch('a', 'p', 'q', 'r'), branch('b', 's')]
    const theirs = [
      { station: 'a', seq: 2, hash: 'pq' },
      { station: 'b', seq: 1, hash: 's' },
    ]
    expect(stretchesFor(branches, theirs)).toEqual({
      going: [{ branch: branches[0], afterSeq: 2 }],
      unknown: [],
    })
  })

  test('is all of a chain of which they have a head that is not known here', () => {
    const branches = [branch('a', 'p', 'q')]
    const theirs = [
      { station: 'a', seq: 2, hash: 'px' },
      { station: 'c', seq: 1, hash: 'y' },
    ]
    expect(stretchesFor(branches, theirs)).toEqual({
      going: [{ branch: branches[0], afterSeq: 0 }],
      unknown: ['a'],
    })
  })

  test('is once what branches have in common', () => {
    const branches = [branch('a', 'p', 'q', 'r'), branch('a', 'p', 'q', 'x'), branch('a', 'p', 'y')]
    expect(stretchesFor(branches, []).going.map(({ afterSeq }) => afterSeq)).toEqual([0, 2, 1])
  })

  test('is whatever they lack, and nothing twice', () => {
    const names = fc.array(fc.constantFrom('p', 'q'), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(
        fc.array(names, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { maxLength: 3 }),
        (all, has) => {
          const branches = all.map((chain) => branch('a', ...chain))
          const theirs = has.flatMap((n, i) => {
            const { hashes } = branches[n % branches.length] ?? branch('a')
            const seq = ((n + i) % hashes.length) + 1
            return [{ station: 'a', seq, hash: hashes[seq - 1] ?? '' }]
          })
          const before = new Set(
            theirs.flatMap(({ hash }) => Array.from({ length: hash.length }, (_, i) => hash.slice(0, i + 1))),
          )
          const going = stretchesFor(branches, theirs).going.flatMap(({ branch: { hashes }, afterSeq }) =>
            hashes.slice(afterSeq),
          )
          expect(new Set(going).size).toBe(going.length)
          expect(new Set([...before, ...going])).toEqual(
            new Set([...before, ...branches.flatMap(({ hashes }) => hashes)]),
          )
        },
      ),
    )
  })
})
