/** What the window shows of campaigns and visits, as one part that is fetched when it is first looked at. */
export { Board } from './Board.tsx'
export { CampaignForm } from './CampaignForm.tsx'
export { CampaignInspector } from './CampaignInspector.tsx'
export { ChecklistEditor } from './ChecklistEditor.tsx'
export { VisitInspector } from './VisitInspector.tsx'
export { VisitSheet } from './VisitSheet.tsx'
