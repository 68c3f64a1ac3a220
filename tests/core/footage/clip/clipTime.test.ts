import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt } from '../../../../src/core/footage/clip/boxes.ts'
import { clipTime } from '../../../../src/core/footage/clip/clipTime.ts'
import { assumedZone } from '../../../../src/core/footage/zone.ts'
import { box, movieOf, u32 } from '../../../builders/movie.ts'

const AT = Date.UTC(2026, 4, 20, 2, 16)
const letters = (text: string): Buffer => Buffer.from(text, 'utf8')
const CREATION_DATE = 'com.apple.quicktime.creationdate'
const key = (name: string): Buffer => Buffer.concat([u32(8 + name.length), letters('mdta'), letters(name)])
const item = (number: number, text: string): Buffer =>
  box(String.fromCharCode(0, 0, 0, number), box('data', u32(1, 0), letters(text)))
/** A telephone's metadata: its make, and when it recorded. */
const meta = (date: string, isFull = false): Buffer =>
  box(
    'meta',
    ...(isFull ? [u32(0)] : []),
    box('keys', u32(0, 2), key('com.apple.quicktime.make'), key(CREATION_DATE)),
    box('ilst', item(1, 'Phone'), item(2, date)),
  )
const day = (date: string): Buffer => {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(date.length, 0)
  return box('udta', box('\u00a9day', head, letters(date)))
}
const headerOf = (createdMs: number | null, last: readonly Uint8Array[]): Uint8Array =>
  boxAt(movieOf({ samples: [], perSecond: 5, createdMs, last }), ['moov']) ?? new Uint8Array(0)

describe('when a clip began', () => {
  it.each([
    ['keys', meta('2026-05-20T10:16:00+0800'), '+08:00'],
    ['keys of a full box', meta('2026-05-20T10:16:00+08:00', true), '+08:00'],
    ['©day', day('2026-05-20T02:16:00Z'), '+00:00'],
  ])(
    'by the date with its zone in %s, before the header’s own, which is of the last cut',
    (_, last, zone) => {
      const { takenAt, headerAheadS } = clipTime(headerOf(AT + 7_200_000, [last]))
      expect(takenAt).toMatchObject({ source: 'container', utcMs: AT, assumedZone: zone })
      expect(headerAheadS).toBe(7200)
      // A zone that is written is not asked for.
      expect(takenAt && assumedZone(takenAt)).toBeNull()
    },
  )
  it.each([
    ['nothing', []],
    ['a day alone', [day('2026-05-20')]],
    ['a clock without a zone', [meta('2026-05-20T10:16:00')]],
    ['a day that there is not', [meta('2026-13-41T10:16:00+08:00')]],
  ])('by the header where there is %s beside it', (_, last) => {
    expect(clipTime(headerOf(AT, last))).toMatchObject({
      takenAt: { source: 'container', utcMs: AT, assumedZone: null },
      headerAheadS: null,
    })
  })
  it('is read of any bytes without a fault', () => {
    const whole = headerOf(AT, [meta('2026-05-20T10:16:00+08:00'), day('2026-05-20T02:16:00Z')])
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }), (hits) => {
        const hit = Uint8Array.from(whole)
        for (const [at, value] of hits) hit[at] = value
        expect(() => clipTime(hit)).not.toThrow()
      }),
      { numRuns: 300 },
    )
  })
})
