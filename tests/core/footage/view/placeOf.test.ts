/** Where what is marked in a picture lies on the ground: laws, and one demo picture worked by hand. */
import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPhoto } from '../../../../src/core/footage/photo/photo.ts'
import { assetsInView } from '../../../../src/core/footage/view/assetsInView.ts'
import { middleOfPicture } from '../../../../src/core/footage/view/footprint.ts'
import { groundOver } from '../../../../src/core/footage/view/ground.ts'
import { placeOf, type Shown, USUAL_ERRORS } from '../../../../src/core/footage/view/placeOf.ts'
import { before, directionOf, opening, type View, viewOf } from '../../../../src/core/footage/view/view.ts'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../../src/core/geo/position.ts'
import type { Asset } from '../../../../src/core/site/site.ts'
import { aFootage } from '../../../builders/footage.ts'
import { anAsset, box, ORIGIN, place } from '../../../builders/site.ts'
import { aModel } from '../../../builders/slope.ts'

const LENS = { hfovDeg: 73.7, vfovDeg: 58.7 }
const view = (over: Partial<View> = {}): View => ({
  at: ORIGIN,
  heightM: 60,
  headingDeg: 0,
  pitchDeg: -60,
  lens: LENS,
  ...over,
})
const shown = (over: Partial<View> = {}, more: Partial<Shown> = {}): Shown => ({
  view: view(over),
  assumed: [],
  ...more,
})
const local = (at: LatLon, origin = ORIGIN) => frameAt(origin).toLocal(at)
const apartM = (a: LatLon, b: LatLon): number => {
  const { x, y } = local(a, b)
  return Math.hypot(x, y)
}
/** A box of a share of the picture about a place in it, in shares from the top left. */
const about = (x: number, y: number, size = 0.02) => ({
  x: x - size / 2,
  y: y - size / 2,
  width: size,
  height: size,
})
const hills = groundOver(
  aModel((x, y) => 1600 + 8 * Math.sin(x / 90) + 6 * Math.cos(y / 70)),
  1606,
)

/** Where a place appears in a picture, in shares from the top left: written anew from the turns of a camera. */
function seenAt(
  { at, heightM, headingDeg, pitchDeg, rollDeg = 0, lens }: View,
  where: LatLon,
  groundM: number,
) {
  const rad = Math.PI / 180
  const { x, y } = local(where, at)
  const [h, p, r] = [headingDeg * rad, pitchDeg * rad, rollDeg * rad]
  const forward = [Math.cos(p) * Math.sin(h), Math.cos(p) * Math.cos(h), Math.sin(p)]
  const right = [Math.cos(h), -Math.sin(h), 0]
  const up = [
    right[1]! * forward[2]! - right[2]! * forward[1]!,
    right[2]! * forward[0]! - right[0]! * forward[2]!,
    right[0]! * forward[1]! - right[1]! * forward[0]!,
  ]
  const to = [x, y, groundM - heightM]
  const along = (axis: number[]) => axis.reduce((sum, value, i) => sum + value * to[i]!, 0)
  const [u, v] = [
    along(right) / along(forward) / Math.tan((lens.hfovDeg / 2) * rad),
    along(up) / along(forward) / Math.tan((lens.vfovDeg / 2) * rad),
  ]
  // Turned clockwise as it sees: right of a turned camera is down of the level one.
  const [w, q] = [Math.tan((lens.hfovDeg / 2) * rad), Math.tan((lens.vfovDeg / 2) * rad)]
  const [a, b] = [u * w, v * q]
  const turned = { a: a * Math.cos(r) - b * Math.sin(r), b: a * Math.sin(r) + b * Math.cos(r) }
  return { x: (1 + turned.a / w) / 2, y: (1 - turned.b / q) / 2 }
}

const views = fc.record({
  heightM: fc.double({ min: 25, max: 120, noNaN: true }),
  headingDeg: fc.double({ min: -180, max: 360, noNaN: true }),
  pitchDeg: fc.double({ min: -90, max: -50, noNaN: true }),
  rollDeg: fc.double({ min: -10, max: 10, noNaN: true }),
})
const spots = fc.record({
  x: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  y: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
})

