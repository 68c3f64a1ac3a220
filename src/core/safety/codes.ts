/** Every case that a rule can report, for the words. */
export const CHECK_CODES = [
  'no_fence',
  'fence_self_crossing',
  'outside',
  'in_exclusion',
  'below_floor',
  'above_ceiling',
  'curved_leg',
  'height_unreadable',
  'rally_outside',
  'rally_on_asset',
  'return_outside',
  'return_in_exclusion',
  'return_above_ceiling',
  'return_too_high',
  'return_over_asset',
  'return_in_explosion_zone',
  'too_high',
  'terrain_unknown',
  'endurance',
  'no_authorisation',
  'outside_area',
  'outside_window',
  'expired',
  'above_authorised',
  'ground_point_in_zone',
  'low_in_zone',
  'empty_route',
  'too_many_items',
  'too_fast',
  'bad_position',
  'below_home',
  'home_changed',
] as const
export type CheckCode = (typeof CHECK_CODES)[number]

/** Every change that a rule can propose: a mission edit that `applyFix` makes. */
export const FIX_CODES = [
  'addRallyPoint',
  'setReturnHeight',
  'lowerPatterns',
  'slowDown',
  'moveHome',
  'shrink',
] as const
export type FixCode = (typeof FIX_CODES)[number]
