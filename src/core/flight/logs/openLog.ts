import { csvLogReader } from './csvLog.ts'
import { dataflashReader } from './dataflash.ts'
import type { LogKind, LogReader } from './log.ts'
import { markupReader } from './markup.ts'
import { srtReader } from './srt.ts'
import { tlogReader } from './tlog.ts'
import { ulogReader } from './ulog.ts'

/** Bytes that are enough to tell what a log is. */
export const LOG_HEAD_BYTES = 4096

const READERS: Readonly<Record<LogKind, (source: string | null) => LogReader>> = {
  tlog: tlogReader,
  bin: dataflashReader,
  ulg: ulogReader,
  srt: () => srtReader(),
  airdata: () => csvLogReader('airdata'),
  litchi: () => csvLogReader('litchi'),
  gpx: (source) => markupReader('gpx', source),
  kml: (source) => markupReader('kml', source),
}

/** What a log is by its first bytes, never by its name; null for what is none. */
export function logKind(head: Uint8Array): keyof typeof READERS | null {
  const byte = (at: number) => head[at] ?? -1
  if (byte(0) === 0xa3 && byte(1) === 0x95) return 'bin'
  const text = new TextDecoder('utf-8').decode(head.subarray(0, LOG_HEAD_BYTES))
  if (text.startsWith('ULog\u0001\u0012\u0035')) return 'ulg'
  // A time between 2000 and 2100 in microseconds begins with these two bytes.
  if (byte(0) === 0 && byte(1) <= 0x0e && byte(1) >= 0x03 && (byte(8) === 0xfd || byte(8) === 0xfe))
    return 'tlog'
  if (/^\uFEFF?\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<gpx[\s>]/.test(text)) return 'gpx'
  if (/^\uFEFF?\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<kml[\s>]/.test(text)) return 'kml'
  if (/^\s*\d+:\d\d:\d\d[,.]\d{1,3}\s*-->/m.test(text) || /^\s*\[\s*latitude\s*:/im.test(text)) return 'srt'
  const [header = ''] = text.toLowerCase().split('\n')
  if (header.includes('latitude') && header.includes('time(millisecond)')) {
    if (header.includes('height_above_takeoff')) return 'airdata'
    if (header.includes('datetime(utc)')) return 'litchi'
  }
  return null
}

/** A reader for a log of a kind; `source` names whose track it is to be, where several speak in it (`Log.sources`). */
export const openLog = (kind: keyof typeof READERS, source: string | null = null): LogReader =>
  READERS[kind](source)
