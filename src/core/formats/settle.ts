import { frameAt } from '../geo/frame.ts'
import type { MapDatum } from '../geo/mapDatum.ts'
import type { LatLon } from '../geo/position.ts'
import { type Home, Mission } from '../mission/mission.ts'
import { MAV_CMD, MAV_FRAME, PLACED_COMMANDS } from '../route/mav.ts'
import type { Item } from '../route/route.ts'
import { type Note, note, type Read } from '../units/note.ts'
import { finiteIn } from '../units/finite.ts'
import { quantiseM, quantisePlace } from '../units/quantise.ts'
import { fit } from '../units/fit.ts'
import { fail, ok, type Result } from '../units/result.ts'
import {
  homeFrom,
  type ImportedMission,
  isSomewhere,
  missionFrom,
  saidOf,
  startOf,
} from './importedMission.ts'
import type { Reading } from './codecs.ts'
import { datumNotes, importedInWgs84 } from './inDatum.ts'
import type { WpmlTemplate } from './wpmlTemplate.ts'

/** What a person says of a file that leaves it open, or who brings it in knows; heights in metres over the sea. */
type Settling = {
  readonly home: LatLon | null
  readonly homeAmslM: number | null
  /** One height over take-off for all points, whatever the file says. */
  readonly heightM: number | null
  /** Home of the sites that the mission is for: stands for one that the file does not name. */
  readonly siteHome: Home | null
  /** Ground over the sea at a place, of an elevation model; null where it knows none. */
  readonly groundM: (at: LatLon) => number | null
  /** What could be read is enough. */
  readonly isPartial: boolean
  /** A template's areas are planned anew: their heights count. */
  readonly isFromTemplate: boolean
}

/** Home and first place farther apart than this are told, m; a site's home is none for a mission farther off. */
const FAR_M = 5000
/** What a reader leaves to a person, before anything is made of the file. */
const OPEN: readonly string[] = ['several_routes', 'take_unknown', 'heights_mixed']
const OVER_SEA: readonly number[] = [MAV_FRAME.GLOBAL, MAV_FRAME.GLOBAL_INT]

/** How a file is read, and what is said of what it leaves open; all but the coordinates' system may be left out. */
export type ImportWish = Reading & {
  readonly datum: MapDatum
  readonly isFromTemplate?: boolean | undefined
  readonly home?: LatLon | undefined
  readonly homeAmslM?: number | undefined
  readonly isPartial?: boolean | undefined
}

/**
 * The mission of a file, with the defaults of `base` where it says nothing; `siteHome` is that of the sites it is for,
 * `groundM` an elevation model. Failures are those of `settle`.
 */
export function missionOfFile(
  read: Read<ImportedMission>,
  fileName: string,
  wish: ImportWish,
  base: Mission,
  { siteHome = null, groundM = () => null }: Partial<Pick<Settling, 'siteHome' | 'groundM'>> = {},
): Result<{ mission: Mission; notes: Note[] }> {
  const { datum, isFromTemplate = false } = wish
  const settled = settle(
    { value: read.value && importedInWgs84(read.value, datum), notes: read.notes },
    fileName,
    wish.isSwapped,
    {
      home: wish.home ?? null,
      homeAmslM: wish.homeAmslM ?? null,
      heightM: wish.heightM ?? null,
      siteHome,
      groundM,
      isPartial: wish.isPartial ?? false,
      isFromTemplate,
    },
  )
  if (!settled.ok) return settled
  const mission = {
    ...missionFrom(settled.value.imported, base, isFromTemplate),
    source: { fileName, datum },
  }
  // Whatever the file says, what comes of it is a mission as documents keep it, or a refusal that names the place.
  const fitted = fit(Mission, mission)
  if (!fitted.ok)
    return fail('does_not_fit', { aggregate: 'mission', id: base.id, name: fileName, ...fitted.misfit })
  return ok({
    mission: fitted.value,
    notes: [...saidOf(settled.value.notes, isFromTemplate), ...datumNotes(datum)],
  })
}

type Settled = { readonly imported: ImportedMission & { home: Home }; readonly notes: Note[] }

/**
 * A mission of what a reader made of a file, with nothing in it invented: where something could not be read, where the
 * file does not say where home is, or where its heights hang on a take-off height that nobody knows, the answer is a failure that
 * asks for it. Failures: `unreadable_file`, `swapped_file`, `partly_readable`, `several_routes`, `take_unknown`, `heights_mixed`,
 * `needs_home`, `needs_home_height`.
 */
