import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { dateTime, nameOf } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { other, hash, joined } from './say.ts'

export const FROZEN: MembersOf<DocumentOf<'frozen'>> = {
  id: null,
  missionId: other('flight.mission', 'mission'),
  revision: hash('flight.revision'),
  mission: { label: 'flight.mission', says: (mission) => nameOf(mission.name) },
  sites: { label: 'mission.site', says: (list) => list.map((site) => nameOf(site.name)) },
  releases: {
    label: 'member.releases',
    says: (list) => list.map(({ by, role, reason }) => t('export.released', { by, role, reason })),
  },
  exports: {
    label: 'export.earlier',
    says: (list) => list.map(({ atMs, by, fileName }) => joined([dateTime(atMs), by, fileName])),
  },
}
