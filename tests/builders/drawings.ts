/** Files of ways and areas as other programs write them, made of plain text without the readers. Positions are lat, lon. */
export type At = readonly [lat: number, lon: number, highM?: number]

const lonLat = ([lat, lon, highM]: At): string =>
  [lon, lat, ...(highM === undefined ? [] : [highM])].join(',')
const mode = (name: string | null): string => (name === null ? '' : `<altitudeMode>${name}</altitudeMode>`)

export const kml = (...inner: string[]): string =>
  `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Folder>${inner.join('\n')}</Folder></Document></kml>`
export const placemark = (name: string, shape: string): string =>
  `<Placemark><name>${name}</name>${shape}</Placemark>`
export const kmlPoint = (at: At, over: string | null = null): string =>
  `<Point>${mode(over)}<coordinates>${lonLat(at)}</coordinates></Point>`
export const kmlLine = (line: readonly At[], over: string | null = null): string =>
  `<LineString>${mode(over)}<coordinates>${line.map(lonLat).join(' ')}</coordinates></LineString>`
export const kmlTrack = (line: readonly At[], over: string | null = null): string =>
  `<gx:Track>${mode(over)}${line.map((at) => `<gx:coord>${lonLat(at).replaceAll(',', ' ')}</gx:coord>`).join('')}</gx:Track>`
const ring = (line: readonly At[]): string =>
  `<LinearRing><coordinates>${[...line, ...line.slice(0, 1)].map(lonLat).join(' ')}</coordinates></LinearRing>`
export const kmlArea = (outer: readonly At[], holes: readonly (readonly At[])[] = []): string =>
  `<Polygon><outerBoundaryIs>${ring(outer)}</outerBoundaryIs>${holes.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`).join('')}</Polygon>`

const gpxPoint = (element: string, [lat, lon, highM]: At): string =>
  `<${element} lat="${lat}" lon="${lon}">${highM === undefined ? '' : `<ele>${highM}</ele>`}</${element}>`
export const gpx = (drawn: {
  wpt?: readonly At[]
  rte?: readonly (readonly At[])[]
  trk?: readonly (readonly At[])[]
}): string =>
  `<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">${[
    ...(drawn.wpt ?? []).map((at) => gpxPoint('wpt', at)),
    ...(drawn.rte ?? []).map(
      (line, i) => `<rte><name>R${i + 1}</name>${line.map((at) => gpxPoint('rtept', at)).join('')}</rte>`,
    ),
    ...(drawn.trk ?? []).map(
      (line, i) =>
        `<trk><name>T${i + 1}</name><trkseg>${line.map((at) => gpxPoint('trkpt', at)).join('')}</trkseg></trk>`,
    ),
  ].join('')}</gpx>`

const position = ([lat, lon, highM]: At): number[] => [lon, lat, ...(highM === undefined ? [] : [highM])]
export const geo = (geometries: readonly (object | null)[], more: object = {}): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    ...more,
    features: geometries.map((geometry, i) => ({
      type: 'Feature',
      properties: { name: `F${i + 1}` },
      geometry,
    })),
  })
export const geoPoint = (at: At): object => ({ type: 'Point', coordinates: position(at) })
export const geoLine = (line: readonly At[]): object => ({
  type: 'LineString',
  coordinates: line.map(position),
})
export const geoArea = (outer: readonly At[], holes: readonly (readonly At[])[] = []): object => ({
  type: 'Polygon',
  coordinates: [outer, ...holes].map((one) => [...one, ...one.slice(0, 1)].map(position)),
})

export type WplRow = { command?: number; frame?: number; at: At; params?: readonly number[] }
/** A waypoint list; its home line is the first row. */
export const wpl = (rows: readonly WplRow[], between = '\t'): string =>
  `QGC WPL 110\n${rows
    .map(({ command = 16, frame = 3, at: [lat, lon, highM = 60], params = [0, 0, 0, 0] }, i) =>
      [i, i === 0 ? 1 : 0, frame, command, ...params, lat.toFixed(7), lon.toFixed(7), highM, 1].join(between),
    )
    .join('\n')}\n`
export const homeRow = (at: At): WplRow => ({ frame: 0, at })

export type Wayline = { over?: string; at: readonly At[]; actions?: readonly (readonly string[])[] }
/** DJI's `waylines.wpml`: heights in each placemark's `executeHeight`, actions by the name of what they do. */
export const waylines = (lines: readonly Wayline[], config = ''): string =>
  `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:wpml="http://www.dji.com/wpmz/1.0.2"><Document><wpml:missionConfig><wpml:finishAction>goHome</wpml:finishAction>${config}</wpml:missionConfig>${lines
    .map(
      ({ over = 'relativeToStartPoint', at, actions = [] }, k) =>
        `<Folder><wpml:executeHeightMode>${over}</wpml:executeHeightMode><wpml:waylineId>${k}</wpml:waylineId><wpml:autoFlightSpeed>4</wpml:autoFlightSpeed>${at
          .map(
            ([lat, lon, highM], i) =>
              `<Placemark><Point><coordinates>${lon},${lat}</coordinates></Point><wpml:index>${i}</wpml:index>${highM === undefined ? '' : `<wpml:executeHeight>${highM}</wpml:executeHeight>`}<wpml:waypointSpeed>4</wpml:waypointSpeed>${
                actions[i]
                  ? `<wpml:actionGroup><wpml:actionTrigger><wpml:actionTriggerType>reachPoint</wpml:actionTriggerType></wpml:actionTrigger>${actions[
                      i
                    ]
                      .map(
                        (name) =>
                          `<wpml:action><wpml:actionActuatorFunc>${name}</wpml:actionActuatorFunc></wpml:action>`,
                      )
                      .join('')}</wpml:actionGroup>`
                  : ''
              }</Placemark>`,
          )
          .join('')}</Folder>`,
    )
    .join('')}</Document></kml>`

/** Litchi's columns that matter here, one row a point; `mode` 0 is over take-off, 1 over the ground. */
export const litchi = (rows: readonly { at: At; mode?: number; more?: string }[], columns = ''): string =>
  `latitude,longitude,altitude(m),heading(deg),actiontype1,actionparam1,altitudemode,speed(m/s)${columns}\n${rows
    .map(
      ({ at: [lat, lon, highM = 50], mode: over = 0, more = '' }) =>
        `${lat},${lon},${highM},0,-1,0,${over},5${more}`,
    )
    .join('\n')}\n`

export const plan = (
  items: readonly object[],
  more: { home?: readonly number[]; [key: string]: unknown } = {},
): string => {
  const { home = [41.77, 109.97, 1600], ...rest } = more
  return JSON.stringify({
    fileType: 'Plan',
    version: 1,
    groundStation: 't',
    mission: { version: 2, firmwareType: 3, vehicleType: 2, plannedHomePosition: home, items },
    geoFence: { version: 2, polygons: [], circles: [] },
    rallyPoints: { version: 2, points: [] },
    ...rest,
  })
}
export const planItem = (at: At, frame = 3, command = 16): object => ({
  type: 'SimpleItem',
  autoContinue: true,
  command,
  frame,
  params: [0, 0, 0, null, at[0], at[1], at[2] ?? 50],
})
