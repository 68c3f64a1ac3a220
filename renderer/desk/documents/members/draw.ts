import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { number } from '../../../i18n/format.ts'
import type { MembersOf } from './member.ts'
import { joined, NAME } from './say.ts'

export const DRAW: MembersOf<DocumentOf<'draw'>> = {
  id: null,
  name: NAME,
  attempts: {
    label: 'draw.attempts',
    says: (attempts) =>
      attempts.map(({ reason, commitment, outcome }) =>
        joined([reason, commitment.slice(0, 16), outcome?.seed, outcome && number(outcome.drawn.length)]),
      ),
  },
}
