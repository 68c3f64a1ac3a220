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
  /** Of one flight alone; null: of all. */
  flightId: string | null = null,
): Coverage {
  refreshViews(db)
  const views = viewsOver(db, boundary, fromMs, toMs)
  const asked = flightId === null ? views : [...views].filter((view) => view.flightId === flightId)
  return coverage(boundary, assets, asked, SEEN_WITHIN_M)
}