function settle(
  read: Read<ImportedMission>,
  fileName: string,
  isSwapped: boolean | undefined,
  said: Settling,
): Result<Settled> {
  const errors = read.notes.filter(({ severity }) => severity === 'error')
  const [error] = errors
  const swapped = isSwapped === undefined && errors.find(({ code }) => code === 'swapped_coordinates')
  if (swapped) return fail('swapped_file', { file: fileName, at: swapped.at ?? '' })
  const open = errors.find(({ code }) => OPEN.includes(code))
  if (open) return fail(open.code, { ...open.params, file: fileName })
  const problem = {
    ...error?.params,
    file: fileName,
    problem: error?.code ?? 'unknown_format',
    at: error?.at ?? '',
  }
  if (!read.value) return fail('unreadable_file', problem)
  if (error && !said.isPartial) return fail('partly_readable', { ...problem, count: errors.length })
  const notes = [...read.notes]
  const home = homeOf(read.value, fileName, said, notes)
  if (!home.ok) return home
  const imported = { ...atOneHeight(read.value, said.heightM, notes), home: home.value }
  const placed = imported.items.filter(({ command }) => PLACED_COMMANDS.includes(command))
  const high = placed.filter(({ frame }) => OVER_SEA.includes(frame))
  if (high.length > 0 && home.value.amslM === null)
    return fail('needs_home_height', { file: fileName, count: high.length, ...range(high) })
  const isPlanned = said.isFromTemplate || imported.items.length === 0
  const template =
    isPlanned && imported.template
      ? templateOverHome(imported.template, home.value, notes)
      : imported.template
  if (template === null)
    return fail('needs_home_height', {
      file: fileName,
      count: imported.template?.patterns.length ?? 0,
      ...templateRange(imported.template),
    })
  return ok({
    imported: {
      ...imported,
      ...overHome(imported, said, notes),
      ...(template ? { template } : {}),
    },
    notes,
  })
}

/**
 * Everything that is flown to at one height over take-off, where somebody says one; a take-off and a landing keep theirs, unless
 * it hangs on what is over the sea. Readers of drawings have done so with their points: their heights need not be of one kind.
 */
function atOneHeight(imported: ImportedMission, heightM: number | null, notes: Note[]): ImportedMission {
  if (heightM === null) return imported
  const { heightsOver: _, ...rest } = imported
  if (!notes.some(({ code }) => code === 'heights_given'))
    notes.push(note('info', 'heights_given', null, { heightM }))
  return {
    ...rest,
    items: imported.items.map((item) => {
      const isOwn = item.command === MAV_CMD.NAV_TAKEOFF || item.command === MAV_CMD.NAV_LAND
      if (!PLACED_COMMANDS.includes(item.command) || (isOwn && !OVER_SEA.includes(item.frame))) return item
      const altM = item.command === MAV_CMD.NAV_LAND ? 0 : heightM
      return { ...item, frame: MAV_FRAME.GLOBAL_RELATIVE_ALT, altM }
    }),
    ...(imported.template
      ? {
          template: {
            ...imported.template,
            heightOver: 'home' as const,
            patterns: imported.template.patterns.map((pattern) =>
              'heightM' in pattern ? { ...pattern, heightM } : pattern,
            ),
          },
        }
      : {}),
  }
}

/** A template whose heights are over the sea, over home; null where nobody knows that of home, or it cannot be that. */
function templateOverHome(template: WpmlTemplate, { amslM }: Home, notes: Note[]): WpmlTemplate | null {
  if (template.heightOver !== 'sea') return template
  if (amslM === null) return null
  const patterns = template.patterns.map((pattern) =>
    'heightM' in pattern ? { ...pattern, heightM: quantiseM(pattern.heightM - amslM) } : pattern,
  )
  const turned = { ...template, patterns, heightOver: 'home' } as const
  const [before, after] = [templateRange(template), templateRange(turned)]
  if (finiteIn(after.lowestM, 1, 1000) === null || finiteIn(after.highestM, 1, 1000) === null) return null
  notes.push(
    note('info', 'heights_over_sea', null, {
      ...before,
      fromM: after.lowestM,
      toM: after.highestM,
      homeM: amslM,
    }),
  )
  return turned
}

