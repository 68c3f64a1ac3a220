/** Logs made for tests, by hand and not with the readers' own code. */

/** CRC-16/MCRF4XX, bit by bit. */
function crc(bytes: Uint8Array, extra: number): number {
  let sum = 0xffff
  for (const byte of [...bytes, extra]) {
    let t = byte ^ (sum & 0xff)
    t = (t ^ (t << 4)) & 0xff
    sum = ((sum >> 8) ^ (t << 8) ^ (t << 3) ^ (t >> 4)) & 0xffff
  }
  return sum
}

function packet(id: number, extra: number, payload: Uint8Array, system = 1): Uint8Array {
  const bytes = new Uint8Array(10 + payload.length + 2)
  bytes.set([0xfd, payload.length, 0, 0, 0, system, 1, id & 0xff, id >> 8, 0])
  bytes.set(payload, 10)
  const sum = crc(bytes.subarray(1, 10 + payload.length), extra)
  bytes.set([sum & 0xff, sum >> 8], 10 + payload.length)
  return bytes
}

const stamped = (atMs: number, bytes: Uint8Array): Uint8Array => {
  const record = new Uint8Array(8 + bytes.length)
  new DataView(record.buffer).setBigUint64(0, BigInt(Math.round(atMs * 1000)))
  record.set(bytes, 8)
  return record
}

export type Fix = { atMs: number; lat: number; lon: number; heightM: number }

/** A telemetry log whose clock is `aheadMs` ahead of UTC, with a fix and a SYSTEM_TIME each, of one system. */
export function aTlog(fixes: readonly Fix[], aheadMs = 0, system = 1): Uint8Array {
  return Buffer.concat(
    fixes.flatMap(({ atMs, lat, lon, heightM }) => {
      const position = new DataView(new ArrayBuffer(28))
      position.setInt32(4, Math.round(lat * 1e7), true)
      position.setInt32(8, Math.round(lon * 1e7), true)
      position.setInt32(16, Math.round(heightM * 1000), true)
      position.setUint16(26, 36_000, true)
      const time = new DataView(new ArrayBuffer(12))
      time.setBigUint64(0, BigInt(Math.round(atMs)) * 1000n, true)
      time.setUint32(8, 7, true)
      return [
        stamped(atMs + aheadMs, packet(2, 137, new Uint8Array(time.buffer), system)),
        stamped(atMs + aheadMs, packet(33, 104, new Uint8Array(position.buffer), system)),
      ]
    }),
  )
}

export type Shot = { atMs: number; lat: number; lon: number }

/** CAMERA_FEEDBACK as ArduPilot sends it for each picture, by a ground clock `aheadMs` ahead; its own time is `ownMs`. */
export const tlogFeedback = (
  shots: readonly Shot[],
  aheadMs = 0,
  ownMs = (atMs: number) => atMs,
): Uint8Array =>
  Buffer.concat(
    shots.map(({ atMs, lat, lon }, i) => {
      const view = new DataView(new ArrayBuffer(47))
      view.setBigUint64(0, BigInt(Math.round(ownMs(atMs) * 1000)), true)
      view.setInt32(8, Math.round(lat * 1e7), true)
      view.setInt32(12, Math.round(lon * 1e7), true)
      view.setUint16(40, i + 1, true)
      view.setUint16(45, i + 1, true)
      return stamped(atMs + aheadMs, packet(180, 52, new Uint8Array(view.buffer)))
    }),
  )

/** CAMERA_IMAGE_CAPTURED of a camera that speaks MAVLink; `isTaken` false is a picture that failed. */
export const tlogCaptured = (shots: readonly Shot[], isTaken: boolean): Uint8Array =>
  Buffer.concat(
    shots.map(({ atMs, lat, lon }, i) => {
      const view = new DataView(new ArrayBuffer(50))
      view.setInt32(12, Math.round(lat * 1e7), true)
      view.setInt32(16, Math.round(lon * 1e7), true)
      view.setInt32(44, i, true)
      view.setUint8(48, 1)
      view.setInt8(49, isTaken ? 1 : 0)
      return stamped(atMs, packet(263, 133, new Uint8Array(view.buffer)))
    }),
  )

const GPS_EPOCH_MS = Date.UTC(1980, 0, 6)
const WEEK_MS = 7 * 24 * 3600_000

