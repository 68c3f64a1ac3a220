import { type Coverage, coverage } from '../../core/footage/view/coverage.ts'
import type { Site } from '../../core/site/site.ts'
import { refreshViews, viewsOver } from '../../store/footageViews.ts'
import { settingOf } from '../../store/settings.ts'
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
  const views = viewsOver(db, boundary, fromMs, toMs, flightId)
  return coverage(boundary, assets, views, settingOf(db, 'seenResolution').cmPerPixel / 100)
}
