import { Phc } from './secret.ts'

/** What stands for what a passphrase or a code is kept as, which nobody is told. */
const UNTOLD = '•••'

/** A document as it is told: without what passphrases and codes in it are kept as. */
export function told(value: unknown): unknown {
  if (typeof value === 'string') return Phc.safeParse(value).success ? UNTOLD : value
  if (Array.isArray(value)) return value.map(told)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, told(member)]))
}
