/** Where a box lies on a picture that is drawn at any size: its corner and its sides as shares of it, 0 to 1. */
export const inShares = (box: {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}) => ({
  left: `${box.x * 100}%`,
  top: `${box.y * 100}%`,
  width: `${box.width * 100}%`,
  height: `${box.height * 100}%`,
})
