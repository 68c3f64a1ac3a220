import { canonicalJson } from '../units/canonical.ts'

/** The value of a canonical JSON text; undefined of anything else, of what is nested beyond bearing too. */
export function parseLine(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return canonicalJson(value) === text ? value : undefined
  } catch {
    return undefined
  }
}