const templateRange = (template: WpmlTemplate | undefined): { lowestM: number; highestM: number } => {
  const heights = (template?.patterns ?? []).flatMap((pattern) =>
    'heightM' in pattern ? [pattern.heightM] : [],
  )
  return { lowestM: Math.min(...heights), highestM: Math.max(...heights) }
}

/** Home: as somebody says, as the file says, where it takes off, or by a rule that is told; else it is asked for. */
function homeOf(
  imported: ImportedMission,
  fileName: string,
  { home, homeAmslM, siteHome, groundM }: Settling,
  notes: Note[],
): Result<Home> {
  const start = startOf(imported)
  const own = imported.home && homeFrom(imported.home, imported.home.amslM)
  const isNear = siteHome !== null && (start === null || apartM(siteHome, start.home) <= FAR_M)
  const found =
    (home && { ...home, amslM: null }) ??
    own ??
    (start && (start.from === 'takeoff' || imported.isDrawing || imported.template) ? start.home : null) ??
    (isNear ? siteHome : null)
  if (!found || !isSomewhere(found)) return fail('needs_home', { file: fileName })
  const told = quantisePlace(found)
  if (!home && !own) {
    const isTakeoff = found === start?.home && start.from === 'takeoff'
    const code = isTakeoff ? 'home_from_takeoff' : found === start?.home ? 'home_at_first' : 'home_of_site'
    notes.push(note(isTakeoff ? 'info' : 'warning', code, null, told))
  } else if (start && apartM(found, start.home) > FAR_M)
    notes.push(note('warning', 'home_far', null, { km: Math.round(apartM(found, start.home) / 100) / 10 }))
  const modelM = homeAmslM === null && found.amslM === null ? groundM(found) : null
  const amslM = homeAmslM ?? found.amslM ?? (modelM === null ? null : quantiseM(modelM))
  if (modelM !== null) notes.push(note('info', 'home_by_model', null, { homeM: quantiseM(modelM) }))
  return ok({ ...told, amslM })
}

/** Items of a drawing with their heights over home; what the file said and what was made of it is told. */
function overHome(
  { items, heightsOver, home }: Settled['imported'],
  { groundM }: Settling,
  notes: Note[],
): Pick<ImportedMission, 'items'> {
  if (!heightsOver) return { items }
  const { amslM } = home
  const isRaised = (item: Item) =>
    PLACED_COMMANDS.includes(item.command) && item.frame !== MAV_FRAME.GLOBAL_RELATIVE_ALT
  const grounds = heightsOver === 'ground' ? items.map((item) => (isRaised(item) ? groundM(item) : 0)) : []
  const isGroundKnown = heightsOver === 'ground' && amslM !== null && !grounds.includes(null)
  const turned = items.map((item, i): Item => {
    if (!isRaised(item)) return item
    const seaM = heightsOver === 'ground' ? (grounds[i] ?? 0) + item.altM : item.altM
    const isTurned = heightsOver !== 'ground' || isGroundKnown
    return {
      ...item,
      frame: MAV_FRAME.GLOBAL_RELATIVE_ALT,
      altM: isTurned ? quantiseM(seaM - (amslM ?? 0)) : item.altM,
    }
  })
  const [before, after] = [
    range(items.filter(isRaised)),
    range(turned.filter((_, i) => isRaised(items[i] as Item))),
  ]
  const code =
    heightsOver === 'sea'
      ? 'heights_over_sea'
      : heightsOver === 'ellipsoid'
        ? 'heights_over_ellipsoid'
        : isGroundKnown
          ? 'heights_by_model'
          : 'heights_over_ground'
  const isSure = after.lowestM > 0 && (code === 'heights_over_sea' || code === 'heights_by_model')
  notes.push(
    note(isSure ? 'info' : 'warning', code, null, {
      ...before,
      fromM: after.lowestM,
      toM: after.highestM,
      ...(amslM === null ? {} : { homeM: amslM }),
    }),
  )
  if (after.lowestM <= 0) notes.push(note('warning', 'heights_below_home', null, { lowestM: after.lowestM }))
  return { items: turned }
}

const range = (items: readonly Item[]): { lowestM: number; highestM: number } => {
  let [lowestM, highestM] = [Infinity, -Infinity]
  for (const { altM } of items) {
    lowestM = Math.min(lowestM, altM)
    highestM = Math.max(highestM, altM)
  }
  return { lowestM, highestM }
}

function apartM(a: LatLon, b: LatLon): number {
  const { x, y } = frameAt(a).toLocal(b)
  return Math.hypot(x, y)
}
