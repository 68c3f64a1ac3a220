/** A value that JSON can hold. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * The one text of a JSON value: RFC 8785 (JSON Canonicalization Scheme), members sorted by UTF-16 code units,
 * numbers and strings as ECMAScript writes them. Members that are `undefined` are left out, as in JSON.
 * @throws {TypeError} on NaN, infinities and anything JSON cannot hold: RFC 8785 section 3.2.2.3 forbids them.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) {
    let text = ''
    for (const item of value) text += `${text === '' ? '[' : ','}${canonicalJson(item ?? null)}`
    return text === '' ? '[]' : `${text}]`
  }
  if (typeof value === 'object') {
    let text = ''
    // Names are sorted by their UTF-16 code units, as `sort` does by itself.
    for (const name of Object.keys(value).sort()) {
      const member: unknown = (value as Record<string, unknown>)[name]
      if (member !== undefined)
        text += `${text === '' ? '{' : ','}${JSON.stringify(name)}:${canonicalJson(member)}`
    }
    return text === '' ? '{}' : `${text}}`
  }
  throw new TypeError(`not a JSON value: ${typeof value}`)
}
