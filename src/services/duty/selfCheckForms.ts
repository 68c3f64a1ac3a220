import type { CallInput, CallOutput } from '../../contract/index.ts'
import { USUAL_ITEMS } from '../../core/duty/selfCheck.ts'
import { dayOf } from '../../core/finding/deadlines/day.ts'
import { xlsx, XLSX_TYPE } from '../../core/formats/tables/xlsxWrite.ts'
import { selfCheckForm } from '../../core/papers/selfCheckForm.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import { type Note, note } from '../../core/units/note.ts'
import { fileStem } from '../../core/units/shown.ts'
import { selfChecksOf } from '../../store/duties.ts'
import { enterprisesCoded } from '../../store/enterprises.ts'
import { type Context, during } from '../host/context.ts'
import { stored } from '../host/documents.ts'

/** The form of a self-check for an enterprise: what was looked at the last time is looked at again. */
export function handOutForm(
  { enterpriseId, from, to, language }: CallInput<'selfCheck.form'>,
  context: Context,
): CallOutput<'selfCheck.form'> {
  const { doc: enterprise } = stored<Enterprise>(context, 'enterprise', enterpriseId)
  const [last] = selfChecksOf(context.workspace.db, enterpriseId, null, 1).rows
  const items = last?.doc.items.map(({ what }) => what) ?? USUAL_ITEMS.map((item) => item[language])
  const sheet = selfCheckForm({ enterprise, from, to, items }, language)
  const name = language === 'en' && enterprise.name.en !== '' ? enterprise.name.en : enterprise.name.zh
  const fileName = `${fileStem(name)}-${sheet.name}-${from}-${to}.xlsx`
  return { fileName, downloadId: context.offerDownload(fileName, XLSX_TYPE, xlsx([sheet], context.nowMs())) }
}

/** What a form says that came back, held against what is here; nothing is kept of it. */
export async function readForm(
  { file, enterpriseId }: CallInput<'selfCheck.readForm'>,
  context: Context,
): Promise<CallOutput<'selfCheck.readForm'>> {
  const { path, name } = context.filePath(file)
  const today = dayOf(context.nowMs())
  const { value, notes } = await during(context, 'selfCheck.readForm', (work) =>
    context.readers.run('selfCheckForm', { file: path, name, today }, work),
  )
  if (!value) return { check: null, enterpriseName: null, period: null, notes }
  const { creditCode, from, to, ...said } = value
  const period = from !== null && to !== null ? { from, to } : null
  const { db } = context.workspace
  const [enterprise, twin] = enterprisesCoded(db, creditCode)
  const refused = (problem: Note, of: Enterprise | null) => ({
    check: null,
    enterpriseName: of?.name ?? null,
    period,
    notes: [...notes, problem],
  })
  if (!enterprise) return refused(note('error', 'form_enterprise_unknown', null, { code: creditCode }), null)
  const { doc } = enterprise
  if (twin) return refused(note('error', 'form_enterprise_twice', null, { code: creditCode }), doc)
  if (enterpriseId !== null && enterpriseId !== doc.id)
    return refused(note('error', 'form_other_enterprise', null, { name: doc.name.zh }), doc)
  const isHere = selfChecksOf(db, doc.id, { on: `${said.checkedOn}~`, id: '' }, 1).rows.some(
    (one) => one.doc.checkedOn === said.checkedOn,
  )
  const same = isHere ? [note('warning', 'form_same_day', null, { day: said.checkedOn })] : []
  return {
    check: { enterpriseId: doc.id, siteId: null, ...said, how: 'form', footageIds: [] },
    enterpriseName: doc.name,
    period,
    notes: [...notes, ...same],
  }
}
