import type { CallName } from '../../src/contract/index.ts'
import type { Version } from '../../src/core/units/id.ts'

type Record<D> = { version: Version; doc: D }

/** Every document of a kind that its list names, in the list's order, through whatever door `call` goes. */
export async function everyDocument<D>(
  call: (name: CallName, input: unknown) => Promise<unknown>,
  aggregate: 'enterprise' | 'mission' | 'flight',
): Promise<Record<D>[]> {
  const of = aggregate === 'enterprise' ? {} : { siteId: null }
  const { rows } = (await call(`${aggregate}.list`, { ...of, limit: 500 })) as { rows: { id: string }[] }
  const found: Record<D>[] = []
  for (const { id } of rows) found.push((await call(`${aggregate}.get`, { id })) as Record<D>)
  return found
}
