import type { Day } from '../../finding/deadlines/day.ts'
import { drawnOf } from '../../formats/drawn.ts'
import { featuresInWgs84 } from '../../formats/inDatum.ts'
import type { MapDatum } from '../../geo/mapDatum.ts'
import type { Ring } from '../../geo/position.ts'
import type { Role } from '../../people/role.ts'
import { isCreditCode } from '../../site/creditCode.ts'
import { finiteIn } from '../../units/finite.ts'
import { type Note, note } from '../../units/note.ts'
import { cellsOf } from './cells.ts'
import type { GridRow } from './grid.ts'

/** What a row says, before anybody has held it against what is here. What it leaves open is `undefined`. */
export type TakenEnterprise = {
  readonly at: string
  readonly creditCode: string
  readonly name?: string | undefined
  readonly nameEn?: string | undefined
  readonly address?: string | undefined
  readonly officer: {
    readonly name?: string | undefined
    readonly duty?: string | undefined
    readonly phone?: string | undefined
  }
  readonly remarks?: string | undefined
}
export type TakenSite = {
  readonly at: string
  readonly name: string
  readonly nameEn?: string | undefined
  /** Whose it is, by its code or its name; neither: whoever is chosen for the file. */
  readonly creditCode?: string | undefined
  readonly enterprise?: string | undefined
  /** Lowest and highest ground over the sea, metres. */
  readonly ground?: readonly [number, number] | undefined
  readonly boundary?: Ring | undefined
  readonly remarks?: string | undefined
}
export type TakenPerson = {
  readonly at: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly unit?: string | undefined
  readonly number?: string | undefined
  readonly licenceUntil?: Day | undefined
  readonly phone?: string | undefined
}

const LONGEST = {
  name: 200,
  person: 100,
  post: 100,
  phone: 40,
  address: 300,
  unit: 200,
  number: 60,
  remarks: 4000,
}

/** The credit code of a row; `isNeeded`: without one the row is refused. */
function creditCodeOf(
  cells: ReturnType<typeof cellsOf>,
  row: GridRow,
  isNeeded: boolean,
): string | undefined {
  const code = cells.code('credit_code', 100)?.toUpperCase()
  if (code === undefined) {
    // What was refused as no code is not told of again as missing.
    if (isNeeded && !row.cells.has('credit_code')) cells.missing('credit_code')
    return undefined
  }
  return isCreditCode(code)
    ? code
    : cells.refuse('take_credit_code', 'credit_code', { text: code.slice(0, 40) })
}

export function enterpriseIn(row: GridRow, notes: Note[]): TakenEnterprise | null {
  const cells = cellsOf(row, notes)
  const creditCode = creditCodeOf(cells, row, true)
  const said = {
    at: row.at,
    name: cells.text('name', LONGEST.name),
    nameEn: cells.text('name_en', LONGEST.name),
    address: cells.text('address', LONGEST.address),
    officer: {
      name: cells.text('safety_officer', LONGEST.person),
      duty: cells.text('safety_officer_post', LONGEST.post),
      phone: cells.code('safety_officer_phone', LONGEST.phone),
    },
    remarks: cells.text('remarks', LONGEST.remarks),
  }
  return creditCode === undefined ? null : { ...said, creditCode }
}

/** `datum`: what the coordinates of the file are measured in. */
export function siteIn(row: GridRow, datum: MapDatum, notes: Note[]): TakenSite | null {
  const cells = cellsOf(row, notes)
  const name = cells.text('name', LONGEST.name)
  if (name === undefined && !row.cells.has('name')) cells.missing('name')
  const [lowest, highest] = [
    cells.figure('ground_lowest_m', -500, 9000),
    cells.figure('ground_highest_m', -500, 9000),
  ]
  const isHalf = row.cells.has('ground_lowest_m') !== row.cells.has('ground_highest_m')
  if (isHalf) cells.refuse('take_ground_half', 'ground_lowest_m')
  else if (lowest !== undefined && highest !== undefined && lowest > highest)
    cells.refuse('take_ground_order', 'ground_lowest_m')
  const said = {
    at: row.at,
    nameEn: cells.text('name_en', LONGEST.name),
    creditCode: creditCodeOf(cells, row, false),
    enterprise: cells.text('enterprise', LONGEST.name),
    ground: lowest === undefined || highest === undefined ? undefined : ([lowest, highest] as const),
    boundary: row.features === null ? boundaryIn(cells, datum) : boundaryDrawn(row, datum, notes),
    remarks: cells.text('remarks', LONGEST.remarks),
  }
  return name === undefined ? null : { ...said, name }
}

