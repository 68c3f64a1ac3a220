import { canonicalJson } from '../units/canonical.ts'

/**
 * A document taken apart into fields that are changed and joined each on its own, and put together again.
 *
 * - Members of the document and of its parts are fields; an object is one field, but those named in `apart`, whose members
 *   are.
 * - A list whose elements all have an `id` of their own is joined by part: each is there or not, in an order.
 * - A list named in `lists` only grows: each of its elements is there or not.
 * - `together`: members of one object that count as one field.
 *
 * Members are named by paths with `*` for a part: `assets.*.name`.
 */
export type FieldRule = {
  readonly together: readonly (readonly string[])[]
  readonly apart: readonly string[]
  readonly lists: readonly string[]
}

/** Where a field is: `.name` a member, `#id` a part, `=n text` an element of a list that grows, `+name` members together. */
type Place = readonly string[]

/**
 * What stands in a field: a value (of members that go together: an object of them), or that an object, parts or a list
 * begin here; `order` is that of parts, `growth` that of a list's elements. Two with one `text` say the same.
 */
export type Field = { readonly place: Place; readonly text: string } & (
  | { readonly kind: 'value' | 'together' | 'object' | 'parts' | 'list'; readonly value: unknown }
  | { readonly kind: 'order' | 'growth'; readonly value: readonly string[] }
)

/** A document's fields by their keys. */
export type Fields = ReadonlyMap<string, Field>

/** The step to the order of parts or elements. */
const ORDER = '~'

type Members = Readonly<Record<string, unknown>>

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const idOf = (part: unknown): string | null =>
  isMembers(part) && typeof part.id === 'string' ? part.id : null

/** Whether a list can be joined by part: all have an id, each its own. A list of none can. */
const isParts = (list: readonly unknown[]): boolean => {
  const ids = list.map(idOf)
  return !ids.includes(null) && new Set(ids).size === ids.length
}

const under = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)
/** The path of the object that has a member. */
const above = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')))
const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

/** The fields of a document; of none (null), none. `rule` null: all of it is one field. */
export function fieldsOf(doc: unknown, rule: FieldRule | null): Fields {
  const fields = new Map<string, Field>()
  const keep = (field: Field) => fields.set(JSON.stringify(field.place), field)
  const put = (place: Place, kind: 'value' | 'together', value: unknown) =>
    keep({ place, kind, value, text: canonicalJson(value) })
  // The kinds themselves are no JSON, so that no value says the same.
  const begin = (place: Place, kind: 'object' | 'parts' | 'list') =>
    keep({ place, kind, value: null, text: kind })
  const inOrder = (owner: Place, kind: 'order' | 'growth', value: readonly string[]) =>
    keep({ place: [...owner, ORDER], kind, value, text: canonicalJson(value) })
  if (doc === null) return fields
  if (!rule || !isMembers(doc)) {
    put([], 'value', doc)
    return fields
  }
  const members = (object: Members, place: Place, path: string): void => {
    begin(place, 'object')
    const taken = new Set<string>()
    for (const group of rule.together.filter(([first = '']) => above(first) === path)) {
      const names = group.map(lastOf).filter((name) => object[name] !== undefined)
      for (const name of names) taken.add(name)
      if (names.length > 0)
        put(
          [...place, `+${lastOf(group[0] ?? '')}`],
          'together',
          Object.fromEntries(names.map((name) => [name, object[name]])),
        )
    }
    for (const [name, value] of Object.entries(object))
      if (value !== undefined && !taken.has(name)) field(value, [...place, `.${name}`], under(path, name))
  }
  const field = (value: unknown, place: Place, path: string): void => {
    if (isMembers(value) && rule.apart.includes(path)) members(value, place, path)
    else if (Array.isArray(value) && rule.lists.includes(path)) {
      begin(place, 'list')
      const times = new Map<string, number>()
      const keys = value.map((element: unknown) => {
        const text = canonicalJson(element)
        const before = times.get(text) ?? 0
        times.set(text, before + 1)
        const key = `=${before} ${text}`
        put([...place, key], 'value', element)
        return key
      })
      inOrder(place, 'growth', keys)
    } else if (Array.isArray(value) && isParts(value)) {
      begin(place, 'parts')
      for (const part of value as readonly Members[])
        members(part, [...place, `#${String(part.id)}`], under(path, '*'))
      inOrder(
        place,
        'order',
        value.map((part) => `#${idOf(part) ?? ''}`),
      )
    } else put(place, 'value', value)
  }
  members(doc, [], '')
  return fields
}

/**
 * The document of some fields; undefined where one stands in what is not there (somebody took a part away to which somebody
 * else gave a member). Parts and elements that their order does not name are not there either.
 */
export function documentOf(fields: Fields): unknown {
  const within = new Map<string, Field[]>()
  for (const field of fields.values()) {
    if (field.place.length === 0) continue
    const owner = JSON.stringify(field.place.slice(0, -1))
    const known = within.get(owner)
    if (known) known.push(field)
    else within.set(owner, [field])
  }
  let built = 0
  const build = (field: Field): unknown => {
    built += 1
    const inside = within.get(JSON.stringify(field.place)) ?? []
    switch (field.kind) {
      case 'object':
        return Object.fromEntries(
          inside.flatMap((one): [string, unknown][] => {
            const value = build(one)
            return one.kind === 'together'
              ? Object.entries(value as Members)
              : [[stepOf(one).slice(1), value]]
          }),
        )
      case 'parts':
      case 'list': {
        const byStep = new Map(inside.map((one) => [stepOf(one), one]))
        const order = byStep.get(ORDER)
        if (order) built += 1
        return ((order?.value ?? []) as readonly string[]).flatMap((step) => {
          const one = byStep.get(step)
          return one ? [build(one)] : []
        })
      }
      default:
        return field.value
    }
  }
  const whole = fields.get('[]')
  const doc = whole && build(whole)
  return built === fields.size ? doc : undefined
}

const stepOf = ({ place }: Field): string => place[place.length - 1] ?? ''
