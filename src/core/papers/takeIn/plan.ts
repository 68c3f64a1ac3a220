import type { LatLon, Ring } from '../../geo/position.ts'
import type { Person } from '../../people/person.ts'
import type { Enterprise } from '../../site/enterprise.ts'
import type { Site } from '../../site/site.ts'
import { type Note, note } from '../../units/note.ts'
import { headOf, type TakenColumn } from './columns.ts'
import type { TakenEnterprise, TakenPerson, TakenSite } from './rows.ts'

/** What a row makes of a column: as texts, '' of nothing; roles as their codes. */
export type TakenField = { readonly column: TakenColumn; readonly before: string; readonly after: string }
/** What becomes of a row: `id` of the document that it changes, null of a new one. */
export type TakenChange<D> = {
  readonly at: string
  readonly id: string | null
  readonly name: string
  readonly what: 'new' | 'changed' | 'same'
  readonly fields: readonly TakenField[]
  readonly doc: D
}
export type Planned<D> = { readonly changes: readonly TakenChange<D>[]; readonly notes: readonly Note[] }

export type PersonDoc = Pick<Person, 'name' | 'roles' | 'unit' | 'number' | 'licenceUntil' | 'phone'>

const missing = (column: TakenColumn, at: string): Note =>
  note('error', 'take_missing', at, { zh: headOf(column, 'zh'), en: headOf(column, 'en') })

/** Tells of a row that says the same again as one before it. */
function twins(notes: Note[]) {
  const seen = new Map<string, string>()
  return (key: string, at: string): boolean => {
    const first = seen.get(key)
    if (first === undefined) seen.set(key, at)
    else notes.push(note('error', 'take_twice', at, { row: Number(/\d+$/.exec(first)?.[0] ?? 0) }))
    return first !== undefined
  }
}

function change<D>(
  at: string,
  id: string | null,
  name: string,
  fields: readonly TakenField[],
  doc: D,
): TakenChange<D> {
  const differing = fields.filter(({ before, after }) => before !== after)
  return {
    at,
    id,
    name,
    what: id === null ? 'new' : differing.length > 0 ? 'changed' : 'same',
    fields: differing,
    doc,
  }
}

export type EnterpriseGround = {
  readonly coded: (creditCode: string) => readonly Enterprise[]
  readonly called: (name: string) => readonly Enterprise[]
}

/** Enterprises are known by their credit codes. What a row leaves empty stays as it is. */
export function planEnterprises(
  rows: readonly TakenEnterprise[],
  ground: EnterpriseGround,
): Planned<Omit<Enterprise, 'id'>> {
  const notes: Note[] = []
  const changes: TakenChange<Omit<Enterprise, 'id'>>[] = []
  const isTwin = twins(notes)
  for (const row of rows) {
    const { at, creditCode, name, nameEn, address, officer, remarks } = row
    if (isTwin(creditCode, at)) continue
    const [here, another] = ground.coded(creditCode)
    if (another) {
      notes.push(note('error', 'take_several_here', at, { name: creditCode }))
      continue
    }
    if (!here && name === undefined) {
      notes.push(missing('name', at))
      continue
    }
    const before = here ?? NEW_ENTERPRISE
    const officerNow = before.safetyOfficer ?? { name: '', duty: '', phone: '' }
    const safety = {
      name: officer.name ?? officerNow.name,
      duty: officer.duty ?? officerNow.duty,
      phone: officer.phone ?? officerNow.phone,
    }
    if (safety.name === '' && (safety.duty !== '' || safety.phone !== '')) {
      notes.push(missing('safety_officer', at))
      continue
    }
    const zh = name ?? before.name.zh
    if (!here && ground.called(zh).length > 0) notes.push(note('warning', 'take_same_name', at, { name: zh }))
    const next = {
      ...before,
      creditCode,
      name: { zh, en: nameEn ?? before.name.en },
      address: address ?? before.address,
      safetyOfficer: safety.name === '' ? null : safety,
      remarks: remarks ?? before.remarks,
    }
    const { id: _, ...doc } = { id: '', ...next }
    changes.push(
      change(
        at,
        here?.id ?? null,
        zh,
        [
          { column: 'credit_code', before: here?.creditCode ?? '', after: creditCode },
          { column: 'name', before: before.name.zh, after: zh },
          { column: 'name_en', before: before.name.en, after: next.name.en },
          { column: 'address', before: before.address, after: next.address },
          { column: 'safety_officer', before: officerNow.name, after: safety.name },
          { column: 'safety_officer_post', before: officerNow.duty, after: safety.duty },
          { column: 'safety_officer_phone', before: officerNow.phone, after: safety.phone },
          { column: 'remarks', before: before.remarks, after: next.remarks },
        ],
        doc,
      ),
    )
  }
  return { changes, notes }
}

