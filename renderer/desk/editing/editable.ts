import type { LayerFeature } from '../../../src/core/geo/layer.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Shape } from '../../../src/core/mission/shapes.ts'
import type { Permits } from '../../../src/core/permit/permits.ts'
import type { Site } from '../../../src/core/site/site.ts'
import type { Version } from '../../../src/core/units/id.ts'
import type { Key } from '../../i18n/index.ts'
import type { Selection } from '../selection.ts'

/** What planning is asked while a document is edited. */
export type PlanInput = {
  mission: Mission
  /** The sites that the mission names. */
  sites: Site[]
  /** Roads and buildings of vector layers about it. */
  surroundings: readonly LayerFeature[]
  /** What the workspace knows of its approval. */
  permits: Permits | null
}

/** A document as it is stored, and its version. */
export type Stored<Doc> = { doc: Doc; base: Version }

/**
 * What the editing session, the map's tools and the toolbar have to know of one kind of document. Whoever edits asks
 * this and never what kind it is; another kind that is edited on the map is another of these.
 */
export type Editable<Doc> = {
  /** Reads a document, and how it is planned while it is edited (null: nothing is planned of it). @throws {ApiError} */
  load(id: string): Promise<Stored<Doc> & { planInput: ((doc: Doc) => PlanInput) | null }>
  /** Writes it over the version `base`, as one entry that is undone under `labelKey`. @throws {ApiError} */
  put(doc: Doc, base: Version, labelKey: Key): Promise<Stored<Doc>>
  /** Everything in it that has a form on the map. */
  shapes(doc: Doc): Shape[]
  /** The document with other points for the shape of this key. */
  withShape(doc: Doc, key: string, points: readonly LatLon[]): Doc
  /** Whether it is opened by what is selected. */
  isMeantBy(selected: Selection): boolean
  /** The key of the shape that a selection means; null: none. */
  shapeMeant(selected: Selection | null): string | null
  /** What is selected when the shape of this key is clicked in the document `id`; null: the shape alone is in hand. */
  selectedBy(id: string, key: string): Selection | null
  /** The document without the part that this shape is; null: such a part is taken away elsewhere. */
  without(doc: Doc, key: string): Doc | null
  /** Commands that the map's left edge offers for it, by their ids. */
  tools: readonly string[]
}
