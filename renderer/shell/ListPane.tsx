import { useStore } from 'zustand'
import { EnterpriseList } from '../features/enterprises/EnterpriseList.tsx'
import { FindingList } from '../features/findings/FindingList.tsx'
import { FlightList } from '../features/flights/FlightList.tsx'
import { MissionList } from '../features/missions/MissionList.tsx'
import { WaitingList } from '../features/stations/WaitingList.tsx'
import { Fetched } from '../desk/Fetched.tsx'
import { selection } from '../desk/selection.ts'
import { ActionPane } from './ActionPane.tsx'
import { ExchangeSection, PeopleSection, SettingsPanel, StationsSection } from './fetched.ts'

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
        <Fetched>
          <SettingsPanel>
            <PeopleSection />
            <StationsSection />
            <ExchangeSection />
          </SettingsPanel>
        </Fetched>
      )
    case 'waiting':
      return <WaitingList />
  }
}
