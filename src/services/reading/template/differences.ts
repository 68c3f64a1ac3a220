import { isGroup, type PaperGroup, said } from '../../../core/papers/paperValue.ts'

/** A paragraph that is not what it was; null where there was or is none. `fields`: the data that no longer stand in it. */
export type Difference = {
  readonly before: string | null
  readonly after: string | null
  readonly fields: string[]
}

/** So many paragraphs that may have changed places are compared with one another, and so many differences are told. */
const MOST_COMPARED = 3000
const MOST_TOLD = 200
const LONGEST = 400

/**
 * What somebody changed of a paper, paragraph by paragraph, and which of its data they changed with it. `more`: how many
 * differences there are beyond those that are told.
 */
export function differencesOf(
  before: readonly string[],
  after: readonly string[],
  data: PaperGroup,
): { differences: Difference[]; more: number } {
  const told: Difference[] = []
  const values = fieldsOf(data, '')
  const push = (gone: readonly string[], come: readonly string[]): void => {
    const [was, is] = [gone, come].map((lines) => lines.join('\n'))
    const fields = values
      .filter(({ text }) => was?.includes(text) && !is?.includes(text))
      .map(({ name }) => name)
    for (let i = 0; i < Math.max(gone.length, come.length); i++)
      told.push({
        before: shortOf(gone[i]),
        after: shortOf(come[i]),
        fields: i === 0 ? [...new Set(fields)].slice(0, 50) : [],
      })
  }
  let [a, b] = [0, 0]
  for (const [i, j] of [...pairs(before, after), [before.length, after.length] as const]) {
    const [gone, come] = [before.slice(a, i), after.slice(b, j)].map((lines) =>
      lines.filter((line) => line.trim() !== ''),
    ) as [string[], string[]]
    if (gone.length > 0 || come.length > 0) push(gone, come)
    ;[a, b] = [i + 1, j + 1]
  }
  return { differences: told.slice(0, MOST_TOLD), more: Math.max(0, told.length - MOST_TOLD) }
}

const shortOf = (text: string | undefined): string | null =>
  text === undefined ? null : text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text

/** Which paragraphs are the same, one behind the other: those at both ends, and a longest common sequence of the rest. */
function pairs(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const fewer = Math.min(a.length, b.length)
  let head = 0
  while (head < fewer && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < fewer - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  const found: (readonly [number, number])[] = Array.from({ length: head }, (_, i) => [i, i])
  const [midA, midB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
  for (const [i, j] of commonIn(midA, midB)) found.push([i + head, j + head])
  for (let i = tail; i > 0; i--) found.push([a.length - i, b.length - i])
  return found
}

/** A longest common sequence; of more than are compared, what stands at the same place. */
function commonIn(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const [n, m] = [a.length, b.length]
  if (Math.max(n, m) > MOST_COMPARED) return a.flatMap((text, i) => (text === b[i] ? [[i, i] as const] : []))
  const longest = Array.from({ length: n + 1 }, () => new Uint16Array(m + 1))
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--) {
      const row = longest[i]
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const found: (readonly [number, number])[] = []
  for (let i = 0, j = 0; i < n && j < m; )
    if (a[i] === b[j]) {
      found.push([i, j])
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  return found
}

/** The texts of a paper's data by the paths of their tags; what is one sign long stands anywhere, and is left out. */
function fieldsOf(group: PaperGroup, before: string): { name: string; text: string }[] {
  return Object.entries(group).flatMap(([key, value]) => {
    const name = before === '' ? key : `${before}.${key}`
    if (Array.isArray(value)) return (value as readonly PaperGroup[]).flatMap((one) => fieldsOf(one, name))
    if (isGroup(value)) return fieldsOf(value, name)
    const text = said(value)
    return text.length > 1 ? [{ name, text }] : []
  })
}
