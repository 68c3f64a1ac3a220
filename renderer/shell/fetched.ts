/** What the window does not begin with: each part is fetched when it is first come to. */
import { lazy } from 'react'

const flights = () => import('./flightRoom.ts')
export const FlightForm = lazy(() => flights().then((parts) => ({ default: parts.FlightForm })))
export const FlightInspector = lazy(() => flights().then((parts) => ({ default: parts.FlightInspector })))
export const FlightStrip = lazy(() => flights().then((parts) => ({ default: parts.FlightStrip })))
export const FootageViewer = lazy(() => flights().then((parts) => ({ default: parts.FootageViewer })))

const findings = () => import('./findingRoom.ts')
export const FindingInspector = lazy(() => findings().then((parts) => ({ default: parts.FindingInspector })))
export const FindingOrder = lazy(() => findings().then((parts) => ({ default: parts.FindingOrder })))
export const OrderComposer = lazy(() => findings().then((parts) => ({ default: parts.OrderComposer })))
export const OrderInspector = lazy(() => findings().then((parts) => ({ default: parts.OrderInspector })))
export const SightingForm = lazy(() => findings().then((parts) => ({ default: parts.SightingForm })))

const settings = () => import('./settingsRoom.ts')
export const ExchangeSection = lazy(() => settings().then((parts) => ({ default: parts.ExchangeSection })))
export const PeopleSection = lazy(() => settings().then((parts) => ({ default: parts.PeopleSection })))
export const SettingsPanel = lazy(() => settings().then((parts) => ({ default: parts.SettingsPanel })))
export const StationsSection = lazy(() => settings().then((parts) => ({ default: parts.StationsSection })))
