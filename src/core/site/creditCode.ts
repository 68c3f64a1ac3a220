/** The 31 characters of a unified social credit code in the order of their values (GB 32100-2015, table 2). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The check character for the first 17 characters, or null when one of them is not of the code's alphabet. */
export function creditCodeCheckCharacter(first17: string): string | null {
  if (first17.length !== 17) return null
  let sum = 0
  // GB 32100-2015, 5.5: the weight of position i is 3^(i-1) modulo 31.
  let weight = 1
  for (const character of first17) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return null
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? null
}

/** Whether `code` is a well-formed unified social credit code whose check character holds. */
export function isCreditCode(code: string): boolean {
  return code.length === 18 && creditCodeCheckCharacter(code.slice(0, 17)) === code[17]
}
