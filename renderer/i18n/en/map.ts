/** Words of the map, its tools and the editing session. */
export const map = {}
