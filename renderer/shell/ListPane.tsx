import { useStore } from 'zustand'
import { EnterpriseList } from '../features/enterprises/EnterpriseList.tsx'
import { FindingList } from '../features/findings/FindingList.tsx'
import { FlightList } from '../features/flights/FlightList.tsx'
import { PeopleSection } from '../features/people/PeopleSection.tsx'
import { MissionList } from '../features/missions/MissionList.tsx'
import { SettingsPanel } from '../features/settings/SettingsPanel.tsx'
import { ExchangeSection } from '../features/stations/ExchangeSection.tsx'
import { StationsSection } from '../features/stations/StationsSection.tsx'
import { WaitingList } from '../features/stations/WaitingList.tsx'
import { selection } from '../desk/selection.ts'
import { ActionPane } from './ActionPane.tsx'

/** The list of what the rail has chosen. */
export function ListPane() {
  const room = useStore(selection, (state) => state.room)
  switch (room) {
    case 'enterprises':
      return <EnterpriseList />
    case 'missions':
      return <MissionList />
    case 'flights':
      return <FlightList />
    case 'findings':
      return <FindingList />
    case 'campaigns':
      return <ActionPane />
    case 'settings':
      return (
        <SettingsPanel>
          <PeopleSection />
          <StationsSection />
          <ExchangeSection />
        </SettingsPanel>
      )
    case 'waiting':
      return <WaitingList />
  }
}
