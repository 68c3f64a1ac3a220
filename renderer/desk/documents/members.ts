import type { Aggregate, DocumentOf } from '../../../src/core/journal/kinds.ts'
import { ACCEPTANCE } from './members/acceptance.ts'
import { CAMPAIGN } from './members/campaign.ts'
import { CHECKLIST } from './members/checklist.ts'
import { DRAW } from './members/draw.ts'
import { DUTY } from './members/duty.ts'
import { EVIDENCE_BAG } from './members/evidenceBag.ts'
import { ENTERPRISE } from './members/enterprise.ts'
import { FINDING } from './members/finding.ts'
import { FLIGHT } from './members/flight.ts'
import { FOOTAGE } from './members/footage.ts'
import { FROZEN } from './members/frozen.ts'
import { LAYER } from './members/layer.ts'
import { MISSION } from './members/mission.ts'
import { PAPER, PAPER_TEMPLATE } from './members/paper.ts'
import { PAPER_NUMBER } from './members/paperNumber.ts'
import { BATTERY, CRAFT, FLIGHT_APPROVAL, FLIGHT_REPORT } from './members/permit.ts'
import { PERSON } from './members/person.ts'
import { RECTIFICATION_ORDER } from './members/order.ts'
import { RELEASE_SHEET } from './members/releaseSheet.ts'
import { SELF_CHECK } from './members/selfCheck.ts'
import { SETTING } from './members/setting.ts'
import { SIGHTING } from './members/sighting.ts'
import { SITE } from './members/site.ts'
import { VISIT } from './members/visit.ts'
import type { MembersOf } from './members/member.ts'

export type { NameOfOther, Other } from './members/member.ts'

/** The members of every kind of document, in the order in which people ask for them. A member without a row does not compile. */
export const MEMBERS: { readonly [K in Aggregate]: MembersOf<DocumentOf<K>> } = {
  enterprise: ENTERPRISE,
  site: SITE,
  mission: MISSION,
  frozen: FROZEN,
  flight: FLIGHT,
  footage: FOOTAGE,
  sighting: SIGHTING,
  finding: FINDING,
  layer: LAYER,
  campaign: CAMPAIGN,
  visit: VISIT,
  checklist: CHECKLIST,
  acceptance: ACCEPTANCE,
  rectificationOrder: RECTIFICATION_ORDER,
  setting: SETTING,
  person: PERSON,
  releaseSheet: RELEASE_SHEET,
  duty: DUTY,
  selfCheck: SELF_CHECK,
  draw: DRAW,
  paperNumber: PAPER_NUMBER,
  paper: PAPER,
  paperTemplate: PAPER_TEMPLATE,
  flightApproval: FLIGHT_APPROVAL,
  flightReport: FLIGHT_REPORT,
  craft: CRAFT,
  battery: BATTERY,
  evidenceBag: EVIDENCE_BAG,
}
