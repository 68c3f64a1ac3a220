/** Degrees to the 1e-7 that MAVLink carries (about 1 cm), so that every machine hashes the same bytes. */
export const quantiseDeg = (degrees: number): number => Math.round(degrees * 1e7) / 1e7 + 0

/** A place to 1e-7 degrees; of anything that has more than a place, the place alone. */
export const quantisePlace = ({ lat, lon }: { readonly lat: number; readonly lon: number }) => ({
  lat: quantiseDeg(lat),
  lon: quantiseDeg(lon),
})

/** Metres to the millimetre. */
export const quantiseM = (metres: number): number => Math.round(metres * 1000) / 1000 + 0
