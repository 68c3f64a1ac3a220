import { heightMOf, isFix } from '../../geo/measured.ts'
import { csvFields } from '../../units/csvFields.ts'
import { finiteIn } from '../../units/finite.ts'
import { linesOfPieces } from '../../units/lines.ts'
import { counter, type LogKind, type LogReader, logNote, logOf, trackKeeper } from './log.ts'
import { edgeKeeper, shotKeeper } from './shots.ts'

/**
 * Flight logs as tables: AirData's and Litchi's CSV, in either set of units, by the names of their columns (some begin
 * with a space). Their UTC has whole seconds while rows come ten a second: the millisecond column gives the time, the
 * UTC column only where it begins.
 */
const FEET = 0.3048
/** No table is longer: ten years, ms. */
const MOST_MS = 10 * 366 * 86_400_000
/** What a decoder puts for bytes that are no text. */
const UNREADABLE = '\uFFFD'

export function csvLogReader(kind: Extract<LogKind, 'airdata' | 'litchi'>): LogReader {
  // Times are the table's own until its beginning is known.
  const track = trackKeeper()
  const { counts, notes, damagedLine } = counter()
  const shots = shotKeeper()
  const [photos, videos] = [edgeKeeper(), edgeKeeper()]
  let columns: readonly string[] | null = null
  let startMs = Number.NEGATIVE_INFINITY
  let [firstMs, lastMs]: [number | null, number | null] = [null, null]
  const column = (...stems: string[]): number =>
    (columns ?? []).findIndex((name) => stems.some((stem) => name === stem || name.startsWith(`${stem}(`)))
  let at = { ms: -1, utc: -1, lat: -1, lon: -1, height: -1, photo: -1, video: -1 }
  let heightUnitM = 1

  const stream = linesOfPieces((line, lineNumber) => {
    if (columns === null) {
      columns = csvFields(line.replace(/^\uFEFF/, '')).map((name) => name.trim().toLowerCase())
      at = {
        ms: column('time(millisecond)', 'time'),
        utc: column('datetime(utc)', 'datetime'),
        lat: column('latitude'),
        lon: column('longitude'),
        height: column('height_above_takeoff', 'altitude'),
        photo: column('isphoto', 'istakingphoto'),
        video: column('isvideo', 'istakingvideo'),
      }
      heightUnitM = /\((ft|feet)\)/.test(columns[at.height] ?? '') ? FEET : 1
      return
    }
    if (line.trim() === '') return
    const fields = csvFields(line)
    const number = (index: number): number => {
      const text = fields[index]?.trim() ?? ''
      return text === '' ? Number.NaN : Number(text)
    }
    const ms = finiteIn(number(at.ms), 0, MOST_MS)
    const utc = Date.parse(`${(fields[at.utc] ?? '').trim().replace(' ', 'T')}Z`)
    // More fields than columns: commas for decimal points, and every column behind is another's.
    const isShifted = fields.slice(columns.length).some((field) => field.trim() !== '')
    if (ms === null || isShifted || line.includes(UNREADABLE)) {
      damagedLine(lineNumber)
      return
    }
    firstMs ??= ms
    lastMs = Math.max(lastMs ?? ms, ms)
    // A second that is cut off is at most a second too early: the latest of all beginnings is the true one.
    if (utc - ms > startMs) startMs = utc - ms
    const [lat, lon] = [number(at.lat), number(at.lon)]
    videos.see(isOn(fields[at.video]), ms)
    if (photos.see(isOn(fields[at.photo]), ms)) shots.add(ms, lat, lon)
    if (lat === 0 && lon === 0) counts.zero += 1
    else if (!isFix(lat, lon)) counts.bad += 1
    else {
      track.add(ms, lat, lon, heightMOf(number(at.height) * heightUnitM))
    }
  }, damagedLine)

  return {
    take: stream.take,
    finish() {
      stream.end()
      const isKnown = Number.isFinite(startMs)
      const own = track.done(isKnown ? startMs : 0)
      return logOf(kind, isKnown ? own : { ...own, points: [] }, {
        startMs: isKnown && firstMs !== null ? Math.round(startMs + firstMs) : null,
        endMs: isKnown && lastMs !== null ? Math.round(startMs + lastMs) : null,
        durationS: firstMs === null || lastMs === null ? null : (lastMs - firstMs) / 1000,
        clockOffsetS: isKnown ? 0 : null,
        shots: isKnown ? shots.done(startMs) : [],
        takes: isKnown ? videos.done(startMs) : [],
        notes: [...(isKnown ? [] : [logNote('warning', 'no_date')]), ...notes()],
      })
    },
  }
}

const isOn = (text: string | undefined): boolean => /^\s*(1|true)\s*$/i.test(text ?? '')
