import { surroundingsOf } from '../../../src/core/geo/nearFeatures.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { missionShapes, missionWithShape, withoutHole } from '../../../src/core/mission/shapes.ts'
import { api } from '../../api/client.ts'
import { newPartId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import type { Editable } from './editable.ts'

/** A mission: fence, patterns, home and rally points are shapes; it is planned and judged while it is edited. */
export const editableMission: Editable<Mission> = {
  async load(id) {
    const { doc, version } = await api.call('mission.get', { id })
    const sites = (await api.call('site.some', { ids: doc.siteIds })).map((record) => record.doc)
    const layers = (await api.call('layer.list', {})).map((record) => record.doc)
    const approvals = (await api.call('flightApproval.list', {})).map((record) => record.doc)
    const reports = (await api.call('flightReport.list', { missionId: id, limit: 500 })).rows.map(
      (record) => record.doc,
    )
    // About home as it is now: looked for anew only where somebody moved it.
    let about = { home: doc.home, surroundings: surroundingsOf(layers, doc.home) }
    const surroundingsAbout = (home: Mission['home']) => {
      if (home.lat !== about.home.lat || home.lon !== about.home.lon)
        about = { home, surroundings: surroundingsOf(layers, home) }
      return about.surroundings
    }
    return {
      doc,
      base: version,
      planInput: (mission) => ({
        mission,
        sites: sites.filter((site) => mission.siteIds.includes(site.id)),
        surroundings: surroundingsAbout(mission.home),
        permits: {
          approval: approvals.find((one) => one.id === mission.authorisation?.approvalId) ?? null,
          reports,
        },
      }),
    }
  },
  async put(doc, base, labelKey) {
    const written = await write('mission.put', { base, doc }, labelKey)
    return { doc: written.doc, base: written.version }
  },
  shapes: missionShapes,
  withShape: (doc, key, points) => missionWithShape(doc, key, points, newPartId),
  isMeantBy: ({ kind }) => kind === 'mission' || kind === 'pattern',
  shapeMeant(selected) {
    if (!selected?.partId) return null
    return selected.kind === 'pattern' ? `pattern:${selected.partId}` : `fence:${selected.partId}`
  },
  selectedBy(id, key) {
    const [, of, partId] = /^(fence|pattern):(.*)$/.exec(key) ?? []
    if (partId === undefined) return null
    return { kind: of === 'pattern' ? 'pattern' : 'mission', id, partId }
  },
  without(doc, key) {
    if (key.startsWith('fence:'))
      return { ...doc, fence: doc.fence.filter(({ id }) => `fence:${id}` !== key) }
    return withoutHole(doc, key)
  },
  tools: [
    'map.addInclusion',
    'map.addExclusion',
    'map.addInclusionCircle',
    'map.addExclusionCircle',
    'map.addRally',
    'map.moveHome',
  ],
}