function format(type: number, length: number, name: string, letters: string, labels: string): Uint8Array {
  const bytes = new Uint8Array(89)
  bytes.set([0xa3, 0x95, 0x80, type, length])
  bytes.set(new TextEncoder().encode(name), 5)
  bytes.set(new TextEncoder().encode(letters), 9)
  bytes.set(new TextEncoder().encode(labels), 25)
  return bytes
}

/** Fixes of several receivers on one board, as they come: by the board's time. */
export function aDataflashOf(receivers: readonly (readonly Fix[])[], bootMs = 30_000): Uint8Array {
  const first = receivers[0]?.[0]?.atMs ?? 0
  const records = receivers
    .flatMap((fixes, instance) => fixes.map((fix) => ({ ...fix, instance })))
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, lat, lon, heightM, instance }) => {
      const bytes = new Uint8Array(3 + 8 + 1 + 1 + 4 + 2 + 4 + 4 + 4)
      const view = new DataView(bytes.buffer)
      const gpsMs = atMs - GPS_EPOCH_MS + 18_000
      bytes.set([0xa3, 0x95, 130])
      view.setBigUint64(3, BigInt(Math.round((atMs - first + bootMs) * 1000)), true)
      view.setUint8(11, instance)
      view.setUint8(12, 3)
      view.setUint32(13, gpsMs % WEEK_MS, true)
      view.setUint16(17, Math.floor(gpsMs / WEEK_MS), true)
      view.setInt32(19, Math.round(lat * 1e7), true)
      view.setInt32(23, Math.round(lon * 1e7), true)
      view.setFloat32(27, 1600 + heightM, true)
      return bytes
    })
  return Buffer.concat([
    format(130, 31, 'GPS', 'QBBIHLLf', 'TimeUS,I,Status,GMS,GWk,Lat,Lng,Alt'),
    ...records,
  ])
}

/** A board's log of GPS fixes, its clock at nought `bootMs` before the first. */
export function aDataflash(fixes: readonly Fix[], bootMs = 30_000): Uint8Array {
  const first = fixes[0]?.atMs ?? 0
  const records = fixes.map(({ atMs, lat, lon, heightM }) => {
    const bytes = new Uint8Array(3 + 8 + 1 + 4 + 2 + 4 + 4 + 4)
    const view = new DataView(bytes.buffer)
    const gpsMs = atMs - GPS_EPOCH_MS + 18_000
    bytes.set([0xa3, 0x95, 130])
    view.setBigUint64(3, BigInt(Math.round((atMs - first + bootMs) * 1000)), true)
    view.setUint8(11, 3)
    view.setUint32(12, gpsMs % WEEK_MS, true)
    view.setUint16(16, Math.floor(gpsMs / WEEK_MS), true)
    view.setInt32(18, Math.round(lat * 1e7), true)
    view.setInt32(22, Math.round(lon * 1e7), true)
    view.setFloat32(26, 1600 + heightM, true)
    return bytes
  })
  return Buffer.concat([format(130, 30, 'GPS', 'QBIHLLf', 'TimeUS,Status,GMS,GWk,Lat,Lng,Alt'), ...records])
}

/** CAM or TRIG records of a board that started `bootMs` before `firstMs`. */
export function dataflashShots(
  name: 'CAM' | 'TRIG',
  shots: readonly Shot[],
  firstMs: number,
  bootMs = 30_000,
): Uint8Array {
  const type = name === 'CAM' ? 140 : 141
  const records = shots.map(({ atMs, lat, lon }) => {
    const bytes = new Uint8Array(3 + 8 + 4 + 2 + 4 + 4)
    const view = new DataView(bytes.buffer)
    // GPS time is of the last fix: up to a fifth of a second old.
    const gpsMs = Math.floor((atMs - GPS_EPOCH_MS + 18_000) / 200) * 200
    bytes.set([0xa3, 0x95, type])
    view.setBigUint64(3, BigInt(Math.round((atMs - firstMs + bootMs) * 1000)), true)
    view.setUint32(11, gpsMs % WEEK_MS, true)
    view.setUint16(15, Math.floor(gpsMs / WEEK_MS), true)
    view.setInt32(17, Math.round(lat * 1e7), true)
    view.setInt32(21, Math.round(lon * 1e7), true)
    return bytes
  })
  return Buffer.concat([format(type, 25, name, 'QIHLL', 'TimeUS,GPSTime,GPSWeek,Lat,Lng'), ...records])
}

