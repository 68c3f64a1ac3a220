import type { Filing, FlightApproval } from '../../src/core/permit/approval.ts'
import type { Battery, Craft } from '../../src/core/permit/craft.ts'
import type { FlightReport } from '../../src/core/permit/flightReport.ts'
import { anId } from './enterprise.ts'
import { NOW_MS } from './mission.ts'

const DAY_MS = 86_400_000

export const aFiling = (over: Partial<Filing> = {}): Filing => ({
  id: 'f1',
  day: '2026-06-01',
  number: 'B-0601',
  filedAtMs: NOW_MS - DAY_MS,
  urgent: null,
  answeredAtMs: NOW_MS - DAY_MS + 3_600_000,
  agreed: true,
  ...over,
})

/** A standing approval for the year about `NOW_MS`, of no area and any hour, with a filing for that day. */
export const anApprovalOfFlights = (over: Partial<FlightApproval> = {}): FlightApproval => ({
  id: anId(801),
  kind: 'standing',
  number: '长〔2026〕7号',
  authority: '样例空管',
  zone: 'Asia/Shanghai',
  fromMs: NOW_MS - 90 * DAY_MS,
  toMs: NOW_MS + 90 * DAY_MS,
  hours: [],
  area: null,
  maxTrueHeightM: 120,
  maxAmslM: null,
  covers: [],
  scanIds: [],
  filings: [aFiling()],
  remarks: '',
  withdrawnAtMs: null,
  ...over,
})

export const aFlightReport = (over: Partial<FlightReport> = {}): FlightReport => ({
  id: anId(811),
  missionId: '0190aaaa-0000-7000-8000-000000000010',
  approvalId: anId(801),
  flightId: null,
  takeoffAtMs: NOW_MS,
  reportedAtMs: NOW_MS - 2 * 3_600_000,
  reportedBy: { personId: null, name: '孟青棠', number: '' },
  to: '样例空管值班室',
  confirmed: { atMs: NOW_MS - 3_600_000, by: '值班员', number: 'Q-1' },
  landing: null,
  remarks: '',
  ...over,
})

export const aCraft = (over: Partial<Craft> = {}): Craft => ({
  id: anId(821),
  name: '一号机',
  vehicleId: 'sample-quad',
  class: 'small',
  serial: 'SN-0001',
  registration: 'UAS-0001',
  uomNumber: 'UOM-0001',
  linkFrequency: '2400–2483.5',
  linkBandwidth: '20',
  equipment: '卫星导航、网络识别',
  transponder: '',
  remarks: '',
  retiredOn: null,
  ...over,
})

export const aBattery = (over: Partial<Battery> = {}): Battery => ({
  id: anId(831),
  name: 'B1',
  serial: 'BT-0001',
  vehicleId: 'sample-quad',
  cycles: 40,
  health: 0.9,
  remarks: '',
  retiredOn: null,
  ...over,
})
