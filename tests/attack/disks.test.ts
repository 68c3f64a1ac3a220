import { expect, it } from 'vitest'
import { canMakeDisks } from '../builders/smallDisk.ts'
import { attackDisks } from './disks.ts'

/** A short round of what `npm run attack -- --only disks` does at length: each trouble once, another work each time. */
const SEED = 20_261_129
const ROUNDS = 5

const isMade = canMakeDisks()
const why = isMade ? '' : ' (not done: this machine lets us make no disk: Linux, root and loop devices)'
it.skipIf(!isMade)(
  `disks that are full, pulled out, protected, dead and slow lose nothing${why}`,
  async () => {
    const { done, faults } = await attackDisks(ROUNDS, SEED, () => undefined)
    expect(faults).toEqual([])
    expect(done).toMatchObject({ rounds: ROUNDS, full: 1, pulled: 1, protected: 1, dead: 1, slow: 1 })
    expect(done).toMatchObject({ lost: 0, falseAlarms: 0 })
    expect(done['acknowledged']).toBeGreaterThan(0)
  },
)
