import fc from 'fast-check'
import type { z } from 'zod'
import { PublicKey } from '../../src/core/journal/acceptance.ts'
import { type Aggregate, type DocumentOf, SCHEMAS } from '../../src/core/journal/kinds.ts'
import { Person } from '../../src/core/people/person.ts'
import { ReleaseSheet } from '../../src/core/people/releaseSheet.ts'
import { Phc } from '../../src/core/people/secret.ts'
import { ClockTime, ZoneName } from '../../src/core/units/wallClock.ts'
import { ROLES } from '../../src/core/people/role.ts'
import { creditCodeCheckCharacter } from '../../src/core/site/creditCode.ts'
import { Enterprise } from '../../src/core/site/enterprise.ts'
import { Terrain } from '../../src/core/terrain/terrain.ts'

/** What of a schema is read here; zod keeps it for tools that walk a schema. */
type Def = {
  type: string
  shape?: Record<string, z.ZodType>
  element?: z.ZodType
  innerType?: z.ZodType
  options?: z.ZodType[]
  items?: z.ZodType[]
  entries?: Record<string, string>
  values?: unknown[]
  keyType?: z.ZodType
  valueType?: z.ZodType
  format?: string
}
type Walked = z.ZodType & {
  def: Def
  minValue?: number | null
  maxValue?: number | null
  format?: string | null
}

const digits = (n: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'.split('')), { minLength: n, maxLength: n })
    .map((all) => all.join(''))
const uuid = fc.uuid({ version: 7 })

/** Schemas whose documents nobody draws by chance. */
const OWN = new Map<z.ZodType, fc.Arbitrary<unknown>>([
  [
    Enterprise.shape.creditCode,
    fc.integer({ min: 0, max: 99_999 }).map((n) => {
      const first = `91150000MA0D${String(n).padStart(5, '0')}`
      return `${first}${creditCodeCheckCharacter(first)}`
    }),
  ],
  [
    PublicKey,
    fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  ],
  [
    Person.shape.roles,
    fc.oneof(
      fc.constant(['reader']),
      fc.subarray(
        ROLES.filter((role) => role !== 'reader'),
        { minLength: 1 },
      ),
    ),
  ],
  [Phc, digits(22).map((salt) => `$scrypt$ln=4,r=8,p=1$${salt}$${salt}`)],
  [ZoneName, fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'UTC')],
  [
    ClockTime,
    fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':')),
  ],
  [ReleaseSheet.shape.tag, fc.constantFrom('7KQ', '0AZ', 'WXM')],
  [
    Terrain,
    fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 6, maxLength: 6 }).map((heightsDm) => ({
      source: 'made',
      datum: 'EGM96',
      errorM: 5,
      west: 109.9,
      north: 41.8,
      stepLon: 0.001,
      stepLat: 0.001,
      width: 3,
      height: 2,
      heightsDm,
    })),
  ],
])

const SHORT = { maxLength: 3 }

/** Values of a schema, short ones: few parts, few letters. */
export function anyOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const own = OWN.get(schema)
  if (own) return own
  const { def, minValue, maxValue, format } = schema as Walked
  switch (def.type) {
    case 'object':
      return fc
        .tuple(
          ...Object.entries(def.shape ?? {}).map(([name, member]) =>
            anyOf(member).map((value) => [name, value]),
          ),
        )
        .map((members) => Object.fromEntries(members.filter(([, value]) => value !== undefined)) as unknown)
        .filter((value) => schema.safeParse(value).success)
    case 'array': {
      const element = def.element as z.ZodType
      const isPart = (element as Walked).def.type === 'object' || (element as Walked).def.type === 'union'
      const least = [0, 1, 2, 3].find((n) => !tooShort(schema, n)) ?? 3
      return fc
        .array(anyOf(element), { minLength: least, maxLength: least + 2 })
        .map((list) => (isPart ? unlike(list) : list))
        .filter((list) => schema.safeParse(list).success)
    }
    case 'tuple':
      return fc.tuple(...(def.items ?? []).map(anyOf))
    case 'record':
      return fc.dictionary(fc.string({ minLength: 1, ...SHORT }), anyOf(def.valueType as z.ZodType), {
        maxKeys: 2,
      })
    case 'union':
      return fc.oneof(...(def.options ?? []).map(anyOf))
    case 'nullable':
      return fc.option(anyOf(def.innerType as z.ZodType), { nil: null })
    case 'optional':
      return fc.option(anyOf(def.innerType as z.ZodType), { nil: undefined })
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}))
    case 'literal':
      return fc.constantFrom(...(def.values ?? []))
    case 'boolean':
      return fc.boolean()
    case 'number': {
      const [low, high] = [Math.max(-1e12, minValue ?? -1e12), Math.min(1e12, maxValue ?? 1e12)]
      const whole = fc.integer({ min: Math.ceil(low), max: Math.floor(high) })
      const any =
        format === 'safeint'
          ? whole
          : fc.oneof(
              whole,
              fc.double({ min: low, max: high, noNaN: true }).map((value) => (value === 0 ? 0 : value)),
            )
      return any.filter((value) => schema.safeParse(value).success)
    }
    case 'string': {
      if (def.format === 'uuid') return uuid
      const drawn = fc.oneof(
        fc.constantFrom('III-5', 'II-2', 'I-1', '2027-01-31', 'm3', 'ab', ''),
        digits(64),
        digits(32),
        fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }),
      )
      return drawn.filter((value) => schema.safeParse(value).success)
    }
    default:
      throw new Error(`no values of a schema of type ${def.type}`)
  }
}

/** Whether the only thing that is wrong with a list of so many is that it is too short. */
function tooShort(schema: z.ZodType, n: number): boolean {
  const { error } = schema.safeParse(Array.from({ length: n }))
  return error?.issues.some(({ code, path }) => code === 'too_small' && path.length === 0) ?? false
}

/** Parts of one list have ids of their own. */
const unlike = (list: readonly unknown[]): unknown[] => {
  const seen = new Set<unknown>()
  return list.filter((part) => {
    const id = (part as { id?: unknown }).id
    if (id === undefined) return true
    if (seen.has(id)) return false
    seen.add(id)
    return true
  })
}

/** Documents of a kind. */
export const anyDocument = <K extends Aggregate>(kind: K): fc.Arbitrary<DocumentOf<K>> =>
  anyOf(SCHEMAS[kind]) as fc.Arbitrary<DocumentOf<K>>
