import { CopterMode } from 'mavlink-mappings/dist/lib/ardupilotmega.js'
import { describe, expect, it } from 'vitest'
import { flightMode } from '../../../src/core/flight/flightMode.ts'

const px4 = (main: number, sub = 0) => flightMode('px4', 2, main * 2 ** 16 + sub * 2 ** 24)

describe('flight modes', () => {
  it('are ArduPilot’s by the numbers of the protocol', () => {
    const copter = (mode: CopterMode) => flightMode('ardupilot', 2, mode)
    expect([copter(CopterMode.STABILIZE), copter(CopterMode.AUTO), copter(CopterMode.GUIDED)]).toEqual([
      'stabilize',
      'mission',
      'guided',
    ])
    expect([copter(CopterMode.LOITER), copter(CopterMode.RTL), copter(CopterMode.LAND)]).toEqual([
      'loiter',
      'return',
      'land',
    ])
    expect([copter(CopterMode.POSHOLD), copter(CopterMode.BRAKE), copter(CopterMode.SMART_RTL)]).toEqual([
      'position',
      'brake',
      'returnBack',
    ])
  })

  it('are PX4’s by main and sub mode, the highest byte too', () => {
    expect([px4(3), px4(4, 4), px4(4, 5), px4(4, 3), px4(6)]).toEqual([
      'position',
      'mission',
      'return',
      'loiter',
      'guided',
    ])
    expect(flightMode('px4', 2, 0x8404_0000)).toBeNull()
  })

  it('are not guessed', () => {
    expect(flightMode(null, 2, 3)).toBeNull()
    // On a plane the same number is another mode.
    expect(flightMode('ardupilot', 1, 3)).toBeNull()
    expect(flightMode('ardupilot', 2, 99)).toBeNull()
  })
})
