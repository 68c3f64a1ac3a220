import { datumNotes, featuresInWgs84 } from '../../core/formats/inDatum.ts'
import type { Beside } from '../../core/formats/codecs.ts'
import { type Drawn, drawnOf } from '../../core/formats/drawn.ts'
import { readAreas } from '../../core/formats/readAreas.ts'
import type { Kind } from '../../core/formats/tally.ts'
import type { MapDatum } from '../../core/geo/mapDatum.ts'
import type { MissionFile } from '../../core/mission/missionFile.ts'
import { CAMERAS } from '../../core/mission/cameras.ts'
import { VEHICLES } from '../../core/mission/vehicles.ts'
import {
  AREA_DEFAULTS,
  AREA_PATTERNS,
  type AreaOptions,
  type AreaPattern,
  missionOver,
} from '../../core/pattern/overArea.ts'
import type { Note } from '../../core/units/note.ts'
import { unreadable } from '../../core/units/problem.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { newId } from '../host/newId.ts'

/** The pattern of a name; null where there is none, `known` says which there are. */
export const areaPattern = (name: string): Result<AreaPattern> => {
  const pattern = AREA_PATTERNS.find((one) => one === name)
  return pattern
    ? ok(pattern)
    : fail('bad_value', { option: '--pattern', value: name, wanted: AREA_PATTERNS.join(' | ') })
}

type File = { bytes: Uint8Array; name: string; beside: Beside }

/** Files and options of `sortie plan`; null: not given. Ranges are those of the command line (`planCommand.ts`). */
export type PlanRequest = Omit<
  AreaOptions,
  'camera' | 'vehicle' | 'overlap' | 'sidelap' | 'heightM' | 'speedMS' | 'standoffM'
> & {
  area: File
  cameraId: string | null
  overlap: number | null
  sidelap: number | null
  heightM: number | null
  speedMS: number | null
  standoffM: number | null
  exclusions: File | null
  fence: File | null
  rally: File | null
  vehicleId: string | null
  /** What the coordinates of all the files are measured in. */
  datum: MapDatum
  /** All of them have their latitudes where longitudes belong. */
  isSwapped: boolean
  nowMs: number
}

type Planned = { file: MissionFile; notes: Note[] }
type Reading = Pick<PlanRequest, 'datum' | 'isSwapped'>
type Shapes = Drawn & { readonly label: string }

/** What is made of the shapes of a file; what is left of it is told. */
const USES: Readonly<Record<AreaPattern | 'exclude' | 'fence' | 'rally', readonly Kind[]>> = {
  survey: ['area', 'hole'],
  perimeter: ['area'],
  corridor: ['line', 'area'],
  orbit: ['point', 'area'],
  exclude: ['area'],
  fence: ['area', 'hole'],
  rally: ['point'],
}

const NEED_AREAS: readonly (keyof typeof USES)[] = ['survey', 'perimeter', 'exclude', 'fence']

/** What a file holds, or a failure that says what is wrong with it: nothing that cannot be read is left out. */
function drawnIn(file: File, use: keyof typeof USES, { datum, isSwapped }: Reading): Result<Shapes> {
  const read = readAreas(file.bytes, file.name, file.beside, isSwapped)
  const value = read.value && featuresInWgs84(read.value, datum)
  const error = read.notes.find((note) => note.severity === 'error')
  if (error?.code === 'swapped_coordinates' && !isSwapped)
    return fail('swapped_file', { file: file.name, at: error.at ?? '' })
  if (!value || error) return unreadable(file.name, error ? [error] : [], 'no_features')
  const drawn = drawnOf(value, USES[use])
  if (NEED_AREAS.includes(use) && drawn.areas.length === 0)
    return fail('unreadable_file', { file: file.name, problem: 'no_polygon', at: '' })
  const notes = [...read.notes, ...datumNotes(datum), ...drawn.notes]
  return ok({
    ...drawn,
    label: value.find(({ label }) => label)?.label ?? '',
    notes: notes.map((one) => ({ ...one, at: one.at ? `${file.name}: ${one.at}` : file.name })),
  })
}

/** A mission over what a file holds, with the defaults of the command line. */
export function planArea(request: PlanRequest): Result<Planned> {
  const { pattern } = request
  const area = drawnIn(request.area, pattern, request)
  if (!area.ok) return area
  const excluded = request.exclusions ? drawnIn(request.exclusions, 'exclude', request) : null
  if (excluded && !excluded.ok) return excluded
  const fenced = request.fence ? drawnIn(request.fence, 'fence', request) : null
  if (fenced && !fenced.ok) return fenced
  const rally = request.rally ? drawnIn(request.rally, 'rally', request) : null
  if (rally && !rally.ok) return rally
  if (rally?.value.points.length === 0)
    return fail('unreadable_file', { file: request.rally?.name ?? '', problem: 'no_points', at: '' })
  const vehicle = request.vehicleId ? VEHICLES.find(({ id }) => id === request.vehicleId) : VEHICLES[0]
  if (!vehicle)
    return fail('unknown_vehicle', {
      id: request.vehicleId ?? '',
      known: VEHICLES.map(({ id }) => id).join(', '),
    })
  const camera = request.cameraId ? CAMERAS.find(({ id }) => id === request.cameraId) : null
  if (camera === undefined)
    return fail('unknown_camera', {
      id: request.cameraId ?? '',
      known: CAMERAS.map(({ id }) => id).join(', '),
    })

  const name = area.value.label || request.area.name.replace(/\.[^.]+$/, '')
  const planned = missionOver(
    {
      over: area.value,
      exclusions: excluded?.value.areas.map(({ outer }) => outer) ?? [],
      fence: fenced?.value.areas ?? null,
      rally: rally?.value.points ?? [],
    },
    {
      ...request,
      camera,
      vehicle,
      overlap: request.overlap ?? AREA_DEFAULTS.overlap,
      sidelap: request.sidelap ?? AREA_DEFAULTS.sidelap,
      heightM: request.heightM ?? AREA_DEFAULTS.heightM,
      speedMS: request.speedMS ?? AREA_DEFAULTS.speedMS,
      standoffM: request.standoffM ?? AREA_DEFAULTS.standoffM,
    },
    name,
    { mission: newId(request.nowMs), site: newId(request.nowMs), enterprise: newId(request.nowMs) },
  )
  if (!planned) return fail('unreadable_file', { file: request.area.name, problem: 'no_features', at: '' })
  if (!planned.ok) return fail(planned.code, { ...planned.params, file: request.area.name })
  return ok({
    file: planned.value,
    notes: [area, excluded, fenced, rally].flatMap((read) => read?.value.notes ?? []),
  })
}
