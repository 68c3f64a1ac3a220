import { type Checklist, itemsFor, newestVersion } from '../../../core/campaign/checklist.ts'
import { DELIVERED, DELIVERED_ID } from '../../../core/campaign/delivered.ts'
import { categoriesOf } from '../../../core/campaign/risk.ts'
import type { Enterprise } from '../../../core/site/enterprise.ts'
import { footageOfVisit } from '../../../store/footage.ts'
import { findingsOfEnterprise } from '../../../store/findings.ts'
import { sightingsOfFinding } from '../../../store/sightings.ts'
import { visitIdsOfEnterprise } from '../../../store/visits.ts'
import type { Context } from '../../host/context.ts'
import { referredBy } from '../../host/documents.ts'
import { addFootage, type Draft } from './draft.ts'

/** Whom a paper is about. */
export function enterpriseSaid(context: Context, draft: Draft): void {
  const found = referredBy<Enterprise>(context, 'enterprise', draft.enterpriseId)
  if (!found) return
  const [contact] = found.contacts
  const officer = found.safetyOfficer
  draft.data.企业 = {
    名称: found.name.zh,
    信用代码: found.creditCode,
    地址: found.address,
    负责人: contact?.name ?? '',
    电话: contact?.phone ?? officer?.phone ?? '',
    安全员: officer?.name ?? '',
  }
}

/** The items that an enterprise checks itself, for it to answer. */
export function selfCheckSaid(context: Context, draft: Draft): void {
  const enterprise = referredBy<Enterprise>(context, 'enterprise', draft.enterpriseId)
  const held = categoriesOf((enterprise?.holdings ?? []).map(({ chemical }) => chemical))
  const list = referredBy<Checklist>(context, 'checklist', DELIVERED_ID) ?? DELIVERED
  const items = itemsFor(newestVersion(list).items, 'site', held)
  draft.data.检查.检查项 = items.map((item, i) => ({
    序号: i + 1,
    内容: item.words.zh,
    依据: item.basis.zh,
    结果: '',
    说明: '',
  }))
}

/** All that was kept of an enterprise: what shows its findings, and what was taken in its visits. */
export function enterpriseShown(context: Context, draft: Draft, id: string): void {
  const { db } = context.workspace
  for (const { doc } of findingsOfEnterprise(db, id))
    addFootage(
      context,
      draft,
      sightingsOfFinding(db, doc.id).flatMap((sighting) => sighting.doc.footageId ?? []),
    )
  for (const visitId of visitIdsOfEnterprise(db, id)) addFootage(context, draft, footageOfVisit(db, visitId))
}
