import type { z } from 'zod'
import { Campaign } from '../campaign/campaign.ts'
import { Checklist } from '../campaign/checklist.ts'
import { Visit } from '../campaign/visit.ts'
import { Draw } from '../draw/draw.ts'
import { Duty } from '../duty/duty.ts'
import { SelfCheck } from '../duty/selfCheck.ts'
import { Finding, Sighting } from '../finding/finding.ts'
import { PaperNumber } from '../finding/numbers/paperNumber.ts'
import { RectificationOrder } from '../finding/order/order.ts'
import { Setting } from '../finding/settings.ts'
import { Flight } from '../flight/flight.ts'
import { EvidenceBag } from '../footage/bag/evidenceBag.ts'
import { Footage } from '../footage/footage.ts'
import { Layer } from '../geo/layer.ts'
import { FrozenMission } from '../mission/frozen.ts'
import { Mission } from '../mission/mission.ts'
import { Paper, PaperTemplate } from '../papers/paper.ts'
import { FlightApproval } from '../permit/approval.ts'
import { Battery, Craft } from '../permit/craft.ts'
import { FlightReport } from '../permit/flightReport.ts'
import { Person } from '../people/person.ts'
import { ReleaseSheet } from '../people/releaseSheet.ts'
import { Enterprise } from '../site/enterprise.ts'
import { Site } from '../site/site.ts'
import { Acceptance } from './acceptance.ts'

/** The kinds of documents that the journal carries. Entries of a newer program may name others: they are kept. */
export const AGGREGATES = [
  'enterprise',
  'site',
  'mission',
  'frozen',
  'flight',
  'footage',
  'sighting',
  'finding',
  'layer',
  'acceptance',
  'setting',
  'rectificationOrder',
  'person',
  'releaseSheet',
  'campaign',
  'visit',
  'checklist',
  'duty',
  'selfCheck',
  'draw',
  'paperNumber',
  'paper',
  'paperTemplate',
  'flightApproval',
  'flightReport',
  'craft',
  'battery',
  'evidenceBag',
] as const
export type Aggregate = (typeof AGGREGATES)[number]

/** The schema of every kind. A kind without one does not compile. */
export const SCHEMAS = {
  enterprise: Enterprise,
  site: Site,
  mission: Mission,
  frozen: FrozenMission,
  flight: Flight,
  footage: Footage,
  sighting: Sighting,
  finding: Finding,
  layer: Layer,
  acceptance: Acceptance,
  setting: Setting,
  rectificationOrder: RectificationOrder,
  person: Person,
  releaseSheet: ReleaseSheet,
  campaign: Campaign,
  visit: Visit,
  checklist: Checklist,
  duty: Duty,
  selfCheck: SelfCheck,
  draw: Draw,
  paperNumber: PaperNumber,
  paper: Paper,
  paperTemplate: PaperTemplate,
  flightApproval: FlightApproval,
  flightReport: FlightReport,
  craft: Craft,
  battery: Battery,
  evidenceBag: EvidenceBag,
} satisfies Record<Aggregate, z.ZodType>

/** The document of a kind. */
export type DocumentOf<T extends Aggregate> = z.output<(typeof SCHEMAS)[T]>
