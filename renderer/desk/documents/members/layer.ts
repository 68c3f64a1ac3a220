import type { Layer } from '../../../../src/core/geo/layer.ts'
import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { number, position } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { figure, share, yesNo, joined, NAME } from './say.ts'

const layerSourceSays = (source: Layer['source']): string => {
  switch (source.kind) {
    case 'tiles':
      return joined([
        t(source.content === 'vector' ? 'layerKind.vectorTiles' : 'layerKind.tiles'),
        source.datum && t(`datumName.${source.datum}`),
        source.attribution,
        source.sha256.slice(0, 16),
      ])
    case 'picture':
      return joined([t('layerKind.picture'), ...source.corners.map(position)])
    case 'elevation':
      return joined([
        t('layerKind.elevation'),
        source.terrain.source,
        source.shade && t('layer.shade'),
        source.contours && t('layer.contours'),
      ])
    case 'vector':
      return joined([
        t('layerKind.vector'),
        `${t('layer.features')} ${number(source.features.length)}`,
        source.from?.fileName,
      ])
  }
}

export const LAYER: MembersOf<DocumentOf<'layer'>> = {
  id: null,
  name: NAME,
  order: figure('member.layerOrder'),
  visible: yesNo('layer.visible'),
  opacity: share('layer.opacity'),
  source: { label: 'field.source', says: layerSourceSays },
}
