import { ardupilotmega, common } from 'mavlink-mappings'
import { describe, expect, test } from 'vitest'
import { MAV_CMD, MAV_FRAME, MISSION_LISTS, MISSION_RESULTS } from '../../../src/core/route/mav.ts'

/** An enum of mavlink-mappings maps numbers to names as well as names to numbers. */
const named = (numbers: object, name: string): unknown => (numbers as Record<string, unknown>)[name]

describe("MAVLink's numbers", () => {
  test.each(Object.entries(MAV_CMD))('MAV_CMD_%s is %i', (name, number) => {
    expect(named(common.MavCmd, name) ?? named(ardupilotmega.MavCmd, name)).toBe(number)
  })

  test.each(Object.entries(MAV_FRAME))('MAV_FRAME_%s is %i', (name, number) => {
    expect(named(common.MavFrame, name)).toBe(number)
  })

  test('of what a list comes to, and of lists, stand in their order', () => {
    expect(MISSION_RESULTS.map((code) => code.toUpperCase())).toEqual(
      MISSION_RESULTS.map((_, i) => named(common.MavMissionResult, String(i))),
    )
    expect(MISSION_LISTS.map((_, i) => named(common.MavMissionType, String(i)))).toEqual([
      'MISSION',
      'FENCE',
      'RALLY',
    ])
  })
})
