import { type CallOutput, RETENTION_LISTS, type RetentionRow } from '../contract/index.ts'
import { timeSaid } from './days.ts'
import { type Desk, inWorkspace, WORKSPACE_OPTIONS } from './inWorkspace.ts'
import { optionsOf, print, printJson, refuse } from './io.ts'
import { RETENTION_USAGE } from './usage.ts'
import { wordsOf } from '../words/words.ts'
import { language, say } from './words.ts'

type Verb = 'list' | 'hold' | 'release' | 'ask' | 'delete'
const VERBS: readonly string[] = ['list', 'hold', 'release', 'ask', 'delete'] satisfies Verb[]

/** `sortie retention`: what is kept how long, holds, and deletion by two people. */
export async function retentionCommand(args: string[]): Promise<void> {
  const [verb = '', ...rest] = args
  if (!VERBS.includes(verb)) throw refuse('usage', { usage: RETENTION_USAGE })
  const { values, positionals } = optionsOf('retention', rest, {
    ...WORKSPACE_OPTIONS,
    reason: { type: 'string' },
  })
  const command = `retention ${verb}`
  const mayBeSilent = verb === 'list' || verb === 'delete'
  if (!mayBeSilent && values.reason === undefined)
    throw refuse('missing_option', { command, option: '--reason' })
  if (verb !== 'list' && positionals.length === 0) throw refuse('usage', { usage: RETENTION_USAGE })
  await inWorkspace(command, values, async (desk) => {
    if (verb === 'list') return listCommand(desk, positionals, values.json === true)
    const [ids, reason] = [positionals, values.reason ?? '']
    if (verb === 'delete') {
      const done = await desk.ask('retention.delete', { ids, reason: values.reason ?? null })
      if (values.json) printJson({ deleted: done.deleted, copies: done.copies, entry: done.entry })
      else describeDeleted(done)
      return
    }
    const { entry } = await desk.ask(`retention.${verb as 'hold' | 'release' | 'ask'}`, { ids, reason })
    if (values.json) printJson({ entry })
    else print(say(`retention_${verb as 'hold' | 'release' | 'ask'}`, { n: ids.length }))
  })
}

async function listCommand(desk: Desk, [given = 'due', ...more]: string[], json: boolean): Promise<void> {
  const list = RETENTION_LISTS.find((one) => one === given)
  if (!list || more.length > 0) throw refuse('usage', { usage: RETENTION_USAGE })
  const rows: RetentionRow[] = []
  let after: CallOutput<'retention.list'>['next'] = null
  do {
    const page: CallOutput<'retention.list'> = await desk.ask('retention.list', { list, after, limit: 500 })
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  if (json) printJson({ list, rows })
  else if (rows.length === 0) print(say('retention_none', {}))
  else for (const row of rows) print(lineOf(row))
}

const dayOf = (ms: number): string => timeSaid(ms).slice(0, 10)

function lineOf({ id, fileName, keptUntilMs, kept, deletion, isHere }: RetentionRow): string {
  const why = kept.map(({ code, what, untilMs }) =>
    wordsOf(language(), 'problem', code, { what, until: untilMs === null ? '' : dayOf(untilMs) }),
  )
  const asked = deletion ? [say('retention_asked', { by: deletion.asked.by, reason: deletion.reason })] : []
  const done = deletion?.done
    ? [say(deletion.done.alone ? 'retention_done_alone' : 'retention_done', { by: deletion.done.by })]
    : []
  const until = say('retention_until', { day: dayOf(keptUntilMs) })
  const here = deletion?.done && isHere ? [say('retention_still_here', {})] : []
  return [`${id}  ${fileName}`, until, ...why, ...asked, ...done, ...here].join(' · ')
}

function describeDeleted({ deleted, copies }: CallOutput<'retention.delete'>): void {
  print(say('retention_deleted', { n: deleted }))
  for (const name of copies.backups) print(`  ${say('retention_in_backup', { name })}`)
  for (const name of copies.stations) print(`  ${say('retention_at_station', { name })}`)
  for (const { fileName, state, to } of copies.bags)
    print(
      `  ${say(state === 'handedOver' ? 'retention_in_bag' : 'retention_in_old_bag', { name: fileName, to })}`,
    )
  for (const name of copies.exports) print(`  ${say('retention_exported', { name })}`)
}
