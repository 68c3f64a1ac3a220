import { lazy } from 'react'

const room = () => import('./room.ts')

export const Board = lazy(() => room().then((parts) => ({ default: parts.Board })))
export const CampaignForm = lazy(() => room().then((parts) => ({ default: parts.CampaignForm })))
export const CampaignInspector = lazy(() => room().then((parts) => ({ default: parts.CampaignInspector })))
export const ChecklistEditor = lazy(() => room().then((parts) => ({ default: parts.ChecklistEditor })))
export const VisitInspector = lazy(() => room().then((parts) => ({ default: parts.VisitInspector })))
export const VisitSheet = lazy(() => room().then((parts) => ({ default: parts.VisitSheet })))
