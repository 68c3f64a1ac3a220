import type { LayerFeature } from '../geo/layer.ts'

/** A feature of a drawing with what the file says of it: texts and numbers by name, and all that it draws. */
export type DrawnRow = {
  /** Where it stands in the file, as notes say it. */
  readonly at: string
  readonly members: ReadonlyMap<string, string | number>
  readonly features: readonly LayerFeature[]
}
