import { nearFeatures, SURROUNDINGS_M } from '../../../src/core/geo/nearFeatures.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { missionShapes, missionWithShape } from '../../../src/core/mission/shapes.ts'
import { api } from '../../api/client.ts'
import { newPartId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import type { Editable } from './editable.ts'

/** A mission: fence, patterns, home and rally points are shapes; it is planned and judged while it is edited. */
export const editableMission: Editable<Mission> = {
  async load(id) {
    const { doc, revision } = await api.call('mission.get', { id })
    const sites = (await api.call('site.list', { enterpriseId: null })).map((record) => record.doc)
    const surroundings = (await api.call('layer.list', {})).flatMap(({ doc: { source } }) =>
      source.kind === 'vector' ? nearFeatures(source.features, doc.home, SURROUNDINGS_M) : [],
    )
    return {
      doc,
      base: revision,
      planInput: (mission) => ({
        mission,
        sites: sites.filter((site) => mission.siteIds.includes(site.id)),
        surroundings,
      }),
    }
  },
  async put(doc, base, labelKey) {
    const written = await write('mission.put', { base, doc }, labelKey)
    return { doc: written.doc, base: written.revision }
  },
  shapes: missionShapes,
  withShape: (doc, key, points) => missionWithShape(doc, key, points, newPartId),
  isMeantBy: ({ kind }) => kind === 'mission' || kind === 'pattern',
  shapeMeant: (selected) =>
    selected?.kind === 'pattern' && selected.partId ? `pattern:${selected.partId}` : null,
  tools: ['map.addInclusion', 'map.addExclusion', 'map.addRally', 'map.moveHome'],
}
