import { type Coverage, coverage, SEEN_WITHIN_M } from '../../core/footage/view/coverage.ts'
import type { Site } from '../../core/site/site.ts'
import { refreshViews, viewsOver } from '../../store/footageViews.ts'
import type { Context } from '../host/context.ts'

/**
 * What of a site was seen between two times by pictures that are fine enough for it: whoever says that something was seen
 * from the air says it by this.
 */
export function seenOf(
  { workspace: { db } }: Pick<Context, 'workspace'>,
  { boundary, assets }: Pick<Site, 'boundary' | 'assets'>,
  fromMs: number,
  toMs: number,
): Coverage {
  refreshViews(db)
  return coverage(boundary, assets, viewsOver(db, boundary, fromMs, toMs), SEEN_WITHIN_M)
}
