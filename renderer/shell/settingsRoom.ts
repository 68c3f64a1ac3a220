export { PeopleSection } from '../features/people/PeopleSection.tsx'
export { SettingsPanel } from '../features/settings/SettingsPanel.tsx'
export { ExchangeSection } from '../features/stations/ExchangeSection.tsx'
export { StationsSection } from '../features/stations/StationsSection.tsx'
