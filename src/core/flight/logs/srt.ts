import { heightMOf, isFix } from '../../geo/measured.ts'
import { LONGEST_LINE, linesOfPieces } from '../../units/lines.ts'
import { cueKeeper } from './cueSeconds.ts'
import { counter, type LogReader, logNote, logOf, trackKeeper } from './log.ts'

/**
 * DJI's subtitles with a position a cue. There are a dozen dialects, some mixed in one file: each cue is read by
 * itself. `GPS(a, b, c)` has longitude first on most aircraft and latitude first on a few: a number beyond 90 proves
 * which, metres as the third value speak for latitude first, else longitude first is taken and said to be a guess.
 * Times are of the aircraft's local clock; China has one zone.
 */
const ASSUMED_OFFSET_MS = 8 * 3600_000
const ASSUMED_ZONE = 'Asia/Shanghai'
const NUMBER = String.raw`(-?\d+(?:\.\d+)?)`
const CUE_TIME = /^(\d+):(\d\d):(\d\d)[,.](\d{1,3})\s*-->\s*(\d+):(\d\d):(\d\d)[,.](\d{1,3})/
const DATE = /(\d{4})[-.](\d{1,2})[-.](\d{1,2})\s+(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,3}))?/
const LATITUDE = new RegExp(String.raw`\[\s*latitude\s*:\s*${NUMBER}`, 'i')
// One firmware misspells the word.
const LONGITUDE = new RegExp(String.raw`\[\s*longt?itude\s*:\s*${NUMBER}`, 'i')
const GPS = new RegExp(String.raw`GPS\s*\(\s*${NUMBER}\s*,\s*${NUMBER}\s*(?:,\s*(-?[\d.]+)\s*(M?))?`, 'i')
const HEIGHTS = [
  new RegExp(String.raw`rel_alt\s*:\s*${NUMBER}`, 'i'),
  new RegExp(String.raw`BAROMETER\s*:\s*${NUMBER}`, 'i'),
  new RegExp(String.raw`\bHb\s*:\s*${NUMBER}`),
  new RegExp(String.raw`,\s*H\s+${NUMBER}\s*m`),
]
const BYTE_ORDER_MARK = 0xfeff
const DIALECTS = { bracket: 1, gps: 2 } as const

type Place = { first: number; second: number; isLatFirst: boolean | null; isBracket: boolean }

/** Tracks under one guess of which number is the latitude: of cues with a date, and of those that have only their place in the clip. */
const guess = () => ({ dated: trackKeeper(), undated: trackKeeper(), bad: 0 })

