import { isolated } from './shown.ts'

/**
 * A text with its figures filled in. `{{files}}` (or `{files}`) stands for the value of that name, nothing where there is
 * none; `{{files|file is|files are}}` for the first words where the value is 1 and for the second where it is not: so
 * that a text that counts is right for one and for many, in a language that tells them apart. A value may be a name as
 * somebody gave it: it cannot turn the order of the text around it.
 */
export const fillIn = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(
    /\{\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}\}|\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (_, ...found: (string | undefined)[]) => {
      const [name = '', one, many] = found[0] === undefined ? found.slice(3) : found
      const value = Object.hasOwn(values, name) ? String(values[name]) : ''
      return one === undefined || many === undefined ? isolated(value) : value === '1' ? one : many
    },
  )
