import { lazy, type ReactNode, Suspense } from 'react'
import { useT } from '../../i18n/index.ts'
import { Empty } from '../../ui/layout.tsx'

const room = () => import('./room.ts')

export const Board = lazy(() => room().then((parts) => ({ default: parts.Board })))
export const CampaignForm = lazy(() => room().then((parts) => ({ default: parts.CampaignForm })))
export const CampaignInspector = lazy(() => room().then((parts) => ({ default: parts.CampaignInspector })))
export const ChecklistEditor = lazy(() => room().then((parts) => ({ default: parts.ChecklistEditor })))
export const VisitInspector = lazy(() => room().then((parts) => ({ default: parts.VisitInspector })))
export const VisitSheet = lazy(() => room().then((parts) => ({ default: parts.VisitSheet })))

/** What stands there until a part of the room has come. */
export function Fetched({ children }: { children: ReactNode }) {
  const t = useT()
  return <Suspense fallback={<Empty words={t('app.opening')} />}>{children}</Suspense>
}
