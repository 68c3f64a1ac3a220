import { useStore } from 'zustand'
import { AirVisits } from '../features/campaigns/AirVisits.tsx'
import {
  CampaignForm,
  CampaignInspector,
  ChecklistEditor,
  VisitInspector,
} from '../features/campaigns/fetched.ts'
import { CampaignsChapter, VisitsChapter } from '../features/campaigns/VisitChapters.tsx'
import { EnterpriseForm } from '../features/enterprises/EnterpriseForm.tsx'
import { DrawForm } from '../features/draw/DrawForm.tsx'
import { DrawInspector } from '../features/draw/DrawInspector.tsx'
import { TakeInTable } from '../features/enterprises/TakeInTable.tsx'
import { Dossier } from '../features/enterprises/Dossier.tsx'
import { MissionInspector } from '../features/missions/MissionInspector.tsx'
import { NewMission } from '../features/missions/NewMission.tsx'
import { LayerInspector } from '../features/settings/LayerInspector.tsx'
import { NewLayer } from '../features/settings/NewLayer.tsx'
import { WaitingLine } from '../features/stations/WaitingLine.tsx'
import { NewSite } from '../features/sites/NewSite.tsx'
import { SiteInspector } from '../features/sites/SiteInspector.tsx'
import { useT } from '../i18n/index.ts'
import { Empty } from '../ui/layout.tsx'
import {
  FindingInspector,
  FindingOrder,
  FlightForm,
  FlightInspector,
  FootageViewer,
  OrderComposer,
  OrderInspector,
  SightingForm,
} from './fetched.ts'
import { Fetched } from '../desk/Fetched.tsx'
import { type Composing, type Selection, selection } from '../desk/selection.ts'

function Composer({ composing }: { composing: Composing }) {
  switch (composing.kind) {
    case 'enterprise':
      return <EnterpriseForm id={null} onDone={() => selection.getState().compose(null)} />
    case 'takeIn':
      return <TakeInTable />
    case 'site':
      return <NewSite composing={composing} />
    case 'mission':
      return <NewMission siteId={composing.siteId} />
    case 'flight':
      return <FlightForm missionId={composing.missionId} />
    case 'sighting':
      return <SightingForm composing={composing} />
    case 'layer':
      return <NewLayer />
    case 'draw':
      return <DrawForm before={null} onDone={() => selection.getState().compose(null)} />
    case 'campaign':
      return <CampaignForm found={null} onDone={() => selection.getState().compose(null)} />
    case 'order':
      return <OrderComposer asked={composing} />
  }
}

function Selected({ selected }: { selected: Selection }) {
  switch (selected.kind) {
    case 'enterprise':
      return (
        <>
          <Dossier key={selected.id} id={selected.id} visits={<VisitsChapter enterpriseId={selected.id} />} />
          <CampaignsChapter key={`campaigns ${selected.id}`} enterpriseId={selected.id} />
        </>
      )
    case 'site':
    case 'asset':
      return <SiteInspector key={selected.id} id={selected.id} partId={selected.partId ?? null} />
    case 'mission':
    case 'pattern':
      return <MissionInspector key={selected.id} id={selected.id} partId={selected.partId ?? null} />
    case 'flight':
      return (
        <>
          <FlightInspector key={selected.id} id={selected.id} />
          <AirVisits key={`visits ${selected.id}`} flightId={selected.id} />
        </>
      )
    case 'footage':
      return <FootageViewer key={selected.id} id={selected.id} />
    case 'finding':
      return (
        <>
          <FindingInspector key={selected.id} id={selected.id} />
          <FindingOrder key={`order ${selected.id}`} id={selected.id} />
        </>
      )
    case 'layer':
      return <LayerInspector key={selected.id} id={selected.id} />
    case 'draw':
      return <DrawInspector key={selected.id} id={selected.id} />
    case 'campaign':
      return <CampaignInspector key={selected.id} id={selected.id} />
    case 'visit':
      return <VisitInspector key={selected.id} id={selected.id} />
    case 'checklist':
      return <ChecklistEditor key={selected.id} id={selected.id} />
    case 'setting':
      return null
    case 'order':
      return <OrderInspector key={selected.id} id={selected.id} />
  }
}

/** What is selected, or being made: its parameters, and one primary action. */
export function Inspector() {
  const t = useT()
  const selected = useStore(selection, (state) => state.selected)
  const composing = useStore(selection, (state) => state.composing)
  if (composing)
    return (
      <Fetched>
        <Composer composing={composing} />
      </Fetched>
    )
  if (selected)
    return (
      <>
        <WaitingLine selected={selected} />
        <Fetched>
          <Selected selected={selected} />
        </Fetched>
      </>
    )
  return <Empty words={t('app.nothingSelected')} />
}
