/** Light that a surface gives back, red, green and blue from 0 to 1, linear. */
export type Rgb = readonly [red: number, green: number, blue: number]

const linear = (value: number): number => {
  const v = value / 255
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
}
const coded = (value: number): number =>
  255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055)

/** A colour as screens write it, 0 to 255 (sRGB, IEC 61966-2-1). */
export const rgb = (red: number, green: number, blue: number): Rgb => [
  linear(red),
  linear(green),
  linear(blue),
]

/** A share of light as a screen writes it, 0 to 255, not rounded. */
export const screenValue = (light: number): number => coded(Math.min(1, Math.max(0, light)))

export const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
]

export const dimmed = ([red, green, blue]: Rgb, by: number): Rgb => [red * by, green * by, blue * by]
