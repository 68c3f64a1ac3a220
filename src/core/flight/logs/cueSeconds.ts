import { fixOf } from '../../geo/measured.ts'
import type { LatLon } from '../../geo/position.ts'
import { finiteIn } from '../../units/finite.ts'

/** What the subtitles of a clip say of one of its seconds; null where they do not. Heights over take-off, angles in degrees. */
export type CueSecond = {
  readonly s: number
  readonly at: LatLon | null
  readonly heightM: number | null
  readonly headingDeg: number | null
  readonly pitchDeg: number | null
  /** The lens as a 35 mm equivalent, mm, and how many times it was enlarged digitally. */
  readonly focalMm: number | null
  readonly zoom: number | null
}
/** The seconds of a clip by its subtitles, and when it began: the first date as it stands, and UTC by China's zone. */
export type Cues = {
  readonly raw: string | null
  readonly startMs: number | null
  readonly seconds: readonly CueSecond[]
}

/** A cue's numbers for a place as they stand: which is the latitude may be known only at the end. */
export type CuePlace = { first: number; second: number; isLatFirst: boolean | null }

/** Seconds of a clip that are kept: four hours. */
const MOST_SECONDS = 14_400
const NUMBER = String.raw`([+-]?\d+(?:\.\d+)?)`
const named = (name: string): RegExp => new RegExp(String.raw`\b${name}\s*:\s*${NUMBER}`, 'i')
const [YAW, PITCH] = [named('gb_yaw'), named('gb_pitch')]
/** Pitch, roll and yaw of the gimbal. Beside it stands `F.PRY`, the aircraft's: where a camera looked it does not tell. */
const GIMBAL = new RegExp(String.raw`\bG\.PRY\s*\(\s*${NUMBER}\D*?,\s*${NUMBER}\D*?,\s*${NUMBER}`, 'i')
const [FOCAL, ZOOM] = [named('focal_len'), named('dzoom_ratio')]
/** Without a decimal point a length from here on is in tenths, and a ratio in ten-thousandths. */
const TENTHS_FROM = 100
const TEN_THOUSANDTHS_FROM = 1000
/** Lenses that there are, mm of 35 mm film. */
const [SHORTEST_MM, LONGEST_MM] = [8, 2000]

/** Keeps the first cue of each second; `done` is told which number of a place is the latitude where no cue says so. */
export function cueKeeper() {
  const kept: (Omit<CueSecond, 'at'> & { place: CuePlace | null })[] = []
  let raw: string | null = null
  let startMs: number | null = null
  return {
    add(cue: {
      fromMs: number
      text: string
      place: CuePlace | null
      heightM: number | null
      date: { raw: string; utcMs: number } | null
    }): void {
      const { fromMs, text, place, heightM, date } = cue
      if (startMs === null && date) [raw, startMs] = [date.raw, date.utcMs - fromMs]
      const s = Math.floor(fromMs / 1000)
      const last = kept.at(-1)
      if (!(s < MOST_SECONDS) || s < (last?.s ?? -1)) return
      const isPlace = place !== null && !(place.first === 0 && place.second === 0)
      // A second whose first cue had no fix yet takes that of its next.
      if (s === last?.s && (last.place !== null || !isPlace)) return
      if (s === last?.s) kept.pop()
      kept.push({ s, place: isPlace ? place : null, heightM, ...attitude(text), ...lens(text) })
    },
    done(isLatFirst: boolean): Cues {
      const seconds = kept.map(({ place, ...second }): CueSecond => {
        const [lat, lon] =
          (place?.isLatFirst ?? isLatFirst) ? [place?.first, place?.second] : [place?.second, place?.first]
        return { ...second, at: fixOf(lat, lon) }
      })
      return { raw, startMs, seconds }
    },
  }
}

const numberIn = (text: string, pattern: RegExp): number | null => {
  const match = pattern.exec(text)
  return match ? finiteIn(Number(match[1]), -1e6, 1e6) : null
}

function attitude(text: string): Pick<CueSecond, 'headingDeg' | 'pitchDeg'> {
  const gimbal = GIMBAL.exec(text)
  // No gimbal looks beyond these: then the numbers are something else.
  const pitchDeg = finiteIn(gimbal ? Number(gimbal[1]) : numberIn(text, PITCH), -140, 90)
  const yawDeg = finiteIn(gimbal ? Number(gimbal[3]) : numberIn(text, YAW), -360, 360)
  return pitchDeg === null || yawDeg === null
    ? { headingDeg: null, pitchDeg: null }
    : { headingDeg: (yawDeg + 360) % 360, pitchDeg }
}

function lens(text: string): Pick<CueSecond, 'focalMm' | 'zoom'> {
  const focal = FOCAL.exec(text)?.[1]
  const ratio = ZOOM.exec(text)?.[1]
  const focalMm = focal === undefined ? null : scaled(focal, TENTHS_FROM, 10)
  const zoom = ratio === undefined ? null : scaled(ratio, TEN_THOUSANDTHS_FROM, 10_000)
  return {
    focalMm: finiteIn(focalMm, SHORTEST_MM, LONGEST_MM),
    zoom: finiteIn(zoom, 1, 1000),
  }
}

/** Firmwares write 24.00, or 240 for the same; 1.00, or 10000. */
function scaled(text: string, from: number, parts: number): number {
  const value = Number(text)
  return !text.includes('.') && value >= from ? value / parts : value
}
