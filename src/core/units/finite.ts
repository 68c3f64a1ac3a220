/**
 * A number from outside (a file, a vehicle, a form) that is one and lies in its range, both ends included; else null.
 * A guard written as `Math.abs(x) > limit` lets NaN through: every such number passes here instead.
 */
export const finiteIn = (value: unknown, min: number, max: number): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max ? value : null
