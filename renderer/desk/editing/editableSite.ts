import { siteShapes, siteWithShape } from '../../../src/core/mission/shapes.ts'
import type { Site } from '../../../src/core/site/site.ts'
import { api } from '../../api/client.ts'
import { write } from '../../api/write.ts'
import type { Editable } from './editable.ts'

/** A site: its boundary and its assets are shapes. */
export const editableSite: Editable<Site> = {
  async load(id) {
    const { doc, version } = await api.call('site.get', { id })
    return { doc, base: version, planInput: null }
  },
  async put(doc, base, labelKey) {
    const written = await write('site.put', { base, doc }, labelKey)
    return { doc: written.doc, base: written.version }
  },
  shapes: siteShapes,
  withShape: siteWithShape,
  isMeantBy: ({ kind }) => kind === 'site' || kind === 'asset',
  shapeMeant: (selected) =>
    selected?.kind === 'asset' && selected.partId ? `asset:${selected.partId}` : 'boundary',
  selectedBy: () => null,
  without: () => null,
  tools: [],
}
