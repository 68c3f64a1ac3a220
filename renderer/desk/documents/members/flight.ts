import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { number } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { text, moment, other, others, hash, linePlace } from './say.ts'

export const FLIGHT: MembersOf<DocumentOf<'flight'>> = {
  id: null,
  missionId: other('flight.mission', 'mission'),
  missionRevision: hash('flight.revision'),
  siteIds: others('mission.site', 'site'),
  takeoffAtMs: moment('flight.takeoff'),
  landedAtMs: moment('flight.landed'),
  pilot: text('flight.pilot'),
  aircraft: text('flight.aircraft'),
  logIds: others('flight.papers', 'footage'),
  track: {
    label: 'flight.track',
    says: (track) => t('flight.trackN', { n: track.length }),
    place: linePlace,
  },
  shots: { label: 'member.shots', says: (shots) => number(shots.length) },
  takes: { label: 'member.takes', says: (takes) => number(takes.length) },
  remarks: text('field.remarks'),
}
