import path from 'node:path'
import { badInput } from '../contract/badInput.ts'
import { areaPattern, planArea } from '../services/mission/planArea.ts'
import { besideOf } from '../services/reading/areas.ts'
import { sortiesOf } from '../services/mission/mendFile.ts'
import {
  Authorisation,
  checkOf,
  type MissionFile,
  type Note,
  type Verdict,
  withTerrain,
} from '../services/mission/standalone.ts'
import { datumOf } from './datum.ts'
import { exitOf, numberOf, optionsOf, print, printJson, readFile, refuse, tell, tellNotes } from './io.ts'
import { errorsOf, tellErrors, writeMission, writeSorties } from './sortieFiles.ts'
import { say } from './words.ts'

const text = { type: 'string' } as const

/** `sortie plan`: a mission file over the areas of a file. */
export async function planCommand(args: string[]): Promise<void> {
  const { values } = optionsOf(
    'plan',
    args,
    {
      area: text,
      pattern: text,
      spacing: text,
      camera: text,
      overlap: text,
      sidelap: text,
      height: text,
      speed: text,
      angle: text,
      standoff: text,
      radius: text,
      exclude: text,
      fence: text,
      home: text,
      'home-amsl': text,
      rally: text,
      split: { type: 'boolean' },
      vehicle: text,
      terrain: text,
      'ground-min': text,
      'ground-max': text,
      authorisation: text,
      datum: text,
      swap: { type: 'boolean' },
      out: text,
      json: { type: 'boolean' },
    },
    false,
  )
  const needed = (option: 'area' | 'pattern' | 'out'): string => {
    const value = values[option]
    if (!value) throw refuse('missing_option', { command: 'plan', option: `--${option}` })
    return value
  }
  const area = needed('area')
  const wanted = needed('pattern')
  const out = needed('out')
  const pattern = areaPattern(wanted)
  if (!pattern.ok) throw exitOf(pattern)
  const numbered = (
    option: 'overlap' | 'sidelap' | 'height' | 'speed' | 'standoff',
    low: number,
    high: number,
  ) => (values[option] === undefined ? null : numberOf(`--${option}`, values[option], low, high, 0))
  const share = (percent: number | null) => (percent === null ? null : percent / 100)
  const file = (name: string) => ({
    bytes: readFile(name),
    name: path.basename(name),
    beside: besideOf(name),
  })
  const planned = planArea({
    area: file(area),
    pattern: pattern.value,
    spacingM: values.spacing === undefined ? null : numberOf('--spacing', values.spacing, 0.5, 1000, 30),
    cameraId: values.camera ?? null,
    overlap: share(numbered('overlap', 0, 95)),
    sidelap: share(numbered('sidelap', 0, 95)),
    heightM: numbered('height', 1, 1000),
    speedMS: numbered('speed', 0.1, 50),
    angleDeg:
      values.angle === undefined || values.angle === 'auto'
        ? 'auto'
        : numberOf('--angle', values.angle, -360, 360, 0),
    standoffM: numbered('standoff', 0, 1000),
    radiusM: values.radius === undefined ? null : numberOf('--radius', values.radius, 2, 2000, 40),
    exclusions: values.exclude === undefined ? null : file(values.exclude),
    fence: values.fence === undefined ? null : file(values.fence),
    rally: values.rally === undefined ? null : file(values.rally),
    home: values.home === undefined ? null : homeOf(values.home),
    homeAmslM:
      values['home-amsl'] === undefined ? null : numberOf('--home-amsl', values['home-amsl'], -500, 9000, 0),
    vehicleId: values.vehicle ?? null,
    ground: groundOf(values['ground-min'], values['ground-max']),
    authorisation: values.authorisation === undefined ? null : authorisationOf(values.authorisation),
    datum: datumOf(values.datum),
    isSwapped: values.swap === true,
    nowMs: Date.now(),
  })
  if (!planned.ok) throw exitOf(planned)
  const over =
    values.terrain === undefined ? planned : await withTerrain(planned.value.file, file(values.terrain), true)
  if (!over.ok) throw exitOf(over)
  const mission = over.value.file
  const corners = cornersOf(mission)
  if (corners > MANY_CORNERS) tell(say('planning', { corners }))
  const nowMs = Date.now()
  const { revision, route, verdict } = checkOf(mission, nowMs)
  tellNotes([...planned.value.notes, ...(over === planned ? [] : over.value.notes)])
  if (route.items.length === 0) throw nothingPlanned(area, route.notes)
  tellNotes(route.notes)
  const sorties = values.split === true ? sortiesIn(mission, nowMs) : []
  writeMission(out, mission)
  const parts = writeSorties(
    out,
    (sorties ?? []).map((sortie) => sortie.file),
  )
  const left = (of: Verdict) => ({ ok: of.ok, errors: errorsOf(of) })
  if (values.json)
    printJson({
      revision,
      out,
      ...left(verdict),
      ...(values.split === true
        ? {
            parts: (sorties ?? []).map((sortie, i) => ({
              out: parts[i],
              revision: sortie.revision,
              ...left(sortie.verdict),
            })),
          }
        : {}),
      figures: route.figures,
      notes: route.notes,
    })
  else for (const name of [out, ...parts]) print(say('wrote', { file: name }))
  if (parts.length === 0) tellErrors(verdict, out)
  for (const [i, sortie] of (sorties ?? []).entries()) tellErrors(sortie.verdict, parts[i] ?? '')
  if (sorties === null) throw exitOf({ ok: false, code: 'cannot_split', params: { file: out } })
}

