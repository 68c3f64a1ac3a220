import { momentMsOf } from '../../geo/measured.ts'
import type { TakenAt } from '../footage.ts'
import { boxAt, boxesOf, viewOn } from './boxes.ts'
import { creationTime } from './clip.ts'

/** QuickTime's name for when a clip was recorded (QuickTime File Format, metadata keys). */
const CREATION_DATE = 'com.apple.quicktime.creationdate'
/** More keys than any camera writes. */
const MOST_KEYS = 1000

/**
 * When a clip began by what stands in its header: the date that the camera wrote with its zone, before the header's own
 * time, which a program that cuts the clip sets anew. `headerAheadS`: how far the latter is ahead, s, where both are said.
 */
export function clipTime(moov: Uint8Array): {
  readonly takenAt: TakenAt | null
  readonly headerAheadS: number | null
} {
  const [written, header] = [writtenTime(moov), creationTime(moov)]
  return {
    takenAt: written ?? header,
    headerAheadS: written && header ? Math.round((header.utcMs - written.utcMs) / 1000) : null,
  }
}

function writtenTime(moov: Uint8Array): TakenAt | null {
  const raw = keyedText(moov, CREATION_DATE) ?? dayText(moov)
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(?:(Z)|([+-]\d\d):?(\d\d))$/.exec(raw ?? '')
  if (!raw || !match) return null
  const [, day, time, isUtc, hours, minutes] = match
  const zone = isUtc ? '+00:00' : `${hours}:${minutes}`
  const utcMs = momentMsOf(Date.parse(`${day}T${time}${zone}`))
  return utcMs === null ? null : { raw: raw.slice(0, 100), source: 'container', assumedZone: zone, utcMs }
}

/** The text under a key of the metadata (`meta` with `keys` and `ilst`), as a box of its own or with version and flags. */
function keyedText(moov: Uint8Array, wanted: string): string | null {
  const meta = boxAt(moov, ['meta'])
  for (const body of meta ? [meta, meta.subarray(4)] : []) {
    const [keys, list] = [boxAt(body, ['keys']), boxAt(body, ['ilst'])]
    if (!keys || !list) continue
    const at = keyNumber(keys, wanted)
    for (const { type, body: item } of at === null ? [] : boxesOf(list)) {
      const number = viewOn(Uint8Array.from(type.split(''), (letter) => letter.charCodeAt(0))).getUint32(0)
      const data = number === at ? boxAt(item, ['data']) : null
      if (data) return textOf(data.subarray(8))
    }
  }
  return null
}

/** Which of the keys it is, counted from 1: each is a size, a namespace of four letters, and its name. */
function keyNumber(keys: Uint8Array, wanted: string): number | null {
  if (keys.length < 8) return null
  const view = viewOn(keys)
  const count = Math.min(view.getUint32(4), MOST_KEYS)
  for (let i = 1, at = 8; i <= count && at + 8 <= keys.length; i++) {
    const size = view.getUint32(at)
    if (size < 8) return null
    if (textOf(keys.subarray(at + 8, at + size)) === wanted) return i
    at += size
  }
  return null
}

/** `©day` in the user data: a length and a language, then the text. */
function dayText(moov: Uint8Array): string | null {
  const day = boxAt(moov, ['udta', '\u00a9day'])
  return day && day.length > 4 ? textOf(day.subarray(4)) : null
}

const textOf = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8').decode(bytes.subarray(0, 200)).replaceAll('\0', '').trim()
