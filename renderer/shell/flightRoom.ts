export { FlightForm } from '../features/flights/FlightForm.tsx'
export { FlightInspector } from '../features/flights/FlightInspector.tsx'
export { FlightStrip } from '../features/flights/strip/FlightStrip.tsx'
export { FootageViewer } from '../features/flights/viewer/FootageViewer.tsx'