/** What the mission comes to by batteries; progress is told, for each part is planned and judged anew. */
function sortiesIn(mission: MissionFile, nowMs: number) {
  tell(say('splitting'))
  return sortiesOf(mission, nowMs)
}

/** More corners than this take a moment, which is told. */
const MANY_CORNERS = 400

const cornersOf = ({ mission }: MissionFile): number =>
  mission.patterns.reduce((sum, pattern) => {
    switch (pattern.kind) {
      case 'survey':
        return sum + [pattern.area, ...pattern.holes].reduce((all, ring) => all + ring.length, 0)
      case 'perimeter':
        return sum + pattern.boundary.length
      case 'corridor':
        return sum + pattern.path.length
      default:
        return sum
    }
  }, 0)

/** Nothing is written where nothing can be flown: what says why is the last that planning had to say. */
function nothingPlanned(area: string, notes: readonly Note[]): Error {
  const why = notes.at(-1)
  tellNotes(notes.slice(0, -1))
  return exitOf({
    ok: false,
    code: 'nothing_planned',
    params: { ...why?.params, file: area, problem: why?.code ?? 'empty_pattern' },
  })
}

/** `LAT,LON` as the option `--home` takes it. */
export function homeOf(value: string): { lat: number; lon: number } {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(value)
  const lat = Number(match?.[1] ?? Number.NaN)
  const lon = Number(match?.[2] ?? Number.NaN)
  if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90)
    throw refuse('swapped_home', { value })
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180))
    throw refuse('bad_value', { option: '--home', value, wanted: 'LAT,LON' })
  return { lat, lon }
}

function groundOf(
  low: string | undefined,
  high: string | undefined,
): { lowestM: number; highestM: number } | null {
  if (low === undefined && high === undefined) return null
  if (low === undefined || high === undefined)
    throw refuse('missing_option', {
      command: 'plan',
      option: low === undefined ? '--ground-min' : '--ground-max',
    })
  const lowestM = numberOf('--ground-min', low, -500, 9000, 0)
  const highestM = numberOf('--ground-max', high, -500, 9000, 0)
  if (lowestM > highestM)
    throw refuse('bad_value', { option: '--ground-max', value: high, wanted: `>= --ground-min ${low}` })
  return { lowestM, highestM }
}

/**
 * `{ number, authority, from, to, maxTrueHeightM, area?, djiUnlock? }` with ISO times; the area as GeoJSON polygon or
 * feature; `djiUnlock` is "not-needed" or `{ aircraftSerial, from, to }`.
 */
function authorisationOf(name: string): Authorisation {
  const bad = (problem: string, at = '', more: Readonly<Record<string, string | number>> = {}) =>
    refuse('unreadable_file', { ...more, file: name, problem, at })
  let json: Record<string, unknown>
  try {
    json = JSON.parse(new TextDecoder().decode(readFile(name))) as Record<string, unknown>
  } catch (error) {
    if (error instanceof SyntaxError) throw bad('no_json')
    throw error
  }
  if (typeof json !== 'object' || json === null) throw bad('no_authorisation')
  const time = (member: 'from' | 'to', of = json, within = ''): number => {
    const value = of[member]
    const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN
    if (!Number.isFinite(ms)) throw bad('no_time', `${within}${member}`)
    return ms
  }
  const unlock = json['djiUnlock']
  const isCertificate = typeof unlock === 'object' && unlock !== null
  const certificate = isCertificate ? (unlock as Record<string, unknown>) : {}
  const djiUnlock = isCertificate
    ? {
        kind: 'certificate',
        aircraftSerial: certificate['aircraftSerial'],
        fromMs: time('from', certificate, 'djiUnlock.'),
        toMs: time('to', certificate, 'djiUnlock.'),
      }
    : unlock === 'not-needed'
      ? { kind: 'notNeeded' }
      : (unlock ?? undefined)
  const given = {
    number: json['number'],
    authority: json['authority'],
    fromMs: time('from'),
    toMs: time('to'),
    maxTrueHeightM: json['maxTrueHeightM'],
    area: json['area'] === undefined || json['area'] === null ? null : ringOf(json['area'], bad),
    djiUnlock,
  }
  const parsed = Authorisation.safeParse(given)
  if (parsed.success) return parsed.data
  const { path, problem, ...more } = badInput(parsed.error, given)
  throw bad(problem, path, more)
}

function ringOf(
  value: unknown,
  bad: (problem: string, at?: string, more?: Readonly<Record<string, number>>) => Error,
): { lat: number; lon: number }[] {
  const feature = value as { type?: string; geometry?: unknown; features?: unknown[]; coordinates?: unknown }
  if (feature?.type === 'FeatureCollection') {
    const features = feature.features ?? []
    if (features.length !== 1) throw bad('one_area', 'area', { found: features.length })
    return ringOf(features[0], bad)
  }
  if (feature?.type === 'Feature') return ringOf(feature.geometry, bad)
  const rings = feature?.type === 'Polygon' && Array.isArray(feature.coordinates) ? feature.coordinates : []
  if (rings.length > 1) throw bad('area_holes', 'area')
  const ring: unknown = rings[0]
  if (!Array.isArray(ring) || ring.length < 4) throw bad('no_polygon', 'area')
  return ring.slice(0, -1).map((corner: unknown) => {
    const [lon, lat] = Array.isArray(corner) ? (corner as number[]) : []
    if (typeof lat !== 'number' || typeof lon !== 'number' || Math.abs(lat) > 90 || Math.abs(lon) > 180)
      throw bad('no_position', 'area')
    return { lat, lon }
  })
}
