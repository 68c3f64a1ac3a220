import 'leaflet/dist/leaflet.css'
import './leaflet/flatMarks.ts'
import { useEffect } from 'react'
import { MapContainer } from 'react-leaflet'
import { useEditedMission } from '../desk/edited.ts'
import { followDocument } from '../desk/editing/session.ts'
import { ApprovedArea } from './layers/ApprovedArea.tsx'
import { registerMapCommands } from './commands.ts'
import { BaseMapGuide } from './BaseMapGuide.tsx'
import { Compass } from './Compass.tsx'
import { ComparedPlaces } from './layers/ComparedPlaces.tsx'
import { CornerBox } from './tools/CornerBox.tsx'
import { CoverageLayer } from './layers/CoverageLayer.tsx'
import { FindingMarks } from './layers/FindingMarks.tsx'
import { FlightTracks } from './layers/FlightTracks.tsx'
import { Graticule } from './layers/Graticule.tsx'
import { LayerControl } from './LayerControl.tsx'
import { ControlMarks } from './layers/ControlMarks.tsx'
import { Layers } from './layers/Layers.tsx'
import { MapTarget } from './MapTarget.tsx'
import { MoreThanDrawn } from './MoreThanDrawn.tsx'
import { MissionLayer } from './layers/MissionLayer.tsx'
import styles from './mapView.module.css'
import { PlaceMenu } from './PlaceMenu.tsx'
import { SiteLayer } from './layers/SiteLayer.tsx'
import { TakeoffArea } from './layers/TakeoffArea.tsx'
import { ToolInput } from './tools/ToolInput.tsx'
import { ToolLayer } from './tools/ToolLayer.tsx'
import { RulerBox } from './tools/RulerBox.tsx'
import { ToolLine } from './tools/ToolLine.tsx'
import { Toolbar } from './Toolbar.tsx'
import { VehicleMark } from './layers/VehicleMark.tsx'
import { VerdictMarks } from './layers/VerdictMarks.tsx'
import { WaypointMarks } from './tools/WaypointMarks.tsx'

/** Where the map stands before there is anything to show. */
const START: [number, number] = [41.77, 109.97]

/** The map with everything on it; it reads the stores itself and fills its parent. */
export function MapView() {
  useEffect(() => {
    const stops = [registerMapCommands(), followDocument()]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  return (
    <div className={styles.frame} data-testid="map">
      <MapContainer
        className={styles.map ?? ''}
        center={START}
        zoom={14}
        minZoom={3}
        maxZoom={22}
        zoomControl={false}
        attributionControl={false}
        doubleClickZoom={false}
        zoomSnap={0.5}
        wheelPxPerZoomLevel={90}
        zoomAnimation={false}
        fadeAnimation={false}
        markerZoomAnimation={false}
      >
        <Layers />
        <ControlMarks />
        <Graticule />
        <CoverageLayer />
        <SiteLayer />
        <FlightTracks />
        <TakeoffArea />
        <ApprovedArea />
        <MissionLayer />
        <OpenWaypoints />
        <FindingMarks />
        <VehicleMark />
        <VerdictMarks />
        <ComparedPlaces />
        <ToolInput />
        <ToolLayer />
        <Toolbar />
        <LayerControl />
        <MoreThanDrawn />
        <BaseMapGuide />
        <Compass />
        <PlaceMenu />
        <CornerBox />
        <RulerBox />
        {/* Last: whoever hears of a move listens by then, also where all of them were drawn anew with it. */}
        <MapTarget />
      </MapContainer>
      <ToolLine />
    </div>
  )
}

/** The single waypoints of the mission that is being edited, once its route is there. */
function OpenWaypoints() {
  const edited = useEditedMission()
  return edited?.route ? <WaypointMarks mission={edited.mission} route={edited.route} /> : null
}
