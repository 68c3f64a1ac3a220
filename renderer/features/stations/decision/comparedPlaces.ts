import { isSame } from '../../../desk/documents/fields.ts'
import type { ComparedPlace } from '../../../desk/deciding.ts'
import type { FieldWithRows } from './fieldsWithRows.ts'

/** What the map draws of versions: every place in which they differ, as it was and as each of them has it. */
export const comparedPlaces = (fields: readonly FieldWithRows[]): ComparedPlace[] =>
  fields
    .flatMap(({ rows }) => rows)
    .flatMap(({ label, before, cells }) => {
      const all = [before, ...cells]
      if (all.every(({ place }) => isSame(place, before.place))) return []
      return all.flatMap(({ place, isAsBefore }, of) =>
        place === null || (of > 0 && isAsBefore) ? [] : [{ of, name: label, place }],
      )
    })
