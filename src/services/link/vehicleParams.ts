import { unreadable } from '../../core/units/problem.ts'
import { paramsOfDataflash } from '../../core/flight/logs/dataflashParams.ts'
import { chooseSource, speakersOf } from '../../core/flight/logs/speakers.ts'
import { readParams } from '../../core/formats/paramFile.ts'
import type { MissionFile } from '../../core/mission/missionFile.ts'
import { parameterNames } from '../../core/mission/parameters.ts'
import { unreadOf } from '../../core/safety/rules/onboard.ts'
import { type Note, note, type Read } from '../../core/units/note.ts'
import { ok, type Result } from '../../core/units/result.ts'
import { type Packet, packetReader } from '../../link/packet.ts'
import { valueOf } from '../../link/questions.ts'

/** A `.tlog` has eight bytes of time before each packet. */
const PACKET_AT = 8
const MAGICS: readonly number[] = [0xfd, 0xfe]
/** Its bytes are handed on in pieces: the reader keeps what it has not yet understood. */
const PIECE = 1 << 20
const MAV_AUTOPILOT_PX4 = 12

/** Parameters of a vehicle from a `.param` file, an ArduPilot log or a `.tlog`, told apart by content. */
function paramsOf(bytes: Uint8Array): Read<Record<string, number>> {
  if (bytes[0] === 0xa3 && bytes[1] === 0x95) return paramsOfDataflash(bytes)
  return MAGICS.includes(bytes[PACKET_AT] ?? 0) ? paramsOfTlog(bytes) : readParams(bytes)
}

const paramIdOf = ({ fields }: Packet): string => String(fields['paramId'])

/** The value that each parameter was last said to have, as the firmware of the log's vehicle sends them. */
function paramsOfTlog(bytes: Uint8Array): Read<Record<string, number>> {
  const vehicles = speakersOf((): Packet[] => [])
  const px4 = new Set<number>()
  const reader = packetReader((packet) => {
    if (packet.name === 'PARAM_VALUE') vehicles.of(packet.system).push(packet)
    else if (packet.name === 'HEARTBEAT' && Number(packet.fields['autopilot']) === MAV_AUTOPILOT_PX4)
      px4.add(packet.system)
  })
  for (let at = 0; at < bytes.length; at += PIECE) reader.take(bytes.subarray(at, at + PIECE))
  // What two vehicles are set to is not one vehicle's.
  const { taken, notes } = chooseSource(
    vehicles.all(),
    { name: (system) => `system${system}`, points: (said) => new Set(said.map(paramIdOf)).size },
    null,
  )
  const found: Record<string, number> = {}
  for (const packet of taken ?? []) {
    const value = valueOf(packet, px4.has(packet.system) ? 'px4' : 'ardupilot')
    if (Number.isFinite(value)) found[paramIdOf(packet)] = value
  }
  return Object.keys(found).length > 0
    ? { value: found, notes: notes.map((one) => ({ ...one, code: 'params_of_others' })) }
    : { value: null, notes: [note('error', 'params_none')] }
}

/** A mission with the parameters of a file that its verdict reckons with; `missing`: how many the file does not name. */
export function withParams(
  file: MissionFile,
  bytes: Uint8Array,
  name: string,
): Result<{ file: MissionFile; compared: number; missing: number; notes: Note[] }> {
  const { value, notes } = paramsOf(bytes)
  if (!value) return unreadable(name, notes, 'params_none')
  const params = Object.fromEntries(
    parameterNames(file.mission.vehicle.firmware).flatMap((key) =>
      key in value ? [[key, value[key] as number]] : [],
    ),
  )
  const mission = { ...file.mission, onboard: { source: name.slice(0, 200), params } }
  return ok({
    file: { ...file, mission },
    compared: Object.keys(params).length,
    missing: unreadOf(mission).length,
    notes,
  })
}
