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

function packet(id: number, extra: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(10 + payload.length + 2)
  bytes.set([0xfd, payload.length, 0, 0, 0, 1, 1, id, 0, 0])
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

/** A telemetry log whose clock is `aheadMs` ahead of UTC, with a fix and a SYSTEM_TIME each. */
export function aTlog(fixes: readonly Fix[], aheadMs = 0): Uint8Array {
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
        stamped(atMs + aheadMs, packet(2, 137, new Uint8Array(time.buffer))),
        stamped(atMs + aheadMs, packet(33, 104, new Uint8Array(position.buffer))),
      ]
    }),
  )
}

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
