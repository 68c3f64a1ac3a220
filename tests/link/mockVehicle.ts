import dgram from 'node:dgram'
import { common, minimal, standard } from 'mavlink-mappings'
import { encodePacket, type Packet, packetReader } from '../../src/link/packet.ts'
import type { MessageClass } from '../../src/link/messages.ts'
import { type Signing, signatureCheck } from '../../src/link/signing.ts'

/** How a vehicle behaves; what is left out is well behaved. */
export type Habits = {
  firmware: 'ardupilot' | 'px4'
  /** Share of packets that are lost, come twice, or late (behind others), each way. */
  loss?: number
  twice?: number
  late?: number
  seed?: number
  isArmed?: boolean
  mostItems?: number
  /** Answers NO_SPACE to so many first uploads, as ArduPilot does just after it has started. */
  notReady?: number
  /** Falls silent after so many items. */
  cutAfter?: number
  /** Thinks on for ever after so many items of a list, taken or given, until the transfer is called off. */
  holdAfter?: { type: number; count: number }
  /** Says nothing at all. */
  isSilent?: boolean
  /** Thinks so long before it asks for the next item, gives one, or answers for a parameter, ms. */
  slowMs?: number
  /** Never confirms an upload, though it keeps it. */
  isMute?: boolean
  /** Asks again after so long, ms. */
  againMs?: number
  system?: number
  /** MAV_TYPE of its heartbeat: a quadrotor unless it is said. */
  mavType?: number
  /** Has no position fix yet: its home is as it was written. */
  noFix?: boolean
  /** How often it says that it is there, ms. */
  beatMs?: number
  /** Signs what it says, and hears only what is signed with this key. */
  signing?: Signing | null
  /** Becomes armed with the item of this number of the mission list that it takes. */
  armsAtItem?: number
  /** Sends so many messages of no interest with each heartbeat. */
  chatter?: number
  /** What it answers of its parameters, and whether each is a whole number to it (PX4 sends those as bits). */
  params?: Record<string, number>
  whole?: readonly string[]
  /** MAV_PROTOCOL_CAPABILITY: fence and rally points by default; null: it does not answer. */
  capabilities?: bigint | null
  /**
   * The lost-link failsafe: after so long without its ground station (ArduPilot waits for SYSID_MYGCS 255, PX4 for
   * any that says it is one), ms of its clock. It arms with the first one heard.
   */
  failsafeMs?: number
  clockMs?: () => number
  /** Where it says that it stands, with its battery and the item it flies to. */
  at?: { lat: number; lon: number; heightM: number; amslM: number; batteryPercent: number; item: number }
}

type Item = Record<string, number>
const NO_SPACE = 4
const INVALID_PARAM3 = 8

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * A vehicle on a UDP port that takes and gives lists as ArduPilot Copter and PX4 were seen to (facts/planners.md 2.6):
 * both ask with the legacy MISSION_REQUEST; ArduPilot puts its own home at 0, refuses NaN, keeps heights in
 * centimetres and no frame of commands without a place, and replaces a mission and rally points item by item, having
 * cut the old list to the new length. All else counts only when it is whole.
 */