const NEW_ENTERPRISE: Omit<Enterprise, 'id'> = {
  name: { zh: '', en: '' },
  creditCode: '',
  address: '',
  licences: [],
  holdings: [],
  safetyOfficer: null,
  contacts: [],
  remarks: '',
}

export type SiteGround = EnterpriseGround & {
  readonly sitesOf: (enterpriseId: string) => readonly Site[]
  /** Whose sites are that do not say it; null: each has to. */
  readonly chosen: Enterprise | null
  readonly source: NonNullable<Site['source']>
}

/** Sites are known by their enterprise and name. A new one needs a boundary. */
export function planSites(rows: readonly TakenSite[], ground: SiteGround): Planned<Omit<Site, 'id'>> {
  const notes: Note[] = []
  const changes: TakenChange<Omit<Site, 'id'>>[] = []
  const isTwin = twins(notes)
  const { fileName } = ground.source
  for (const row of rows) {
    const { at, name, nameEn, boundary, remarks } = row
    const owner = ownerOf(row, ground, notes)
    if (!owner || isTwin(`${owner.id} ${name}`, at)) continue
    const [here, another] = ground.sitesOf(owner.id).filter((site) => site.name.zh === name)
    if (another) {
      notes.push(note('error', 'take_several_here', at, { name }))
      continue
    }
    const ring = boundary ?? here?.boundary
    if (!ring) {
      notes.push(note('error', 'take_no_boundary', at))
      continue
    }
    const isNewRing = boundary !== undefined && !(here && isSameRing(here.boundary, boundary))
    const before = here ?? { ...NEW_SITE, enterpriseId: owner.id, name: { zh: '', en: '' }, boundary: ring }
    const groundNow = before.ground
    const isNewGround =
      row.ground && (row.ground[0] !== groundNow?.lowestM || row.ground[1] !== groundNow.highestM)
    const next = {
      ...before,
      name: { zh: name, en: nameEn ?? before.name.en },
      ...(isNewRing ? { boundary, source: ground.source } : {}),
      ground:
        row.ground && isNewGround
          ? { lowestM: row.ground[0], highestM: row.ground[1], source: fileName.slice(0, 200) || '-' }
          : groundNow,
      remarks: remarks ?? before.remarks,
    }
    const { id: _, ...doc } = { id: '', ...next }
    const height = (value: number | undefined): string => (value === undefined ? '' : String(value))
    changes.push(
      change(
        at,
        here?.id ?? null,
        name,
        [
          { column: 'enterprise', before: here ? owner.name.zh : '', after: owner.name.zh },
          { column: 'name', before: before.name.zh, after: name },
          { column: 'name_en', before: before.name.en, after: next.name.en },
          {
            column: 'ground_lowest_m',
            before: height(groundNow?.lowestM),
            after: height(next.ground?.lowestM),
          },
          {
            column: 'ground_highest_m',
            before: height(groundNow?.highestM),
            after: height(next.ground?.highestM),
          },
          {
            column: 'boundary',
            before: here ? cornersOf(here.boundary) : '',
            after: isNewRing ? changedCorners(here?.boundary, ring) : cornersOf(ring),
          },
          { column: 'remarks', before: before.remarks, after: next.remarks },
        ],
        doc,
      ),
    )
  }
  return { changes, notes }
}