describe('where something in a picture lies', () => {
  it('is the middle of the view where the box is in the middle, or where there is none', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0.01, max: 1, noNaN: true }), (over, size) => {
        for (const ground of [null, hills]) {
          const middle = middleOfPicture(view(over), ground)
          const [none, boxed] = [null, about(0.5, 0.5, size)].map((region) =>
            placeOf(region, shown(over), ground),
          )
          expect(apartM(none?.at ?? ORIGIN, middle ?? ORIGIN)).toBeLessThan(0.02)
          expect(apartM(boxed?.at ?? ORIGIN, middle ?? ORIGIN)).toBeLessThan(0.02)
        }
      }),
    )
  })

  it('is where it appears: a place on the ground, seen in the picture, comes back within its error', () => {
    fc.assert(
      fc.property(views, spots, fc.boolean(), (over, { x, y }, isHilly) => {
        const ground = isHilly ? hills : null
        const found = placeOf(about(x, y), shown(over), ground)
        expect(found).not.toBeNull()
        if (!found) return
        const seen = seenAt(view(over), found.at, ground?.at(found.at) ?? 0)
        expect(Math.hypot(seen.x - x, seen.y - y)).toBeLessThan(0.002)
        const again = placeOf(about(seen.x, seen.y), shown(over), ground)
        expect(apartM(again?.at ?? ORIGIN, found.at)).toBeLessThan(found.errorM)
        expect(apartM(again?.at ?? ORIGIN, found.at)).toBeLessThan(1)
      }),
    )
  })

  it('turns and moves with the camera, its error with it', () => {
    fc.assert(
      fc.property(
        views,
        spots,
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -5000, max: 5000, noNaN: true }),
        (over, { x, y }, turnDeg, eastM) => {
          const here = placeOf(about(x, y), shown(over), null)
          const there = { ...over, headingDeg: over.headingDeg + turnDeg, at: place(eastM, 0) }
          const moved = placeOf(about(x, y), shown(there), null)
          if (!here || !moved) throw new Error('both look at the ground')
          const a = local(here.at)
          const b = local(moved.at, place(eastM, 0))
          const turn = (-turnDeg * Math.PI) / 180
          const turned = {
            x: a.x * Math.cos(turn) - a.y * Math.sin(turn),
            y: a.x * Math.sin(turn) + a.y * Math.cos(turn),
          }
          expect(Math.hypot(turned.x - b.x, turned.y - b.y)).toBeLessThan(0.05)
          expect(moved.errorM).toBeCloseTo(here.errorM, 1)
        },
      ),
    )
  })

  it('is as far off as the errors that go into it: never less than the receiver, more the flatter the look', () => {
    fc.assert(
      fc.property(
        views,
        spots,
        fc.double({ min: 0, max: 50, noNaN: true }),
        (over, { x, y }, placeErrorM) => {
          const found = placeOf(about(x, y), shown(over, { placeErrorM }), null)
          expect(found?.errorM ?? 0).toBeGreaterThanOrEqual(placeErrorM)
        },
      ),
    )
    const errors = [-90, -70, -50, -35, -25].map(
      (pitchDeg) => placeOf(null, shown({ pitchDeg }), null)?.errorM ?? 0,
    )
    expect(errors).toEqual([...errors].sort((a, b) => a - b))
    // Straight down from 60 m: the receiver, and one degree of pitch. Height and ground move nothing there.
    expect(errors[0]).toBeCloseTo(Math.hypot(USUAL_ERRORS.placeM, 60 * Math.tan(Math.PI / 180)), 2)
    // A lens that is only assumed makes what is off the middle less sure, and the middle not.
    const assumed = shown({}, { assumed: ['lens'] })
    expect(placeOf(null, assumed, null)?.errorM).toBeCloseTo(placeOf(null, shown(), null)?.errorM ?? 0, 6)
    expect(placeOf(about(0.9, 0.5), assumed, null)?.errorM ?? 0).toBeGreaterThan(
      placeOf(about(0.9, 0.5), shown(), null)?.errorM ?? 0,
    )
  })

  it('is what a laser measured in the middle, and on the laser’s plane beside it', () => {
    const target = { at: place(0, 30), amslM: null, heightM: 10, distanceM: 58.3 }
    const found = placeOf(null, shown({ target, pitchDeg: -59 }), null)
    expect(found).toMatchObject({ by: 'laser', isFlat: false })
    expect(apartM(found?.at ?? ORIGIN, target.at)).toBeLessThan(0.02)
    // 50 m over that plane, straight down: the right edge is 50 m · tan(36.85°) east.
    const beside = placeOf(about(0.9, 0.5), shown({ target, pitchDeg: -90 }), null)
    expect(local(beside?.at ?? ORIGIN).x).toBeCloseTo(0.8 * 50 * Math.tan((36.85 * Math.PI) / 180), 1)
  })

  it('is below a camera of unknown direction, which says how little that means, and nowhere above the horizon', () => {
    const below = placeOf(about(0.9, 0.9), shown({}, { assumed: ['attitude'] }), null)
    expect(below).toMatchObject({ by: 'below' })
    expect(apartM(below?.at ?? ORIGIN, ORIGIN)).toBeLessThan(0.02)
    expect(below?.errorM ?? 0).toBeGreaterThan(100)
    expect(placeOf(about(0.5, 0.1), shown({ pitchDeg: -5 }), null)).toBeNull()
    expect(placeOf(about(0.5, 0.9), shown({ pitchDeg: -5 }), null)).not.toBeNull()
  })

  it('agrees with a calculation by hand for a photo of the demo', () => {
    const file = path.resolve(
      import.meta.dirname,
      '../../../../missions/demo/footage/DJI_20260520101530_0001_V.JPG',
    )
    const { value } = readPhoto(fs.readFileSync(file).subarray(0, 262_144))
    const seen = viewOf({ ...aFootage(), ...value })
    if (!seen) throw new Error('the demo says where it was taken')
    // 60 m over the ground at 41.77 N 109.972408906 E, looking 45° down to the north: the middle is 60 m north of it.
    const middle = placeOf(null, seen, null)
    // A degree of latitude at 41.77° has 111,132.95 - 559.85 cos 2φ + 1.18 cos 4φ = 111,068 m.
    expect(middle?.at.lat).toBeCloseTo(41.77 + 60 / 111_068, 6)
    expect(middle?.at.lon).toBeCloseTo(109.972408906, 6)
    // A quarter in from the left, three quarters down: u = -0.5, v = -0.5 with tan 36.85° = 0.7495 and tan 29.35° =
    // 0.5623: 0.3748 to the left and 0.2812 down of a metre ahead. Down 45°: forward 0.7071 + (-0.2812)·0.7071 = 0.5083
    // north and -0.7071 - 0.2812·0.7071 = -0.9059 up: 60 / 0.9059 = 66.23 times: 33.66 m north, 24.82 m west.
    const marked = placeOf(about(0.25, 0.75), seen, null)
    const { x, y } = local(marked?.at ?? ORIGIN, { lat: 41.77, lon: 109.972408906 })
    expect(x).toBeCloseTo(-24.82, 1)
    expect(y).toBeCloseTo(33.66, 1)
    // The drone itself is none of these places.
    expect(apartM(middle?.at ?? ORIGIN, seen.view.at)).toBeGreaterThan(59)
  })
})

