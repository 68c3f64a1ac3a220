import { momentMsOf } from '../../geo/measured.ts'
import type { Cues, CueSecond } from '../../flight/logs/cueSeconds.ts'
import type { Footage, Lens, TakenAt } from '../footage.ts'
import { USUAL_ZONE } from '../zone.ts'

/** DJI's subtitles, a log that belongs to one clip. */
export const SUBTITLES = 'application/x-subrip'

const stem = (name: string): string => name.replace(/\.[^.]+$/, '').toLowerCase()

/** The clip that subtitles belong to: the one of their name, which is no small copy. */
export const clipOfSubtitles = (
  { fileName }: Pick<Footage, 'fileName'>,
  clips: readonly Footage[],
): Footage | null =>
  clips.find(
    (clip) =>
      clip.kind === 'clip' &&
      !clip.previewOf &&
      !/\.lrf$/i.test(clip.fileName) &&
      stem(clip.fileName) === stem(fileName),
  ) ?? null

/** Times that the subtitles' local clock beats; a receiver's, a log's, and what somebody set are better than it. */
const WEAKER: readonly TakenAt['source'][] = ['container', 'file']
/** A 4:3 picture is as wide as so many millimetres of 35 mm film; a video takes the sensor's whole width. */
const FILM_WIDTH_MM = Math.hypot(36, 24) * 0.8
const USUAL_SHAPE = 9 / 16

/**
 * A clip with what its subtitles say of it: where it was and looked in each second, its lens, and when it began. What the
 * clip knows better of itself (its own timed metadata), and what somebody set by hand, stays.
 */
export function withSubtitles(clip: Footage, cues: Cues): Footage {
  const seconds = clip.seconds?.length ? null : secondsOf(cues.seconds)
  const first = seconds?.[0]
  const isFree = clip.placement === null || clip.placement.by !== 'hand'
  return {
    ...clip,
    takenAt: startOf(clip.takenAt, cues),
    ...(first && isFree
      ? {
          placement: {
            at: { lat: first[1], lon: first[2] },
            heightM: first[3],
            headingDeg: first[4],
            pitchDeg: first[5],
            by: 'own',
            reason: '',
          },
        }
      : {}),
    ...(first && seconds ? { seconds } : {}),
    ...(clip.lens || clip.lenses ? {} : lensesOf(clip, cues.seconds)),
  }
}

function startOf(own: TakenAt | null, { raw, startMs }: Cues): TakenAt | null {
  const utcMs = momentMsOf(startMs)
  if (raw === null || utcMs === null) return own
  if (own && (!WEAKER.includes(own.source) || own.aheadS !== undefined)) return own
  return { raw: raw.slice(0, 100), source: 'subtitles', assumedZone: USUAL_ZONE, utcMs }
}

const secondsOf = (seconds: readonly CueSecond[]): NonNullable<Footage['seconds']> =>
  seconds.flatMap(({ s, at, heightM, headingDeg, pitchDeg }) =>
    at
      ? [
          [s, at.lat, at.lon, heightM, headingDeg, pitchDeg] as [
            number,
            number,
            number,
            number | null,
            number | null,
            number | null,
          ],
        ]
      : [],
  )

/** The lens at the beginning, and from which second on it was another; the shape is the clip's, else that of most video. */
export function lensesOf(
  clip: Pick<Footage, 'widthPx' | 'heightPx' | 'zoom'>,
  seconds: readonly CueSecond[],
): Partial<Pick<Footage, 'lens' | 'lenses' | 'zoom'>> {
  const shape = clip.widthPx && clip.heightPx ? clip.heightPx / clip.widthPx : USUAL_SHAPE
  const lensOf = ({ focalMm, zoom }: CueSecond): Lens | null => {
    if (focalMm === null) return null
    const half = FILM_WIDTH_MM / (2 * focalMm * (zoom ?? 1))
    const degrees = (tangent: number): number => (2 * Math.atan(tangent) * 180) / Math.PI
    return { hfovDeg: degrees(half), vfovDeg: degrees(half * shape) }
  }
  const said = seconds.filter(({ focalMm }) => focalMm !== null)
  const [first] = said
  const lens = first ? lensOf(first) : null
  if (!first || !lens) return {}
  const lenses: NonNullable<Footage['lenses']> = []
  let before = lens
  for (const second of said) {
    const now = lensOf(second)
    if (!now || now.hfovDeg === before.hfovDeg) continue
    lenses.push([second.s, now.hfovDeg, now.vfovDeg])
    before = now
  }
  return {
    lens,
    ...(lenses.length > 0 ? { lenses } : {}),
    ...((first.zoom ?? 1) > 1 && !clip.zoom ? { zoom: first.zoom as number } : {}),
  }
}
