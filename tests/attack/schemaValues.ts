import type { Chance } from './chance.ts'

/** The parts of JSON Schema (draft 2020-12) that zod writes for the contract. */
export type JsonSchema = {
  type?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  propertyNames?: JsonSchema
  items?: JsonSchema
  prefixItems?: JsonSchema[]
  minItems?: number
  maxItems?: number
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
}

/** What stands in for a value of a member's name, where the schema alone would never hit something that exists. */
export type Known = (name: string, schema: JsonSchema, chance: Chance) => { value: unknown } | null

const WORDS = [
  'A',
  '厂区',
  'tank 3',
  '易制毒',
  'x'.repeat(60),
  "O'Brien",
  '<b>',
  '\u202Etxt.exe',
  '😀',
  '=1+1',
]

function text(schema: JsonSchema, chance: Chance): string {
  const { minLength = 0, maxLength = 4000, format, pattern } = schema
  if (format === 'uuid') return uuid(chance)
  if (format === 'date') return `20${chance.whole(10, 40)}-0${chance.whole(1, 9)}-1${chance.whole(0, 9)}`
  if (pattern?.includes('{64}')) return digits(64, chance)
  if (pattern?.includes('Shanghai')) return chance.pick(['UTC', 'Asia/Shanghai', '+09:00', '-14:59'])
  if (pattern?.includes('III')) return `${chance.pick(['I', 'II', 'III'])}-${chance.whole(0, 999)}`
  let made = chance.pick(WORDS)
  while (made.length < minLength) made += chance.pick(WORDS)
  if (chance.happens(0.05)) made = made.padEnd(Math.min(maxLength, 4000), 'y')
  return made.slice(0, maxLength)
}

const digits = (count: number, chance: Chance) =>
  Array.from({ length: count }, () => chance.whole(0, 15).toString(16)).join('')

function uuid(chance: Chance): string {
  const d = digits(32, chance)
  return `${d.slice(0, 8)}-${d.slice(8, 12)}-7${d.slice(13, 16)}-8${d.slice(17, 20)}-${d.slice(20)}`
}

function number(schema: JsonSchema, chance: Chance): number {
  const isWhole = schema.type === 'integer'
  const least = schema.minimum ?? schema.exclusiveMinimum ?? (isWhole ? -1000 : -1e6)
  const most = schema.maximum ?? schema.exclusiveMaximum ?? Math.max(least + 1000, isWhole ? 1000 : 1e6)
  const made =
    chance.happens(0.1) && schema.minimum !== undefined
      ? least
      : chance.happens(0.1) && schema.maximum !== undefined
        ? most
        : least + chance.share() * (most - least)
  if (!isWhole) return made === schema.exclusiveMinimum ? (least + most) / 2 : made
  return Math.min(Math.floor(most), Math.max(Math.ceil(least), Math.round(made)))
}

/** Lists are short, or as long as is allowed up to a bound: length is one of the things a schema promises. */
function count(schema: JsonSchema, chance: Chance, depth: number): number {
  const { minItems = 0, maxItems = 1000 } = schema
  if (depth < 3 && chance.happens(0.02)) return Math.max(minItems, Math.min(maxItems, 300))
  return Math.max(minItems, Math.min(maxItems, chance.whole(0, depth > 4 ? 1 : 4)))
}

/**
 * A value that fits a JSON Schema as zod writes it. What zod checks beyond (refinements) may still refuse it: who asks
 * tries again.
 */
export function valueOf(schema: JsonSchema, chance: Chance, known: Known, name = '', depth = 0): unknown {
  const there = known(name, schema, chance)
  if (there) return there.value
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return chance.pick(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return valueOf(chance.pick(choices), chance, known, name, depth)
  if (schema.allOf)
    return Object.assign(
      {},
      ...schema.allOf.map((part) => valueOf(part, chance, known, name, depth) as object),
    ) as unknown
  switch (schema.type) {
    case 'object': {
      const made: Record<string, unknown> = {}
      for (const [key, member] of Object.entries(schema.properties ?? {}))
        if (schema.required?.includes(key) || chance.happens(0.5))
          made[key] = valueOf(member, chance, known, key, depth + 1)
      if (schema.propertyNames && typeof schema.additionalProperties === 'object')
        for (let i = chance.whole(0, 3); i > 0; i--) {
          const key = String(valueOf(schema.propertyNames, chance, known, '', depth + 1))
          made[key] = valueOf(schema.additionalProperties, chance, known, key, depth + 1)
        }
      return made
    }
    case 'array': {
      if (schema.prefixItems)
        return schema.prefixItems.map((item) => valueOf(item, chance, known, name, depth + 1))
      const item = schema.items ?? {}
      return Array.from({ length: count(schema, chance, depth) }, () =>
        valueOf(item, chance, known, name, depth + 1),
      )
    }
    case 'string':
      return text(schema, chance)
    case 'number':
    case 'integer':
      return number(schema, chance)
    case 'boolean':
      return chance.happens(0.5)
    case 'null':
      return null
    default:
      return chance.pick([null, 1, 'x', [1, 2], { a: { b: [] } }])
  }
}

/** Every way down into a value, as keys. */
export function waysInto(
  value: unknown,
  way: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [way]
  const members = Array.isArray(value)
    ? value.map((item, i) => [i, item] as const)
    : Object.entries(value).map(([key, item]) => [key, item] as const)
  return [way, ...members.flatMap(([key, item]) => waysInto(item, [...way, key]))]
}

/** The value with one place in it exchanged; `undefined` takes a member out. */
export function withAt(value: unknown, way: readonly (string | number)[], next: unknown): unknown {
  const [key, ...rest] = way
  if (key === undefined) return next
  if (Array.isArray(value))
    return value.map((item, i) => (i === key ? withAt(item, rest, next) : (item as unknown)))
  const whole = value as Record<string, unknown>
  const inner = withAt(whole[key], rest, next)
  const { [key as string]: _gone, ...others } = whole
  return inner === undefined ? others : { ...others, [key]: inner }
}

/** What nobody means to send: too large, too many, of another kind, not a number at all. */
export const HOSTILE: readonly unknown[] = [
  undefined,
  null,
  true,
  '',
  ' ',
  '\u0000',
  '\u202Egnp.exe',
  '../../../../etc/passwd',
  "'; DROP TABLE journal; --",
  '<img src=x onerror=alert(1)>',
  '{{name}}',
  'x'.repeat(100_000),
  0,
  -0,
  -1,
  0.5,
  1e-300,
  1e30,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  [],
  {},
  [[[[[[[[]]]]]]]],
  { length: 1e9 },
  { toString: 'no' },
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
  Array.from({ length: 20_001 }, () => 0),
]
