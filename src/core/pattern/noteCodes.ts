/** Everything that planning may have to say; each has words in both languages. */
export const ROUTE_NOTE_CODES = [
  /** The area crosses itself: it was read under the even-odd rule. */
  'area_self_crossing',
  /** The outline goes to and fro more often than lanes over it could follow: nothing was planned. */
  'area_too_jagged',
  /** More way than any mission flies, `km` of at most `mostKm`: nothing was planned. */
  'off_earth',
  'route_too_long',
  /** More waypoints than any mission holds, `count` of at most `most`: nothing was planned. */
  'too_many_waypoints',
  /** The ways inside the fence take too many steps to find: nothing was planned. */
  'ways_too_intricate',
  /** An outline of many corners was planned over as one of fewer, within `toleranceM` of it. */
  'outline_simplified',
  /** The same of the fence, inward only. */
  'fence_simplified',
  /** Nothing of the area is left inside the fence and its margin. */
  'area_not_free',
  /** Parts of the area that no lane can see without leaving the fence: `share` of it. */
  'area_partly_uncovered',
  /** Spacing by camera, but the mission has no camera. */
  'no_camera',
  /** There is no way inside the fence between two places; the straight one was taken, and the verdict says so. */
  'no_way_inside',
  /** The stand-off leaves nothing of the boundary. */
  'standoff_too_large',
  /** The ring of an orbit comes nearer to the asset than `clearRadiusM`. */
  'orbit_too_close',
  /** A target cannot be seen from any side without leaving the fence: `target`. */
  'target_not_free',
  /** A change made by hand found no waypoint any more: `override`. */
  'override_lost',
  /** A verbatim pattern among others: its commands have no place there, `count` of them. */
  'commands_left_out',
  /** Items of a verbatim pattern that this program cannot judge: `command`, `count`. */
  'unjudged_command',
  /** Heights over sea level or terrain could not be turned into heights over home. */
  'height_frame_unknown',
  /** Heights over the ground, but no elevation model, or none under `metres` of the way. */
  'terrain_missing',
  'terrain_partly_unknown',
  /** Heights over the ground or sea level, but how high home lies is not known. */
  'heights_as_over_home',
  /** The flight ends at a rally point: `rally`, `homeM` metres from home. */
  'ends_at_rally',
  /** A pattern without waypoints. */
  'empty_pattern',
] as const
export type RouteNoteCode = (typeof ROUTE_NOTE_CODES)[number]
