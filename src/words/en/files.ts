import type { FormatNoteCode } from '../../core/formats/noteCodes.ts'

/** Notes of the codecs of missions, drawings and layers. */
export const files = {
  'note.home_not_told':
    'The vehicle has no home yet: home was put where the first thing lies that it holds. Move it to the take-off point before the verdict counts.',
  'note.params_of_others':
    'Several vehicles speak in this log: the parameters are those of {{taken}}; left out: {{names}}.',
  'note.params_none': 'No parameters in the file.',
  'note.params_skipped': 'Lines that are no parameters were skipped: {{count}}.',
  'note.unknown_format': 'The format is not known.',
  'note.empty_file': 'The file is empty.',
  'note.not_text': 'The file is not text.',
  'note.not_json': 'It is no JSON, or it is damaged.',
  'note.too_deep': 'Its parts stand in one another deeper than {{most}}, as in no plan or drawing.',
  'note.too_many_values': 'It holds more values than {{most}}: split it into several files.',
  'note.line_too_long': 'A line or tag that is longer than {{most}} is not read.',
  'note.decoded_as': 'Read as {{encoding}}.',
  'note.too_many_items': 'Too many items ({{count}}): the rest was left out.',
  'note.bad_coordinates': 'A position is out of range: {{text}}',
  'note.swapped_coordinates': 'Latitude and longitude seem to be swapped.',
  'note.not_a_number': 'Not a number: {{text}}',
  'note.not_xml': 'It is no XML, or it is damaged.',
  'note.xml_entities': 'XML with entities is refused.',
  'note.not_kml': 'It is neither KML nor GPX.',
  'note.litchi_row':
    'A row has {{fields}} {{fields|field|fields}} where the file has {{columns}} {{columns|column|columns}}.',
  'note.more_notes': 'There is more of this kind than is listed.',
  'note.numbers_left':
    'A position has more numbers than longitude, latitude and height; the others were left out: {{text}}',
  'note.decimal_comma':
    'Numbers have commas for decimal points ({{text}}): the columns cannot be told apart. Save the file with points.',
  'note.zip_too_many':
    'The archive has {{count}} {{count|file|files}} of this kind; at most {{most}} {{most|is|are}} read.',
  'note.zip_encrypted': 'A file of the archive is encrypted: unpack it with its password first.',
  'note.tiles_not_mbtiles': 'It is no MBTiles file.',
  'note.tiles_not_pmtiles': 'It is no whole PMTiles file of version 3.',
  'note.tiles_computed':
    'Its tiles are computed by the file itself, which is not run: save it with its tiles in a plain table.',
  'note.tiles_other': 'Its tiles are neither pictures (png, jpg or webp) nor vector tiles (pbf).',
  'note.tiles_none': 'It holds no tiles.',
  'note.tiles_other_grid': 'Its tiles lie in another grid than that of web maps (web Mercator).',
  'note.tiles_too_many': 'It has more tiles than can be brought in: {{most}}.',
  'note.tiles_left':
    '{{count}} {{count|tile is no whole picture|tiles are no whole pictures}}, and {{count|was|were}} left out.',
  'note.tiles_gap':
    'It has no tiles of zoom {{zooms}}: at these levels the map stays empty, at the others it is drawn.',
  'note.tiles_bomb': 'Its tiles unpack to many times what pictures would: it was not made by a map program.',
  'note.tiles_folder': 'Its files cannot be read: the card or folder may be gone.',
  'note.raster_broken': 'The picture breaks off or is damaged.',
  'note.raster_other':
    'It is no picture that can be laid out by itself: TIFF, or JPEG and PNG with a world file.',
  'note.raster_too_large': 'It claims to be {{width}} × {{height}} px: no picture is so large.',
  'note.raster_one_piece':
    'All of it ({{width}} × {{height}} px) is packed as one piece: save it in tiles or strips (a COG, for instance).',
  'note.raster_no_colours': 'Its numbers are no colours: heights go into a mission as its elevation model.',
  'note.raster_no_place': 'It does not say where it lies.',
  'note.raster_world_file': 'The world file is not six numbers, one a line{{where}}.',
  'note.raster_prj': 'Its .prj names a coordinate system that is not known here{{where}}.',
  'note.raster_crs':
    'Its coordinate system EPSG:{{epsg}} is not known here: WGS-84, CGCS2000 with its Gauss-Kruger zones, UTM and web Mercator are.',
  'note.raster_off_earth': 'Its middle, {{x}}, {{y}}, lies in no coordinate system that is known here.',
  'note.raster_coarser':
    'It is kept at 1/{{times}} of the fineness of the file: it would have come to too many tiles.',
  'note.overlay_none': 'It has no picture that can be laid out.',
  'note.overlay_no_box':
    '{{count}} overlaid {{count|picture says|pictures say}} no place that holds, and {{count|was|were}} left out.',
  'note.overlay_beyond':
    '{{count}} overlaid {{count|picture crosses|pictures cross}} the 180th meridian or the polar edges of the map, and {{count|was|were}} left out.',
  'note.overlay_too_many': 'It lays out more than {{most}}: the other {{count}} {{count|was|were}} left out.',
  'note.overlay_elsewhere':
    '{{count}} overlaid {{count|picture is|pictures are}} not in the file (on the network, say, or elsewhere on a disk), and {{count|was|were}} left out: nothing is fetched.',
  'note.overlay_unread':
    '{{count}} overlaid {{count|picture|pictures}} could not be read (JPEG and PNG of 8 bits can), and {{count|was|were}} left out.',
  'note.zip_damaged': 'A file of the archive is damaged.',
  'note.not_zip': 'Not a ZIP archive.',
  'note.zip_twice':
    'The archive has two files of one name, or two in the same bytes: nothing was taken from it. Pack it anew.',
  'note.zip_too_large':
    'The archive unpacks to more than {{megabytes}} MB: {{files}} {{files|file was|files were}} left out.',
  'note.zip_no_kml': 'There is no KML in the archive.',
  'note.not_geojson': 'It is JSON, but no GeoJSON.',
  'note.no_features': 'There are no features in it.',
  'note.xml_too_large': 'The file is too large to be read as a mission (over {{megabytes}} MB of text).',
  'note.datum_stated': 'The file states its coordinate system: {{system}}.',
  'note.datum_converted': 'Coordinates were converted from {{system}} to WGS-84.',
  'note.not_shapefile': 'This is no shapefile.',
  'note.tiles_from_north': 'The rows of its tiles count from the north; they were read so.',
  'note.shp_no_prj': 'There is no .prj: coordinates were read as degrees.',
  'note.shp_needs_prj':
    'Its numbers ({{text}}) are no degrees, and there is no .prj that says what they are: choose the .prj beside it as well, or put it into the zip.',
  'note.shp_bad_prj': 'The projection in the .prj is not known: {{problem}}',
  'note.shp_datum_shift': '{{system}} may differ from WGS-84 by tens of metres: check the position.',
  'note.shp_no_names': 'The attribute table has no names.',
  'note.no_polygon': 'No area in the file.',
  'note.no_points': 'No points in the file.',
  'note.bad_geometry': 'A geometry cannot be used.',
  'note.unsupported_geometry': 'Geometry of this kind is not read: {{type}}',
  'note.too_few_corners': 'An outline has too few corners ({{corners}}).',
  'note.not_a_plan': 'It is neither a QGroundControl plan nor GeoJSON.',
  'note.plan_version': 'A plan of another version.',
  'note.plan_part_missing': 'A part of the plan is missing.',
  'note.plan_part_version': 'A part of the plan has another version: {{found}}',
  'note.plan_bad_item': 'An item of the plan cannot be used.',
  'note.plan_unknown_item': 'An unknown item was left out: {{kind}}',
  'note.plan_complex_expanded': '{{kind}} was read as its {{count}} {{count|item|items}}.',
  'note.plan_complex_empty': '{{kind}} has no items in the file.',
  'note.left_points': 'Points in the file that are not used: {{count}} of {{of}}.',
  'note.left_lines': 'Lines in the file that are not used: {{count}} of {{of}}.',
  'note.left_tracks': 'Tracks in the file that are not used: {{count}} of {{of}}.',
  'note.left_areas': 'Areas in the file that are not used: {{count}} of {{of}}.',
  'note.left_holes': 'Holes of areas in the file that are not used: {{count}} of {{of}}.',
  'note.left_unplaced': 'Entries of the file that have no place: {{count}}.',
  'note.left_heights':
    'Heights drawn in the file are not used: {{count}} {{count|shape lies|shapes lie}} on the ground here.',
  'note.left_named': 'Not used from the file: {{names}}.',
  'note.left_files': 'Further drawings in the archive are not read ({{count}}): {{names}}',
  'note.several_routes': 'The file has {{count}} {{count|route|routes}}; choose one: {{list}}',
  'note.take_unknown': 'There is no route “{{take}}” in the file; it has: {{list}}',
  'note.way_taken': 'The one route of the file is flown: {{name}}, {{count}} {{count|point|points}}.',
  'note.ways_joined':
    '{{count}} {{count|route of the file is|routes of the file are}} flown one after the other, with straight legs between them.',
  'note.segments_joined':
    'A track is broken off {{count}} {{count|time|times}}: its pieces are one route here, with straight legs between them.',
  'note.heights_given':
    'All waypoints are {{heightM}} m over take-off, as you say; heights of the file are not used.',
  'note.heights_assumed': 'The file has no heights: all waypoints are {{heightM}} m over take-off. Check it.',
  'note.heights_draped':
    'The drawing lies on the ground, so its numbers are no heights: all waypoints are {{heightM}} m over take-off. Check it.',
  'note.heights_mixed':
    'Heights of {{count}} of {{of}} {{of|point|points}} are missing or over something else than the rest: give one height for all, or mend the file.',
  'note.heights_over_sea':
    'Heights of the file are over the sea ({{heights}} m): with take-off at {{homeM}} m they are {{become}} m over take-off.',
  'note.heights_over_ellipsoid':
    'Heights of the file are over the WGS-84 ellipsoid ({{heights}} m), which may lie tens of metres from the sea: with take-off at {{homeM}} m they are {{become}} m over take-off. Check that both are measured from the same.',
  'note.heights_over_ground':
    'Heights of the file are over the ground under each point ({{heights}} m): without an elevation model they are taken as over take-off. Check them where the ground is not level.',
  'note.heights_by_model':
    'Heights of the file are over the ground under each point ({{heights}} m): by the elevation model they are {{become}} m over take-off.',
  'note.heights_below_home':
    'Waypoints lie at or below the height of take-off (the lowest at {{lowestM}} m): check what the heights are over.',
  'note.home_from_takeoff': 'The file names no home: it is where the mission takes off ({{lat}}, {{lon}}).',
  'note.home_at_first':
    'The file names no home: it is taken to be at the first point ({{lat}}, {{lon}}). Move it to where you take off.',
  'note.home_of_site':
    'The file names no home: it is that of the site ({{lat}}, {{lon}}). Move it to where you take off.',
  'note.home_by_model': 'Take-off is {{homeM}} m over the sea by the elevation model.',
  'note.home_far': 'Home lies {{km}} km from the first point: check it.',
  'note.item_frame': 'A waypoint has its place in frame {{frame}}, which is none on Earth.',
  'note.closed_lines_as_areas': 'Closed lines are taken as areas: {{count}}.',
  'note.geojson_crs': 'Its coordinates are in {{system}}, not in degrees of WGS-84: convert the file.',
  'note.rings_turned':
    'Outlines or holes run the wrong way round ({{count}}): what lies inside another is taken as its hole.',
  'note.plan_home_missing': 'The plan has no home.',
  'note.fence_bad_zone': 'A fence zone cannot be used.',
  'note.rally_bad_point': 'A rally point cannot be used.',
  'note.wpl_header': 'The first line is not "QGC WPL".',
  'note.wpl_version': 'WPL of another version: {{found}}',
  'note.wpl_line': 'A line has {{fields}} {{fields|field|fields}} instead of 12.',
  'note.wpl_decimal_comma': 'Decimal commas: write points.',
  'note.wpl_index': 'The numbering is off: {{found}} instead of {{expected}}.',
  'note.wpl_no_home': 'The home line is missing or has no place.',
  'note.mission_file_bad': 'Not a usable Sortie mission file: {{problem}}',
  'note.home_height_unknown': 'The height of home over the sea is not known: 0 was written.',
  'note.fence_heights_not_carried': 'The format carries no floor and ceiling of the fence.',
  'note.fence_not_carried': 'The format carries no fence: none is on board.',
  'note.no_rally_to_write': 'There are no rally points to write.',
  'note.plan_survey_editable':
    '{{count}} {{count|pattern|patterns}} can be edited in QGroundControl as its own; once changed there, it plans anew and this verdict no longer holds.',
  'note.rally_not_carried': 'The format carries no rally points.',
  'note.nan_written_as_zero': '"Not set" was written as 0.',
  'note.contingency_not_carried':
    'Return height and failsafe actions are not in the file: enter them on the vehicle.',
  'note.release_not_carried': 'The release is not in the file; the journal keeps it.',
  'note.not_flyable_format': 'This file is for people: it is no mission that an aircraft takes.',
  'note.wpml_no_template': 'The file has no template: Pilot 2 will refuse it.',
  'note.wpml_no_route': 'There is no route in the file.',
  'note.wpml_files_differ':
    'Template and route of the file do not agree: the controller may fly another way than is shown.',
  'note.wpml_index': 'A waypoint is numbered {{found}}, expected {{expected}}.',
  'note.wpml_height_mode': 'Nobody knows what its heights are over: “{{mode}}”.',
  'note.wpml_no_height': 'A waypoint has no height.',
  'note.wpml_action': 'An action of the file has no counterpart and is left out: {{action}}.',
  'note.litchi_header': 'Not a Litchi file: its columns are missing.',
  'note.litchi_action': 'Action {{action}} of the file is left out.',
  'note.litchi_not_in_file':
    'Heading mode, finish action, path and cruise speed are not in a Litchi file: set them.',
  'note.areas_no_route':
    'It draws {{count}} {{count|area|areas}} and no route: take it as the area of a pattern, as plan --area does.',
  'note.nothing_to_fly': 'It draws no route or points, only: {{names}}.',
  'note.litchi_unit': 'A unit of its columns is not known: {{unit}}.',
  'note.table_is_log': 'This is the log of a flight (it has times), not a mission: bring it in as a log.',
  'note.no_waypoints': 'There are no waypoints in the file.',
  'note.item_not_carried': 'Command {{command}} cannot be carried by this format.',
  'note.height_not_over_home': "A height is not over home (frame {{frame}}), and home's height is unknown.",
  'note.no_fence_on_board': 'No fence on board: it does not travel with this file.',
  'note.video_from_first': 'Recording cannot begin before the first waypoint: it begins there.',
  'note.plan_structure_scan':
    'A structure scan holds no items of its own: what QGroundControl makes of its outline and layers was made here: {{count}}. Its own may differ.',
  'note.plan_jump_lost':
    'A jump names item {{target}}, which is not in the file: its number was left as it is. Mend it before flying.',
  'note.plan_jump_twice':
    'Item number {{id}} occurs {{count}} {{count|time|times}}: jumps go to the first of them.',
  'note.wpml_several_lines':
    'The file has {{count}} {{count|wayline|waylines}}: read as one route, one after the other.',
  'note.mapping_lanes_kept':
    'The file has an area and lanes over it: its lanes are kept as they would be flown. Where it is brought in, the area can be planned anew instead.',
  'note.mapping_planned_here': 'The file has an area but no lanes: they are planned here.',
  'note.mapping_no_area': 'The template ({{type}}) has no area or line that can be read.',
  'note.mapping_extra': '{{what}} of the template is left out.',
  'note.mapping_oblique':
    'Of an oblique template only the lanes straight down are read; the four oblique routes ({{pitch}}°) are left out.',
  'note.mapping_overlap_missing': 'An overlap is not stated: {{overlap}} % is taken.',
  'note.mapping_by_time': 'Photos by time are planned by distance, at the same overlap.',
  'note.mapping_sides':
    'The strip is {{left}} m wide on its left and {{right}} m on its right: both sides take the wider one.',
  'note.mapping_rebuilt':
    'DJI Pilot 2 and FlightHub 2 may lay the lanes anew from the area, in ways that were not proved here. After loading, save the route there, export it and hold it against this one (`sortie compare`, or “Check a route from the controller”).',
  'note.mapping_rounded':
    'DJI takes whole degrees and percent: direction {{direction}}°, overlap {{overlap}} %, side overlap {{sidelap}} %.',
  'note.mapping_over_ground':
    'Following the ground, the controller needs an elevation model of its own; its heights may differ from the proved ones.',
  'note.mapping_not_one_survey':
    'A mapping template holds one survey and nothing else; this mission has {{patterns}} {{patterns|pattern|patterns}}.',
  'note.mapping_holes': 'A mapping template has no place for holes ({{count}}).',
  'note.mapping_self_crossing': 'The area crosses itself: a mapping template cannot hold it.',
  'note.mapping_cross_grid': 'A mapping template has one direction, no cross grid.',
  'note.mapping_lead_in': 'A mapping template has no lead-in ({{metres}} m).',
  'note.mapping_part': 'A part of a survey is no area: a mapping template cannot hold it.',
  'note.mapping_by_hand': 'Changes by hand ({{count}}) have no place in a mapping template.',
  'note.mapping_over_sea':
    'Heights over sea level need ellipsoidal heights as well, which are not known here.',
  'note.mapping_no_payload': 'The aircraft has no camera number of DJI.',
  'note.mapping_no_lanes': 'The survey has no lanes.',
  'note.mapping_directions': 'The lanes lie in more than one direction: a mapping template has one.',
  'note.mapping_no_camera': 'Without a camera there are no overlaps, which a mapping template needs.',
  'note.mapping_photos': 'A mapping template takes photos by distance or time; this survey: {{by}}.',
  'note.mapping_overlaps':
    'Overlaps of {{overlap}} % and {{sidelap}} % cannot be written: the spacing is wider than the picture.',
  'note.photos_as_stops': 'Photos on the way become {{count}} {{count|stop|stops}} of their own.',
  'note.too_few_points':
    'The format needs at least {{least}} {{least|waypoint|waypoints}}; there {{count|is|are}} {{count}}.',
  'note.too_many_points': '{{count}} {{count|waypoint|waypoints}}; at most {{most}} {{most|is|are}} taken.',
  'note.no_dji_numbers':
    'The aircraft ({{vehicle}}) has no DJI numbers: choose a DJI aircraft, or enter them.',
  'note.speed_lowered': 'Speeds are lowered to {{speedMS}} m/s, the most that the format allows.',
  'note.not_for_aircraft': '{{aircraftRow}} does not read this format.',
  'note.litchi_by_hand':
    'Set by hand in Litchi: heading mode "custom", path mode "straight lines", cruise speed {{speedMS}} m/s, finish action ({{finish}}).',
  'note.litchi_actions': 'More than 15 actions at one waypoint: the rest is left out.',
  'note.flight_area_docks_only': 'A custom flight area reaches docks only; other aircraft take none.',
  'note.flight_area_overlap': 'Several areas to stay in: DJI does not allow that they overlap.',
  'note.no_fence_to_write': 'The mission has no fence.',
  'note.too_many_corners':
    'A zone has {{corners}} {{corners|corner|corners}}; at most {{most}} {{most|is|are}} taken.',
  'note.circle_too_small': 'A circle has a radius of {{radiusM}} m; at least {{least}} m are needed.',
  'note.not_gpx': 'Not a GPX file.',
  'note.xlsx_old':
    'It is a workbook of before 2007, or closed with a password: save it as .xlsx without a password.',
  'note.xlsx_no_sheet': 'It is no workbook, or has no sheet.',
  'note.table_empty': 'The table is empty.',
  'note.xlsx_too_many':
    'The workbook holds more cells than any register, empty ones with a format among them: copy what is filled in to a new one, or split it into several files.',
  'note.table_too_large': 'The table holds more filled cells than {{most}}: split it into several files.',
  'note.table_merged': 'Cells are merged ({{cells}}): only the first of them holds what stands there.',
  'note.cell_fault': 'The spreadsheet could not reckon a cell: {{text}}',
  'note.cell_not_reckoned': 'A formula without a result: open the file in a spreadsheet and save it once.',
  'note.cell_unreadable': 'A cell cannot be read.',
  'note.csv_open_quote': 'A quotation mark is never closed: from here on, fields cannot be told apart.',
} satisfies Record<`note.${FormatNoteCode}`, string>
