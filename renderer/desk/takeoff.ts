import { createStore } from 'zustand/vanilla'
import type { Mission } from '../../src/core/mission/mission.ts'
import type { TakeoffRegion } from '../../src/core/safety/takeoffRegion.ts'

/** Where the mission that is shown may be taken off from; it holds for that very document and no other. */
export const takeoff = createStore<{ of: Mission | null; region: TakeoffRegion | null }>()(() => ({
  of: null,
  region: null,
}))
