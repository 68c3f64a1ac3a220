import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import type { SpecialCase } from '../../../../src/core/mission/mission.ts'
import { VEHICLES } from '../../../../src/core/mission/vehicles.ts'
import type { Hours } from '../../../../src/core/mission/mission.ts'
import { spanText } from '../../../../src/core/permit/hours.ts'
import { dateTime, nameOf, percent } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { figure, joined, moment, other, others, ring, text } from './say.ts'

export const hoursSay = (hours: readonly Hours[]): string[] => hours.map(spanText)
export const casesSay = (cases: readonly SpecialCase[]): string[] => cases.map((one) => t(`special.${one}`))

export const FLIGHT_APPROVAL: MembersOf<DocumentOf<'flightApproval'>> = {
  id: null,
  kind: { label: 'permit.kind', says: (kind) => t(`permitKind.${kind}`) },
  number: text('permit.number'),
  authority: text('authorisation.authority'),
  zone: text('permit.zone'),
  fromMs: moment('authorisation.from'),
  toMs: moment('authorisation.to'),
  hours: { label: 'permit.hours', says: hoursSay },
  area: ring('member.outline'),
  maxTrueHeightM: figure('authorisation.height'),
  maxAmslM: figure('permit.maxAmsl'),
  covers: { label: 'permit.covers', says: casesSay },
  scanIds: others('permit.scans', 'footage'),
  filings: {
    label: 'permit.filings',
    part: ({ day, number }) => joined([day, number]),
    of: {
      id: null,
      day: text('filing.day'),
      number: text('filing.number'),
      filedAtMs: moment('filing.filedAt'),
      urgent: text('filing.urgent'),
      answeredAtMs: moment('filing.answeredAt'),
      agreed: { label: 'filing.answer', says: (agreed) => t(agreed ? 'filing.yes' : 'filing.no') },
    },
  },
  remarks: text('field.remarks'),
  withdrawnAtMs: moment('permit.withdrawn'),
}

export const FLIGHT_REPORT: MembersOf<DocumentOf<'flightReport'>> = {
  id: null,
  missionId: other('flightReport.mission', 'mission'),
  approvalId: other('flightReport.approval', 'flightApproval'),
  flightId: other('flightReport.flight', 'flight'),
  takeoffAtMs: moment('flightReport.takeoffAt'),
  reportedAtMs: moment('flightReport.reportedAt'),
  reportedBy: { label: 'flightReport.reportedBy', says: ({ name }) => name },
  to: text('flightReport.to'),
  confirmed: {
    label: 'flightReport.confirmed',
    says: ({ atMs, by, number }) => joined([dateTime(atMs), by, number]),
  },
  landing: {
    label: 'flightReport.landing',
    says: ({ landedAtMs, reportedAtMs, by, words }) =>
      joined([
        t('flightReport.saidLanded', { at: dateTime(landedAtMs), reported: dateTime(reportedAtMs) }),
        by.name,
        words,
      ]),
  },
  remarks: text('field.remarks'),
}

/** An aircraft's type by its name in the catalogue. */
const typeSays = (id: string): string => {
  const type = VEHICLES.find((one) => one.id === id)
  return type ? nameOf(type.name) : t('severity.unknown')
}

export const CRAFT: MembersOf<DocumentOf<'craft'>> = {
  id: null,
  name: text('craft.name'),
  vehicleId: { label: 'craft.type', says: typeSays },
  class: { label: 'craft.class', says: (one) => t(`craftClass.${one}`) },
  serial: text('craft.serial'),
  registration: text('craft.registration'),
  uomNumber: text('craft.uomNumber'),
  linkFrequency: text('craft.linkFrequency'),
  linkBandwidth: text('craft.linkBandwidth'),
  equipment: text('craft.equipment'),
  transponder: text('craft.transponder'),
  remarks: text('field.remarks'),
  retiredOn: text('craft.retiredOn'),
}

export const BATTERY: MembersOf<DocumentOf<'battery'>> = {
  id: null,
  name: text('battery.name'),
  serial: text('battery.serial'),
  vehicleId: { label: 'craft.type', says: typeSays },
  cycles: figure('battery.cycles', 0),
  health: { label: 'battery.health', says: (health) => percent(health, 0) },
  remarks: text('field.remarks'),
  retiredOn: text('battery.retiredOn'),
}