const NEW_SITE = { ground: null, assets: [], remarks: '' } satisfies Partial<Site>

/** Corners within a centimetre are the same ones. */
const SAME_DEG = 1e-7
const isSameRing = (one: Ring, other: Ring): boolean =>
  one.length === other.length &&
  one.every(({ lat, lon }, i) => {
    const at = other[i] as LatLon
    return Math.abs(lat - at.lat) <= SAME_DEG && Math.abs(lon - at.lon) <= SAME_DEG
  })
const cornersOf = (ring: Ring): string => String(ring.length)
/** As many corners at other places are a change that the number does not show. */
const changedCorners = (before: Ring | undefined, ring: Ring): string =>
  before?.length === ring.length ? `${ring.length} *` : cornersOf(ring)

/** Whose a site is, by code, by name, or as it was chosen for the file. */
function ownerOf(
  { at, creditCode, enterprise }: TakenSite,
  ground: SiteGround,
  notes: Note[],
): Enterprise | null {
  const found =
    creditCode !== undefined
      ? ground.coded(creditCode)
      : enterprise !== undefined
        ? ground.called(enterprise)
        : ground.chosen
          ? [ground.chosen]
          : []
  const [one, another] = found
  const name = creditCode ?? enterprise
  if (another) notes.push(note('error', 'take_several_here', at, { name: name ?? '' }))
  else if (!one && name !== undefined) notes.push(note('error', 'take_enterprise_unknown', at, { name }))
  else if (!one) notes.push(missing('enterprise', at))
  return another ? null : (one ?? null)
}

/** People are known by their name and number; one whose number nobody gives, by the name. `here`: those who work here now. */
export function planPeople(rows: readonly TakenPerson[], here: readonly Person[]): Planned<PersonDoc> {
  const notes: Note[] = []
  const changes: TakenChange<PersonDoc>[] = []
  const isTwin = twins(notes)
  const taken = new Set<string>()
  for (const { at, name, roles, unit, number, licenceUntil, phone } of rows) {
    if (isTwin(`${name} ${number ?? ''}`, at)) continue
    const called = here.filter((one) => one.name.trim() === name)
    const [one, another] =
      number === undefined ? called : called.filter((person) => person.number.trim() === number)
    if (another) {
      notes.push(note('error', 'take_several_here', at, { name }))
      continue
    }
    if (one && taken.has(one.id)) {
      notes.push(note('error', 'take_same_person', at, { name }))
      continue
    }
    if (one) taken.add(one.id)
    else if (called.length > 0) notes.push(note('warning', 'take_same_name', at, { name }))
    const before: PersonDoc = one ?? {
      name: '',
      roles: [],
      unit: '',
      number: '',
      licenceUntil: null,
      phone: '',
    }
    const doc: PersonDoc = {
      name,
      // In the order that they stand in here, where they are the same ones.
      roles: isSameSet(before.roles, roles) ? before.roles : [...roles],
      unit: unit ?? before.unit,
      number: number ?? before.number,
      licenceUntil: licenceUntil ?? before.licenceUntil ?? null,
      phone: phone ?? before.phone,
    }
    changes.push(
      change(
        at,
        one?.id ?? null,
        name,
        [
          { column: 'person', before: before.name, after: name },
          { column: 'roles', before: before.roles.join(', '), after: doc.roles.join(', ') },
          { column: 'unit', before: before.unit, after: doc.unit },
          { column: 'number', before: before.number, after: doc.number },
          { column: 'licence_until', before: before.licenceUntil ?? '', after: doc.licenceUntil ?? '' },
          { column: 'phone', before: before.phone, after: doc.phone },
        ],
        doc,
      ),
    )
  }
  return { changes, notes }
}

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each))
