import type { CallOutput } from '../../../src/contract/index.ts'
import type { Visit } from '../../../src/core/campaign/visit.ts'
import { write } from '../../api/write.ts'
import { attempt } from '../../desk/notices.ts'

/** Keeps a change of a visit at once, as one step. */
export const keepVisit = ({ doc, version }: CallOutput<'visit.get'>, change: Partial<Visit>): void =>
  void attempt(() => write('visit.put', { base: version, doc: { ...doc, ...change } }, 'edit.visit'))
