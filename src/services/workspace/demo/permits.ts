import { authorisationOf, type Filing, type FlightApproval } from '../../../core/permit/approval.ts'
import type { Battery, Craft } from '../../../core/permit/craft.ts'
import { filingTimes } from '../../../core/permit/times.ts'
import { CHINA_ZONE, dayIn, daysLater } from '../../../core/units/wallClock.ts'
import type { Ask } from './cases.ts'
import { demo } from './documents.ts'
import { DEMO_PEOPLE } from './people.ts'

const MINUTE_MS = 60_000
const idOf = (n: number): string => `0195aa00-0000-7000-8000-0000000010${String(n).padStart(2, '0')}`

const aircraft = (n: number, name: string, vehicleId: string, transponder = ''): Craft => ({
  id: idOf(n),
  name,
  vehicleId,
  class: 'small',
  serial: `DEMO-SN-00${n}`,
  registration: `DEMO-REG-00${n}`,
  uomNumber: `DEMO-UOM-00${n}`,
  linkFrequency: '2400–2483.5',
  linkBandwidth: '20',
  equipment: '（演示）双频卫星导航，网络与广播式识别',
  transponder,
  remarks: '',
  retiredOn: null,
})

const CRAFT: readonly Craft[] = [aircraft(1, '一号机', 'ardupilot-quad'), aircraft(2, '二号机', 'dji-m30')]

const BATTERIES: readonly Battery[] = [
  ['A1', 38, 0.96],
  ['A2', 41, 0.95],
  ['B1', 187, 0.82],
].map(([name, cycles, health], i) => ({
  id: idOf(11 + i),
  name: String(name),
  serial: `DEMO-BAT-00${i + 1}`,
  vehicleId: i < 2 ? 'ardupilot-quad' : 'dji-m30',
  cycles: Number(cycles),
  health: Number(health),
  remarks: '',
  retiredOn: null,
}))

/** Missions that name the standing approval: their numbers in the folder's order, and the crew, aircraft and batteries of them. */
const UNDER_STANDING = 7

/**
 * A standing approval with what was filed under it day by day, two aircraft with their batteries, a mission that names them,
 * and what was told of the demo's flight: it took off four minutes before its report was confirmed. All invented. Nothing
 * was filed or told later than the computer's own clock.
 */
export async function fillPermits(ask: Ask): Promise<void> {
  const nowMs = Date.now()
  const past = (atMs: number): number => Math.min(atMs, nowMs)
  for (const doc of CRAFT) await ask('craft.put', { base: null, doc })
  for (const doc of BATTERIES) await ask('battery.put', { base: null, doc })

  const { flight } = demo
  const flownOn = dayIn(CHINA_ZONE, flight.takeoffAtMs)
  const approval: FlightApproval = {
    id: idOf(21),
    kind: 'standing',
    number: '（演示）长期-2026-07',
    authority: '演示空域管理单位（虚构）',
    zone: CHINA_ZONE,
    fromMs: Date.UTC(2026, 0, 1),
    toMs: Date.UTC(2046, 11, 31, 15, 59, 59),
    hours: [{ from: '07:00', to: '20:00' }],
    area: null,
    maxTrueHeightM: 120,
    maxAmslM: null,
    covers: [],
    scanIds: [],
    filings: [],
    remarks: '（演示）北区固定空域，按日报备',
    withdrawnAtMs: null,
  }
  let { version, doc } = await ask('flightApproval.put', { base: null, doc: approval })
  for (const [i, day] of [-2, -1, 0].map((days) => daysLater(flownOn, days)).entries()) {
    const { fileByMs, answerByMs } = filingTimes(CHINA_ZONE, day)
    const filing: Filing = {
      id: `filing-${i + 1}`,
      day,
      number: `（演示）报-${day.replaceAll('-', '')}`,
      filedAtMs: past(fileByMs - (95 - 20 * i) * MINUTE_MS),
      urgent: null,
      answeredAtMs: past(answerByMs - (40 + 15 * i) * MINUTE_MS),
      agreed: true,
    }
    ;({ version, doc } = await ask('flightApproval.file', { id: doc.id, base: version, filing }))
  }

  const planned = demo.missions[UNDER_STANDING]
  if (planned) {
    const kept = await ask('mission.get', { id: planned.id })
    const { operator, secondOfficer } = DEMO_PEOPLE
    await ask('mission.put', {
      base: kept.version,
      doc: {
        ...kept.doc,
        authorisation: authorisationOf(doc, kept.doc.authorisation),
        crew: [
          { name: operator.name, duty: '机长', personId: operator.id },
          { name: secondOfficer.name, duty: '观察员', personId: secondOfficer.id },
        ],
        craftId: CRAFT[0]?.id,
        batteryIds: BATTERIES.slice(0, 2).map(({ id }) => id),
      },
    })
  }

  const told = await ask('flightReport.report', {
    missionId: flight.missionId,
    approvalId: doc.id,
    flightId: flight.id,
    takeoffAtMs: flight.takeoffAtMs,
    reportedAtMs: past(flight.takeoffAtMs - 65 * MINUTE_MS),
    to: '（演示）管制单位值班室',
    remarks: '',
  })
  const confirmed = await ask('flightReport.confirm', {
    id: told.doc.id,
    base: told.version,
    atMs: past(flight.takeoffAtMs + 4 * MINUTE_MS),
    by: '（演示）值班员',
    number: '演示-0520',
  })
  await ask('flightReport.landed', {
    id: told.doc.id,
    base: confirmed.version,
    flightId: flight.id,
    landedAtMs: past(flight.landedAtMs),
    reportedAtMs: past(flight.landedAtMs + 6 * MINUTE_MS),
    words: '',
  })
}
