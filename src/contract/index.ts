export * from './calls.ts'
export * from './errors.ts'
export * from './events.ts'
export type * from './host.ts'
export * from './gate.ts'
/** The zones that `footage.match` and `footage.ingest` take. */
export { type DeviceZone, Zone } from '../core/footage/zone.ts'
