/** Chance that is the same for the same seed: what an attack did can be done again. */
export type Chance = {
  /** From 0 up to, not including, 1. */
  share(): number
  /** A whole number, both ends included. */
  whole(least: number, most: number): number
  pick<T>(choices: readonly T[]): T
  /** Whether something of this likelihood happens now. */
  happens(likelihood: number): boolean
}

/** Numbers of a seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed | 0
  const share = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    share,
    whole: (least, most) => least + Math.floor(share() * (most - least + 1)),
    pick<T>(choices: readonly T[]): T {
      if (choices.length === 0) throw new Error('nothing to choose from')
      return choices[Math.floor(share() * choices.length)] as T
    },
    happens: (likelihood) => share() < likelihood,
  }
}
