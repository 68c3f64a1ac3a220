import { z } from 'zod'

/** What a waypoint or an item of a route is for. */
export const Role = z.enum([
  'takeoff',
  'transit',
  'lane',
  'turn',
  'perimeter',
  'orbit',
  'visit',
  'waypoint',
  'speed',
  'camera',
  'heading',
  'gimbal',
  'return',
  'land',
  'other',
])
export type Role = z.infer<typeof Role>
