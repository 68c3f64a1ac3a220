import type { Application } from '../../../core/papers/flightApplication.ts'
import type { ApplicationItem } from '../../../core/papers/flightApplicationFields.ts'
import type { Mission } from '../../../core/mission/mission.ts'
import type { PaperData } from '../../../core/papers/paperData.ts'
import type { Site } from '../../../core/site/site.ts'
import type { Context } from '../../host/context.ts'
import { referredBy } from '../../host/documents.ts'
import type { Draft } from './draft.ts'

/** The law's thirteen items by the names of their tags. */
const ITEMS: Readonly<Record<keyof PaperData['申请'], ApplicationItem>> = {
  组织者与操控员: 'crew',
  航空器: 'aircraft',
  任务性质与方式: 'nature',
  起降与备降: 'places',
  联络方式: 'contact',
  起止时间: 'time',
  航线与高度: 'route',
  链路: 'link',
  通信导航监视: 'surveillance',
  应答机: 'transponder',
  应急程序: 'emergency',
  特殊需求: 'special',
  其他: 'other',
}
/** What nobody knows here is left for whoever applies to write. */
const TO_WRITE = '________'

/** The application to fly: what mission, route, crew, aircraft and approval come to, item by item. */
export function applicationSaid(
  context: Context,
  draft: Draft,
  mission: Mission,
  { fields }: Application,
): void {
  draft.enterpriseId = referredBy<Site>(context, 'site', mission.siteIds[0])?.enterpriseId ?? null
  for (const [name, item] of Object.entries(ITEMS) as [keyof typeof ITEMS, ApplicationItem][])
    draft.data.申请[name] = fields
      .filter((field) => field.item === item)
      .map(({ label, value }) => `${label}：${value === '' ? TO_WRITE : value}`)
      .join('\n')
}
