import type { Answer } from '../../src/contract/index.ts'
import type { Version } from '../../src/core/units/id.ts'

/** A version that no document has. */
export const NO_VERSION = 'f'.repeat(64) as Version

/** The version that a document stands at now, as a door tells it. */
export async function versionAt(
  door: { call(name: string, input: unknown): Promise<Answer> },
  aggregate: 'enterprise' | 'site' | 'mission' | 'flight' | 'footage' | 'finding' | 'layer',
  id: string,
): Promise<Version> {
  const read =
    aggregate === 'layer' ? await door.call('layer.list', {}) : await door.call(`${aggregate}.get`, { id })
  if (!read.ok) throw new Error(`${aggregate} ${id}: ${read.code}`)
  const rows = (Array.isArray(read.value) ? read.value : [read.value]) as {
    version: Version
    doc: { id: string }
  }[]
  const found = rows.find(({ doc }) => doc.id === id)
  if (!found) throw new Error(`${aggregate} ${id} is not there`)
  return found.version
}
