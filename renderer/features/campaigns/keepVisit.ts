import type { CallOutput } from '../../../src/contract/index.ts'
import type { Visit } from '../../../src/core/campaign/visit.ts'
import { newestRecord } from '../../api/own.ts'
import { write } from '../../api/write.ts'
import { attempt } from '../../desk/notices.ts'

/**
 * Keeps a change of a visit at once, as one step: what was just changed of it stays, though it is not shown yet. What goes on
 * from what stands there is given as a function of it.
 */
export const keepVisit = (
  { doc: shown, version: at }: Pick<CallOutput<'visit.get'>, 'doc' | 'version'>,
  change: Partial<Visit> | ((now: Visit) => Partial<Visit>),
  onKept: () => void = () => {},
): void =>
  void attempt(async () => {
    await write(
      'visit.put',
      () => {
        const { doc, version } = newestRecord({ doc: shown, version: at })
        return { base: version, doc: { ...doc, ...(typeof change === 'function' ? change(doc) : change) } }
      },
      'edit.visit',
    )
    onKept()
  })