export async function mockVehicle(habits: Habits) {
  const socket = dgram.createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  const chance = random(habits.seed ?? 1)
  const system = habits.system ?? 1
  const lists: Record<number, Item[]> = { 0: [], 1: [], 2: [] }
  const heard: Packet[] = []
  let to: dgram.RemoteInfo | null = null
  let sequence = 0
  let isCut = false
  let notReady = habits.notReady ?? 0
  let upload: { type: number; count: number; items: Item[]; timer?: ReturnType<typeof setTimeout> } | null =
    null

  const post = (bytes: Uint8Array) => {
    if (to && !isCut && !habits.isSilent) socket.send(bytes, to.port, to.address)
  }
  const send = (message: MessageClass, fields: Record<string, number | bigint | string>) => {
    const bytes = encodePacket(message, fields, { system, component: 1 }, sequence++, habits.signing ?? null)
    if (chance() < (habits.loss ?? 0)) return
    if (chance() < (habits.late ?? 0)) setTimeout(post, 3 + chance() * 10, bytes)
    else post(bytes)
    if (chance() < (habits.twice ?? 0)) post(bytes)
  }
  const back = { targetSystem: 247, targetComponent: 190 }
  const acknowledge = (missionType: number, type: number) =>
    habits.isMute || send(common.MissionAck, { ...back, missionType, type, opaqueId: type === 0 ? 4711 : 0 })
  const refuseSpace = (type: number, room: number) => {
    send(common.StatusText, { severity: 4, text: `Only ${room} items are supported` })
    acknowledge(type, NO_SPACE)
  }
  const askNext = () => {
    if (!upload) return
    clearTimeout(upload.timer)
    upload.timer = setTimeout(askNext, habits.againMs ?? 100)
    send(common.MissionRequest, { ...back, seq: upload.items.length, missionType: upload.type })
  }
  const stored = (item: Item): Item => {
    if (habits.firmware !== 'ardupilot') return item
    const isPlaced =
      [16, 17, 18, 19, 21, 22, 82].includes(item['command'] ?? 0) || (item['command'] ?? 0) >= 5000
    return {
      ...item,
      frame: isPlaced ? (item['frame'] ?? 0) : 0,
      z: Math.round((item['z'] ?? 0) * 100) / 100,
    }
  }
  const isLive = (type: number) => habits.firmware === 'ardupilot' && type !== 1
  const answerParam = (paramId: string, value: number) => {
    const isWhole = habits.whole?.includes(paramId) ?? false
    const bits = new DataView(new ArrayBuffer(4))
    if (isWhole) bits.setInt32(0, value, true)
    const asPx4 = isWhole && habits.firmware === 'px4'
    const paramValue = asPx4 ? bits.getFloat32(0, true) : value
    send(common.ParamValue, {
      paramId,
      paramValue,
      paramType: isWhole ? 6 : 9,
      paramCount: 900,
      paramIndex: 1,
    })
  }
  const clockMs = habits.clockMs ?? Date.now
  const isHeld = (type: number, done: number): boolean =>
    habits.holdAfter?.type === type && done >= habits.holdAfter.count
  const MAV_TYPE_GCS = 6
  let stationHeardMs: number | null = null
  const hearHeartbeat = ({ system: from, fields }: Packet) => {
    const isStation = habits.firmware === 'ardupilot' ? from === 255 : Number(fields['type']) === MAV_TYPE_GCS
    if (isStation) stationHeardMs = clockMs()
  }
  const take = (packet: Packet) => {
    heard.push(packet)
    const { name, fields } = packet
    const type = Number(fields['missionType'])
    if (name === 'MISSION_COUNT') {
      const count = Number(fields['count'])
      if (notReady > 0) {
        notReady -= 1
        refuseSpace(type, 0)
      } else if (count > (habits.mostItems ?? 5000)) refuseSpace(type, habits.mostItems ?? 5000)
      else if (count === 0) {
        lists[type] = []
        acknowledge(type, 0)
      } else if (!upload || upload.type !== type || upload.items.length === 0) {
        clearTimeout(upload?.timer)
        if (isLive(type)) lists[type] = lists[type]?.slice(0, count) ?? []
        upload = { type, count, items: [] }
        askNext()
      }
    }
    if (name === 'MISSION_ITEM_INT') {
      const item = { ...fields } as Item
      if (!upload || upload.type !== type) {
        // The last acknowledgement was lost: it is given again.
        if (item['seq'] === (lists[type]?.length ?? 0) - 1) acknowledge(type, 0)
        return
      }
      if (item['seq'] !== upload.items.length) return
      if (habits.firmware === 'ardupilot' && Number.isNaN(item['param3'])) {
        clearTimeout(upload.timer)
        upload = null
        acknowledge(type, INVALID_PARAM3)
        return
      }
      upload.items.push(stored(item))
      if (isLive(type)) (lists[type] ??= [])[upload.items.length - 1] = stored(item)
      if (type === 0 && habits.armsAtItem === item['seq']) habits.isArmed = true
      if (habits.cutAfter === upload.items.length) {
        clearTimeout(upload.timer)
        isCut = true
        return
      }
      if (isHeld(type, upload.items.length)) clearTimeout(upload.timer)
      else if (upload.items.length < upload.count) {
        clearTimeout(upload.timer)
        upload.timer = setTimeout(askNext, habits.slowMs ?? 0)
      } else {
        clearTimeout(upload.timer)
        lists[type] = upload.items
        upload = null
        acknowledge(type, 0)
      }
    }
    if (name === 'COMMAND_LONG' && Number(fields['command']) === 512 && habits.capabilities !== null)
      send(standard.AutopilotVersion, { capabilities: habits.capabilities ?? (1n << 14n) | (1n << 15n) })
    if (name === 'PARAM_REQUEST_READ') {
      const value = habits.params?.[String(fields['paramId'])]
      if (value !== undefined)
        setTimeout(() => answerParam(String(fields['paramId']), value), habits.slowMs ?? 0)
    }
    if (name === 'HEARTBEAT') hearHeartbeat(packet)
    if (name === 'MISSION_ACK' && Number(fields['type']) === 15) {
      clearTimeout(upload?.timer)
      upload = null
    }
    if (name === 'MISSION_REQUEST_LIST')
      send(common.MissionCount, { ...back, missionType: type, count: lists[type]?.length ?? 0 })
    if (name === 'MISSION_REQUEST_INT') {
      const item = lists[type]?.[Number(fields['seq'])]
      const home = { command: 16, frame: 0, x: 417_700_000, y: 1_099_700_000, z: 1605.2, autocontinue: 1 }
      const isHome =
        !habits.noFix && habits.firmware === 'ardupilot' && type === 0 && Number(fields['seq']) === 0
      if (item && !isHeld(type, Number(fields['seq'])))
        setTimeout(
          () => send(common.MissionItemInt, { ...item, ...(isHome ? home : {}), ...back }),
          habits.slowMs ?? 0,
        )
    }
  }
  const isSigned = habits.signing ? signatureCheck(habits.signing) : null
  const reader = packetReader((packet) => {
    if (!isSigned || isSigned(packet)) take(packet)
  })
  socket.on('message', (bytes, from) => {
    to = from
    if (chance() < (habits.loss ?? 0)) return
    const read = () => {
      if (!isCut) reader.take(bytes)
    }
    if (chance() < (habits.late ?? 0)) setTimeout(read, 3 + chance() * 10)
    else read()
    if (chance() < (habits.twice ?? 0)) read()
  })
  const beat = setInterval(() => {
    send(minimal.Heartbeat, {
      type: habits.mavType ?? 2,
      autopilot: habits.firmware === 'px4' ? 12 : 3,
      baseMode: habits.isArmed ? 0x80 | 0x51 : 0x51,
      systemStatus: 3,
      mavlinkVersion: 3,
    })
    for (let i = 0; i < (habits.chatter ?? 0); i++) send(common.VfrHud, { airspeed: i, groundspeed: 1 })
    const { at } = habits
    if (!at) return
    send(standard.GlobalPositionInt, {
      lat: Math.round(at.lat * 1e7),
      lon: Math.round(at.lon * 1e7),
      alt: Math.round(at.amslM * 1000),
      relativeAlt: Math.round(at.heightM * 1000),
      vx: 300,
      vy: 400,
      hdg: 9000,
    })
    send(common.SysStatus, { voltageBattery: 15_200, batteryRemaining: at.batteryPercent })
    send(common.MissionCurrent, { seq: at.item })
  }, habits.beatMs ?? 20)
  return {
    link: `udp:127.0.0.1:${socket.address().port}`,
    lists,
    heard,
    arm: () => {
      habits.isArmed = true
    },
    /** Whether its failsafe has tripped: its ground station was heard once and then no more. */
    isLost: () => stationHeardMs !== null && clockMs() - stationHeardMs > (habits.failsafeMs ?? Infinity),
    close: () => {
      isCut = true
      clearInterval(beat)
      clearTimeout(upload?.timer)
      socket.close()
    },
  }
}
