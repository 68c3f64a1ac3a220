/** What stands between names in a text: `某局 顾砚之、沈怀瑾`. */
const BETWEEN = /[\s、，,;；:：/|·()（）]/

/** Where a text names somebody by a whole name, which nothing but a mark stands beside; -1: it does not. */
function placeOf(text: string, name: string): number {
  const isEdge = (at: number): boolean => at < 0 || at >= text.length || BETWEEN.test(text.charAt(at))
  if (name === '') return -1
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (isEdge(at - 1) && isEdge(at + name.length)) return at
  return -1
}

/** Whether a text that somebody typed (an organiser, whom an overdue thing is told) names a person. */
export const namesPerson = (text: string, name: string): boolean => placeOf(text, name) >= 0

/** The text with one person named in another's place, once; as it is where it does not name them. */
export function withPerson(text: string, from: string, to: string): string {
  const at = placeOf(text, from)
  return at < 0 ? text : text.slice(0, at) + to + text.slice(at + from.length)
}