/** The one area that a feature draws. */
function boundaryDrawn({ features, at }: GridRow, datum: MapDatum, notes: Note[]): Ring | undefined {
  const { areas } = drawnOf(featuresInWgs84(features ?? [], datum), ['area'])
  const [area, another] = areas
  if (another) notes.push(note('error', 'take_areas', at, { count: areas.length }))
  else if (area && area.holes.length > 0)
    notes.push(note('warning', 'take_hole', at, { count: area.holes.length }))
  return another ? undefined : area?.outer
}

/** An area as well-known text, longitude first (OGC 06-103r4): `POLYGON ((lon lat, lon lat, …))`. */
function boundaryIn(cells: ReturnType<typeof cellsOf>, datum: MapDatum): Ring | undefined {
  const text = cells.text('boundary', 1_000_000)
  if (text === undefined) return undefined
  const bad = (): undefined => cells.refuse('take_boundary', 'boundary', { text: text.slice(0, 40) })
  const inner = /^POLYGON\s*(?:Z\s*)?\(\s*\(([^()]*)\)\s*\)$/i.exec(text.trim())?.[1]
  if (inner === undefined) return bad()
  const corners = inner.split(',').map((corner): [number, number] | null => {
    const [lon, lat] = corner.trim().split(/\s+/).map(Number)
    const [east, north] = [finiteIn(lon, -180, 180), finiteIn(lat, -90, 90)]
    return east === null || north === null ? null : [east, north]
  })
  const ring = corners.filter((corner) => corner !== null)
  if (ring.length < corners.length || ring.length < 4) return bad()
  const geometry = { type: 'Polygon' as const, coordinates: [ring] }
  const { areas } = drawnOf(featuresInWgs84([{ geometry, kind: 'other', label: '' }], datum), ['area'])
  return areas[0]?.outer ?? bad()
}

/** What people write for a role. */
const ROLE_WORDS: Readonly<Record<Role, readonly string[]>> = {
  operator: ['operator', 'pilot', '操控员', '飞手', '操控员（飞手）'],
  officer: ['officer', '民警', '检查人员', '执法人员'],
  supervisor: ['supervisor', '负责人', '主管'],
  reader: ['reader', 'read-only', '只读人员', '只读'],
}
const spoken = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
const ROLES = new Map(
  (Object.entries(ROLE_WORDS) as [Role, readonly string[]][]).flatMap(([role, list]) =>
    list.map((text): [string, Role] => [spoken(text), role]),
  ),
)

export function personIn(row: GridRow, notes: Note[]): TakenPerson | null {
  const cells = cellsOf(row, notes)
  const name = cells.text('person', LONGEST.person)
  if (name === undefined && !row.cells.has('person')) cells.missing('person')
  const text = cells.text('roles', 200)
  if (text === undefined && !row.cells.has('roles')) cells.missing('roles')
  const roles = new Set<Role>()
  for (const part of (text ?? '').split(/[、，,;；/|+]/)) {
    if (part.trim() === '') continue
    const role = ROLES.get(spoken(part))
    if (role) roles.add(role)
    else
      cells.refuse('take_role', 'roles', {
        text: part.trim().slice(0, 40),
        zh: Object.values(ROLE_WORDS)
          .map((list) => list.find((one) => /\p{Script=Han}/u.test(one)) ?? '')
          .join('、'),
        en: Object.keys(ROLE_WORDS).join(', '),
      })
  }
  if (roles.has('reader') && roles.size > 1) cells.refuse('take_role_reader', 'roles')
  const said = {
    at: row.at,
    roles: [...roles],
    unit: cells.text('unit', LONGEST.unit),
    number: cells.code('number', LONGEST.number),
    licenceUntil: cells.day('licence_until'),
    phone: cells.code('phone', LONGEST.phone),
  }
  return name === undefined || roles.size === 0 ? null : { ...said, name }
}
