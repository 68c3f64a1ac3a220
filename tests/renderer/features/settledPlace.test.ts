/** Where a finding is said to be: pointed at, marked, in the middle, or on the asset that somebody chose. */
import { describe, expect, it } from 'vitest'
import { assetOf, type Look, settledPlace } from '../../../renderer/features/flights/review/look.ts'
import { EMPTY } from '../../../renderer/features/flights/review/reviewing.ts'
import { assetMiddle } from '../../../src/core/site/assetMiddle.ts'
import { aFootage } from '../../builders/footage.ts'
import { anAsset, place } from '../../builders/site.ts'

const tank = anAsset({ id: 'tank', footing: { kind: 'point', at: place(60, 0), radiusM: 5 } })
const gate = anAsset({ id: 'gate', footing: { kind: 'point', at: place(20, 0), radiusM: 5 } })
const look = (over: Partial<Look> = {}): Look => ({
  footage: aFootage(),
  place: { at: place(58, 1), errorM: 4.26, by: 'view', isFlat: true },
  assets: [tank, gate],
  isSeen: true,
  isOnFirst: true,
  ...over,
})
const NOTHING = { region: null, fromS: null, untilS: null }
const MARKED = { ...NOTHING, region: { x: 0.1, y: 0.1, width: 0.1, height: 0.1 } }

describe('where a finding is', () => {
  it('is where the picture meets the ground, with its error, on the asset that is offered first', () => {
    expect(settledPlace(look(), EMPTY, NOTHING)).toEqual({ at: place(58, 1), errorM: 4.3 })
    expect(assetOf(look(), EMPTY)?.id).toBe('tank')
    // What lies on no asset is on none until somebody chooses.
    expect(assetOf(look({ isOnFirst: false }), EMPTY)).toBeNull()
    expect(assetOf(look(), { ...EMPTY, assetId: null })).toBeNull()
    expect(settledPlace(look(), { ...EMPTY, assetId: null }, NOTHING)).toMatchObject({ at: place(58, 1) })
  })

  it('is on another asset that somebody chose, unless a region was marked', () => {
    const other = { ...EMPTY, assetId: 'gate' }
    expect(settledPlace(look(), other, NOTHING)).toEqual({ at: assetMiddle(gate) })
    expect(settledPlace(look(), other, MARKED)).toMatchObject({ at: place(58, 1) })
  })

  it('is where somebody pointed on the map, whatever else is known', () => {
    const at = place(1, 2)
    expect(settledPlace(look({ place: null }), { ...EMPTY, at, assetId: 'gate' }, MARKED)).toEqual({ at })
  })

  it('is nowhere as long as nobody knows, and on the chosen asset where the picture does not say', () => {
    const blind = look({ place: null, isSeen: false, isOnFirst: false })
    expect(settledPlace(blind, EMPTY, NOTHING)).toBeNull()
    expect(assetOf(blind, EMPTY)).toBeNull()
    expect(settledPlace(blind, { ...EMPTY, assetId: 'tank' }, NOTHING)).toEqual({ at: assetMiddle(tank) })
    // Of a camera of unknown direction only the place below it is known: an asset says more.
    const below = look({
      place: { at: place(0, 0), errorM: 100, by: 'below', isFlat: true },
      isSeen: false,
      isOnFirst: false,
    })
    expect(settledPlace(below, EMPTY, NOTHING)).toEqual({ at: place(0, 0), errorM: 100 })
    expect(settledPlace(below, { ...EMPTY, assetId: 'tank' }, NOTHING)).toEqual({ at: assetMiddle(tank) })
  })
})