/** PX4's log of a topic for the receiver, its second instance and the camera, its clock at nought `bootMs` before `firstMs`. */
export function aUlog(
  fixes: readonly Fix[],
  shots: readonly (Shot & { result: number })[],
  bootMs = 30_000,
  second: readonly Fix[] = [],
) {
  const firstMs = fixes[0]?.atMs ?? 0
  const us = (atMs: number) => BigInt(Math.round((atMs - firstMs + bootMs) * 1000))
  const message = (letter: string, body: Uint8Array) => {
    const bytes = new Uint8Array(3 + body.length)
    new DataView(bytes.buffer).setUint16(0, body.length, true)
    bytes[2] = letter.charCodeAt(0)
    bytes.set(body, 3)
    return bytes
  }
  const text = (words: string) => new TextEncoder().encode(words)
  const subscribe = (id: number, name: string, instance = 0) =>
    message('A', Uint8Array.from([instance, id & 0xff, id >> 8, ...text(name)]))
  const data = (id: number, length: number, fill: (view: DataView) => void) => {
    const view = new DataView(new ArrayBuffer(2 + length))
    view.setUint16(0, id, true)
    fill(new DataView(view.buffer, 2))
    return message('D', new Uint8Array(view.buffer))
  }
  const header = new Uint8Array(16)
  header.set([0x55, 0x4c, 0x6f, 0x67, 0x01, 0x12, 0x35, 1])
  return Buffer.concat([
    header,
    message(
      'F',
      text(
        'vehicle_gps_position:uint64_t timestamp;uint64_t time_utc_usec;int32_t lat;int32_t lon;int32_t alt;uint8_t fix_type;uint8_t[11] _padding0;',
      ),
    ),
    message(
      'F',
      text(
        'camera_capture:uint64_t timestamp;uint64_t timestamp_utc;double lat;double lon;uint32_t seq;float alt;float ground_distance;float[4] q;int8_t result;uint8_t[3] _padding0;',
      ),
    ),
    subscribe(1, 'vehicle_gps_position'),
    subscribe(2, 'camera_capture'),
    ...(second.length > 0 ? [subscribe(3, 'vehicle_gps_position', 1)] : []),
    ...[...fixes.map((fix) => ({ ...fix, id: 1 })), ...second.map((fix) => ({ ...fix, id: 3 }))]
      .sort((a, b) => (second.length > 0 ? a.atMs - b.atMs : 0))
      .map(({ atMs, lat, lon, heightM, id }) =>
        data(id, 40, (view) => {
          view.setBigUint64(0, us(atMs), true)
          view.setBigUint64(8, BigInt(Math.round(atMs * 1000)), true)
          view.setInt32(16, Math.round(lat * 1e7), true)
          view.setInt32(20, Math.round(lon * 1e7), true)
          view.setInt32(24, Math.round((1600 + heightM) * 1000), true)
          view.setUint8(28, 3)
        }),
      ),
    ...shots.map(({ atMs, lat, lon, result }) =>
      data(2, 61, (view) => {
        view.setBigUint64(0, us(atMs), true)
        view.setFloat64(16, lat, true)
        view.setFloat64(24, lon, true)
        view.setInt8(60, result)
      }),
    ),
  ])
}

/** Subtitles as the newest aircraft write them, in local time. */
export function aSrt(fixes: readonly Fix[]): Uint8Array {
  const clock = (ms: number) => new Date(ms).toISOString().slice(11, 23).replace('.', ',')
  const local = (ms: number) => new Date(ms + 8 * 3600_000).toISOString().replace('T', ' ').slice(0, 23)
  const first = fixes[0]?.atMs ?? 0
  return Buffer.from(
    fixes
      .map(
        ({ atMs, lat, lon, heightM }, i) =>
          `${i + 1}\n${clock(atMs - first)} --> ${clock(atMs - first + 33)}\n<font size="28">FrameCnt: ${i + 1}, DiffTime: 33ms\n${local(atMs)}\n[latitude: ${lat.toFixed(7)}] [longitude: ${lon.toFixed(7)}] [rel_alt: ${heightM.toFixed(3)} abs_alt: 12.000]</font>\n\n`,
      )
      .join(''),
  )
}