export function srtReader(): LogReader {
  const { counts, notes, damagedLine } = counter()
  // Which order holds may be proved by the last cue: both are kept until then.
  const guesses = { lonFirst: guess(), latFirst: guess() }
  let dialects = 0
  let proof: boolean | null = null
  let isGuessed = false
  let cues = 0
  let dated = 0
  let open: { fromMs: number; toMs: number; text: string } | null = null
  let [firstMs, lastMs]: [number | null, number | null] = [null, null]
  let [firstUtc, lastUtc]: [number | null, number | null] = [null, null]
  let hasNoTimes = false
  const cuesKept = cueKeeper()

  const keep = (place: Place, localMs: number | null, fromMs: number, heightM: number | null): void => {
    if (place.first === 0 && place.second === 0) {
      counts.zero += 1
      return
    }
    proof ??= place.isLatFirst
    if (place.isLatFirst === null) isGuessed = true
    for (const isLatFirst of [true, false]) {
      const under = isLatFirst ? guesses.latFirst : guesses.lonFirst
      const [lat, lon] =
        (place.isLatFirst ?? isLatFirst) ? [place.first, place.second] : [place.second, place.first]
      if (!isFix(lat, lon)) under.bad += 1
      else if (localMs === null) under.undated.add(fromMs, lat, lon, heightM)
      else under.dated.add(localMs - ASSUMED_OFFSET_MS, lat, lon, heightM)
    }
  }
  const close = (): void => {
    if (!open) return
    const { fromMs, toMs } = open
    const text = open.text.includes('<') ? open.text.replace(/<[^>]*>/g, ' ') : open.text
    open = null
    cues += 1
    const date = dateOf(text)
    const localMs = date?.localMs ?? null
    if (localMs !== null) {
      dated += 1
      firstUtc ??= localMs - ASSUMED_OFFSET_MS
      lastUtc = localMs - ASSUMED_OFFSET_MS
    }
    firstMs ??= fromMs
    lastMs = Math.max(lastMs ?? 0, toMs)
    const place = placeIn(text)
    const heightM = heightIn(text)
    cuesKept.add({
      fromMs,
      text,
      place,
      heightM,
      date: date && { raw: date.raw, utcMs: date.localMs - ASSUMED_OFFSET_MS },
    })
    if (!place) return
    dialects |= place.isBracket ? DIALECTS.bracket : DIALECTS.gps
    keep(place, localMs, fromMs, heightM)
  }
  const stream = linesOfPieces((raw, number) => {
    const line = raw.charCodeAt(0) === BYTE_ORDER_MARK ? raw.slice(1).trim() : raw.trim()
    const time = line.includes('-->') ? CUE_TIME.exec(line) : null
    if (time) {
      // The number above was this cue's.
      if (hasNoTimes) open = null
      hasNoTimes = false
      close()
      const [, h1, m1, s1, f1, h2, m2, s2, f2] = time
      open = { fromMs: clockMs(h1, m1, s1, f1), toMs: clockMs(h2, m2, s2, f2), text: '' }
    } else if (/^\d+$/.test(line)) {
      // Some programs leave the times out: then a cue's number begins it, and its date alone says when it was.
      if (open === null || hasNoTimes) {
        close()
        hasNoTimes = true
        open = { fromMs: cues * 1000, toMs: cues * 1000, text: '' }
      }
    } else if (open && open.text.length + line.length > LONGEST_LINE) damagedLine(number)
    else if (open) open.text += ` ${line}`
    else if (line !== '') damagedLine(number)
  }, damagedLine)

  return {
    take: stream.take,
    finish() {
      stream.end()
      close()
      const under = proof === true ? guesses.latFirst : guesses.lonFirst
      const hasDates = dated > 0
      const track = (hasDates ? under.dated : under.undated).done()
      counts.bad += under.bad + (hasDates ? under.undated.counts.points : 0)
      const said = [
        ...(hasDates
          ? [logNote('info', 'assumed_zone', { zone: ASSUMED_ZONE })]
          : cues > 0
            ? [logNote('warning', 'no_date')]
            : []),
        ...(isGuessed && proof === null ? [logNote('warning', 'order_guessed')] : []),
        ...(dialects === (DIALECTS.bracket | DIALECTS.gps) ? [logNote('info', 'dialects_mixed')] : []),
        ...notes(),
      ]
      const spanS = (from: number | null, to: number | null) =>
        from === null || to === null ? null : (to - from) / 1000
      return logOf('srt', track, {
        startMs: firstUtc,
        endMs: firstUtc === null ? null : Math.max(firstUtc, lastUtc ?? firstUtc),
        durationS: hasNoTimes ? spanS(firstUtc, lastUtc) : spanS(firstMs, lastMs),
        device: null,
        cues: cuesKept.done(proof === true),
        notes: said,
      })
    },
  }
}

function heightIn(text: string): number | null {
  for (const pattern of HEIGHTS) {
    const match = pattern.exec(text)
    if (match) return heightMOf(Number(match[1]))
  }
  return null
}

function placeIn(text: string): Place | null {
  const lat = LATITUDE.exec(text)
  const lon = lat && LONGITUDE.exec(text)
  if (lat && lon) return { first: Number(lat[1]), second: Number(lon[1]), isLatFirst: true, isBracket: true }
  const gps = GPS.exec(text)
  if (!gps) return null
  const [first, second] = [Number(gps[1]), Number(gps[2])]
  const proved = Math.abs(first) > 90 ? false : Math.abs(second) > 90 ? true : gps[4] ? true : null
  return { first, second, isLatFirst: proved, isBracket: false }
}

/** The milliseconds that the digits behind a second's point are. */
const fractionMs = (digits: string): number =>
  digits.length === 3 ? Number(digits) : Number(digits) * (digits.length === 2 ? 10 : 100)

const clockMs = (h = '0', m = '0', s = '0', f = '000'): number =>
  (Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000 + fractionMs(f)

/** The wall clock of a cue as it stands and as if it were UTC, ms; null where there is none, or none that can be. */
function dateOf(text: string): { raw: string; localMs: number } | null {
  const match = DATE.exec(text)
  if (!match) return null
  const [raw, y, mo, d, h, mi, s, fraction = '000'] = match
  const [month, day, hour] = [Number(mo), Number(d), Number(h)]
  const isSound = Number(y) >= 2000 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24
  if (!isSound) return null
  const localMs = Date.UTC(Number(y), month - 1, day, hour, Number(mi), Number(s), fractionMs(fraction))
  return { raw, localMs }
}
