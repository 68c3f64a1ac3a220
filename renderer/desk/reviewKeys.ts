/** The keys by which pictures are looked through, beside the arrows, which lead from one to the next. */

/** One key decides about a picture and moves on. */
export const REVIEW_KEYS = { nothing: 'N', finding: 'F', unclear: 'U' } as const
/** Adds the picture to the finding that was made last. */
export const ADD_KEY = 'A'
/** The ends of a stretch of a clip. */
export const STRETCH_KEYS = { from: '[', until: ']' } as const
/** A clip is played or stopped, and goes a second back or on: where its stretches begin and end is looked for by keys. */
export const CLIP_KEYS = { play: 'P', back: ',', on: '.' } as const
/** Marks a region by keys. */
export const REGION_KEY = 'R'
/** The picture large, or the map again. */
export const LARGE_KEY = 'Z'
/** Masks are drawn. */
export const MASK_KEY = 'M'
/** The frame of a clip is kept as a photo. */
export const FRAME_KEY = 'K'
