import type { RouteNoteCode } from '../../core/pattern/noteCodes.ts'
import type { TerrainNoteCode } from '../../core/terrain/grid.ts'

/** Notes of the planner and of elevation models. */
export const planning = {
  'note.area_too_jagged': 'The outline is a saw: nothing was planned. Simplify it.',
  'note.off_earth':
    'The route would lead over a pole: nothing was planned. Move the site, or make distances and heights smaller.',
  'note.route_too_long':
    'The route would be {{km}} km long, and no mission may be longer than {{mostKm}} km: nothing was planned. Choose a larger spacing, or split the area.',
  'note.too_many_waypoints':
    'The route would have {{count}} {{count|waypoint|waypoints}}, and no mission holds more than {{most}}: nothing was planned. Simplify the outline, choose a larger spacing, or split the area.',
  'note.ways_too_intricate':
    'The ways inside the fence are too intricate to be found: nothing was planned. Simplify the outlines, choose a larger spacing, or split the area.',
  'note.outline_simplified':
    'The outline has very many corners: lanes were laid over a simpler one that lies within {{toleranceM}} m of it.',
  'note.fence_simplified':
    'The fence has very many corners: ways were planned inside a simpler one, up to {{toleranceM}} m farther in. It is judged as drawn.',
  'note.area_self_crossing': 'The area crosses itself: it was read as it looks.',
  'note.area_not_free': 'Nothing of the area is left inside the fence and its margin.',
  'note.area_partly_uncovered': 'Parts of the area cannot be covered without leaving the fence.',
  'note.no_camera': 'The spacing needs a camera: choose one.',
  'note.ends_at_rally': 'The flight ends at rally point {{rally}}, {{homeM}} m from home.',
  'note.no_way_inside': 'There is no way inside the fence between two places.',
  'note.standoff_too_large': 'The stand-off leaves nothing of the boundary.',
  'note.override_lost': 'A change made by hand found its waypoint no more.',
  'note.commands_left_out':
    '{{count}} {{count|command of an imported route is|commands of an imported route are}} left out: beside other patterns only waypoints by hand are flown. Keep the imported route alone.',
  'note.unjudged_command': 'Command {{command}} cannot be judged ({{count}} {{count|time|times}}).',
  'note.height_frame_unknown': 'A height could not be turned into one over home.',
  'note.empty_pattern': 'A pattern has no waypoints.',
  'note.terrain_unreadable':
    'The elevation model cannot be read: it is damaged, or no GeoTIFF and no HGT tile.',
  'note.terrain_not_heights':
    'This is a picture ({{bands}} {{bands|band|bands}} of {{bits}} {{bits|bit|bits}}), no elevation model: give a file of one band of heights in 16 or 32 bits.',
  'note.terrain_no_crs':
    'The elevation model names no coordinate system: save it again with one (EPSG 4326, UTM or CGCS2000).',
  'note.terrain_units':
    'The elevation model is in a unit that is not known here ({{unit}}): save it in metres.',
  'note.terrain_rotated':
    'The elevation model is turned, mirrored or has no place: save it with its rows from west to east.',
  'note.terrain_scaled':
    'Heights were reckoned by what the model says of its numbers: {{scale}} m each, from {{offset}}.',
  'note.hgt_size':
    'The HGT tile has {{bytes}} {{bytes|byte|bytes}}: one of 1201 or 3601 samples a side is needed.',
  'note.hgt_name': 'An HGT tile is named after its corner, like N41E109.hgt: rename it.',
  'note.terrain_projection':
    'The elevation model is in EPSG {{epsg}}: degrees, UTM and CGCS2000 Gauss-Kruger are read.',
  'note.terrain_too_large': 'The elevation model is too large ({{samples}} {{samples|sample|samples}}).',
  'note.terrain_nothing_here':
    'The elevation model has no height where the mission is: its cells are empty there. Give one that has.',
  'note.terrain_not_metres':
    'The numbers of the elevation model ({{sample}}) are too large for metres, and it does not say what they are: save it in metres.',
  'note.terrain_elsewhere': 'The elevation model does not cover the mission.',
  'note.terrain_datum_unknown': 'The elevation model does not say what its heights are measured from.',
  'note.terrain_missing':
    'Heights are over the ground, but there is no elevation model: they were taken as over home.',
  'note.terrain_partly_unknown': 'The ground is not known under {{metres}} m of the way: bridged.',
  'note.heights_as_over_home':
    'The height of home above sea level is not known: heights were taken as over home.',
  'note.orbit_too_close':
    'The ring comes nearer than {{clearRadiusM}} m to its middle: a larger radius is needed.',
  'note.target_not_free': 'Target {{target}} cannot be seen from any side inside the fence.',
} satisfies Record<`note.${RouteNoteCode | TerrainNoteCode}`, string>
