import { describe, expect, it } from 'vitest'
import { declaredGround } from '../../../src/core/terrain/declaredGround.ts'

const ground = (lowestM: number, highestM: number, source: string) => ({
  ground: { lowestM, highestM, source },
})

describe('declaredGround', () => {
  it('takes the lowest and the highest of all places, with every source once', () => {
    expect(
      declaredGround([ground(1300, 1310, 'a'), ground(1290, 1305, 'b'), ground(1301, 1302, 'a')]),
    ).toEqual({
      lowestM: 1290,
      highestM: 1310,
      source: 'a; b',
    })
  })

  it('is unknown when one place declares nothing, or there is none', () => {
    expect(declaredGround([ground(1300, 1310, 'a'), { ground: null }])).toBeNull()
    expect(declaredGround([])).toBeNull()
  })
})
