import { z } from 'zod'

/** What a waypoint or an item of a route is for. */
export const Role = z.enum([
  'takeoff',
  'transit',
  'lane',
  'turn',
  'perimeter',
  'waypoint',
  'speed',
  'camera',
  'heading',
  'return',
  'land',
  'other',
])
export type Role = z.infer<typeof Role>
