/** The letters of a column, counted from 1: A, B, …, Z, AA, … */
export function columnName(column: number): string {
  let name = ''
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}

/** The column of its letters, from 1; null of what names none that a sheet has. */
export function columnOf(letters: string): number | null {
  if (!/^[A-Z]{1,3}$/i.test(letters)) return null
  const column = Array.from(letters.toUpperCase()).reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  )
  return column <= 16_384 ? column : null
}

/** Where in a table something stands, as notes say it; of a text table without the name of a sheet. */
export const placeIn = (sheet: string, row: number | null = null, column: number | null = null): string =>
  [
    ...(sheet === '' ? [] : [`sheet “${sheet}”`]),
    ...(row === null ? [] : [`row ${row}`]),
    ...(column === null ? [] : [`column ${columnName(column)}`]),
  ].join(', ')