describe('the assets of a picture', () => {
  const asset = (id: string, x: number, y: number, heightM = 0, radiusM = 4): Asset =>
    anAsset({ id, heightM, footing: { kind: 'point', at: place(x, y), radiusM } })
  const ids = (found: readonly { asset: Asset }[]) => found.map(({ asset: { id } }) => id)

  it('are those that it shows, the nearest to what was marked first', () => {
    const down = view({ pitchDeg: -90 })
    const all = [asset('east', 30, 0), asset('middle', 2, 0), asset('north', 0, 20), asset('away', 200, 0)]
    expect(ids(assetsInView(null, down, all, null))).toEqual(['middle', 'north', 'east'])
    // 30 m east of 45 m is two thirds of the way to the right edge.
    expect(ids(assetsInView(about(0.83, 0.5), down, all, null))[0]).toBe('east')
  })

  it('are found by what of them stands up, not by the ground behind', () => {
    // Looking 35° down to the north past a stack of 40 m: its top hides ground far behind it, where a tank stands.
    const slant = view({ pitchDeg: -35 })
    const stack = asset('stack', 0, 60, 40, 2)
    const top = seenAt(slant, place(0, 60), 38)
    const behind = placeOf(about(top.x, top.y), { view: slant, assumed: [] }, null)
    if (!behind) throw new Error('the ground is seen')
    const { x, y } = local(behind.at)
    const tank = asset('tank', x + 8, y, 5)
    expect(Math.hypot(x, y)).toBeGreaterThan(120)
    expect(ids(assetsInView(about(top.x, top.y), slant, [tank, stack], null))).toEqual(['stack', 'tank'])
  })

  it('are a yard and what stands in it: the smaller one first; and a fence where its line is', () => {
    const down = view({ pitchDeg: -90 })
    const yard = anAsset({ id: 'yard', heightM: 0, footing: { kind: 'area', ring: box(-40, -25, 40, 25) } })
    const tank = asset('tank', 10, 5, 6, 5)
    const fence = anAsset({
      id: 'fence',
      heightM: 2,
      footing: { kind: 'line', path: [...box(-42, -28, 42, 28), place(-42, -28)] },
    })
    const at = seenAt(down, place(10, 5), 0)
    expect(ids(assetsInView(about(at.x, at.y), down, [yard, fence, tank], null))).toEqual([
      'tank',
      'yard',
      'fence',
    ])
    const onFence = seenAt(down, place(42, 0), 0)
    expect(ids(assetsInView(about(onFence.x, onFence.y), down, [yard, tank, fence], null))[0]).toBe('fence')
  })

  it('stand where one formula puts them: the middle of a thin one is nothing apart from its place', () => {
    fc.assert(
      fc.property(views, spots, (over, { x, y }) => {
        const own = view(over)
        const found = placeOf(about(x, y), { view: own, assumed: [] }, null)
        if (!found) throw new Error('the ground is seen')
        const there = anAsset({ heightM: 0, footing: { kind: 'point', at: found.at, radiusM: 1 } })
        const [first] = assetsInView(about(x, y), own, [there], null)
        expect(first?.apart).toBe(0)
        const { x: east, y: north } = local(found.at, own.at)
        const { right, depth } = before(directionOf(own), east, north, -own.heightM)
        expect((1 + right / (depth * opening(own.lens).wide)) / 2).toBeCloseTo(x, 2)
      }),
    )
  })
})
