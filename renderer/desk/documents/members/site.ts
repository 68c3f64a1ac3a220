import type { Asset, Site } from '../../../../src/core/site/site.ts'
import { nameOf } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { text, figure, other, at, ring, path, NAME, importSource } from './say.ts'

const ASSET: MembersOf<Asset> = {
  id: null,
  name: NAME,
  kind: { label: 'asset.kind', says: (kind) => t(`assetKind.${kind}`) },
  footing: {
    label: null,
    of: {
      kind: { label: 'member.shape', says: (kind) => t(`shape.${kind}`) },
      at: at('finding.at'),
      radiusM: figure('asset.radius'),
      ring: ring('member.outline'),
      path: path('member.line'),
    },
  },
  heightM: figure('asset.height'),
  explosionZone: {
    label: 'asset.zone',
    of: {
      radiusM: figure('asset.zoneRadius'),
      topM: figure('asset.zoneTop'),
      source: text('field.source'),
    },
  },
  noOverflight: {
    label: 'asset.noOverflight',
    of: {
      radiusM: figure('asset.noOverflightRadius'),
      plumeM: figure('asset.plume'),
      topM: figure('asset.zoneTop'),
      source: text('field.source'),
    },
  },
}

export const SITE: MembersOf<Site> = {
  id: null,
  enterpriseId: other('site.enterprise', 'enterprise'),
  name: NAME,
  boundary: ring('member.boundary'),
  ground: {
    label: 'site.ground',
    of: {
      lowestM: figure('site.lowest'),
      highestM: figure('site.highest'),
      source: text('field.source'),
    },
  },
  assets: { label: 'site.assets', part: ({ name }) => nameOf(name), of: ASSET },
  remarks: text('field.remarks'),
  source: importSource,
}
