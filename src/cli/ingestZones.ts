import { type CallOutput, type DeviceZone, Zone } from '../contract/index.ts'
import { refuse } from './io.ts'

type Matches = CallOutput<'footage.match'>['matches']

/** Zones as they are typed: `UTC` for every camera, `DJI M3T=UTC` for one. */
export type AskedZone = { readonly device: string | null; readonly zone: Zone }

const WANTED = '[CAMERA=]UTC | Asia/Shanghai | +HH:MM | -HH:MM'

export function zonesAsked(given: readonly string[]): AskedZone[] {
  return given.map((value) => {
    const at = value.lastIndexOf('=')
    const zone = Zone.safeParse(value.slice(at + 1).trim())
    if (!zone.success || at === 0) throw refuse('bad_value', { option: '--zone', value, wanted: WANTED })
    return { device: at < 0 ? null : value.slice(0, at).trim(), zone: zone.data }
  })
}

/** The zone of each camera among the files whose time does not say it; what is said of one beats what is of all. */
export function zonesFor(matches: Matches, asked: readonly AskedZone[]): DeviceZone[] {
  const devices = new Set(
    matches.flatMap(({ device, assumedZone }) => (assumedZone === null ? [] : [device])),
  )
  return [...devices].flatMap((device) => {
    const chosen =
      asked.findLast((one) => one.device === device) ?? asked.findLast((one) => one.device === null)
    return chosen ? [{ device, zone: chosen.zone }] : []
  })
}
