import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import { type Pattern, PATTERN_KINDS } from '../../../../src/core/mission/pattern.ts'
import { newPerimeter } from '../../../../src/core/pattern/newPattern.ts'
import { useSitesOf } from '../../../api/hooks.ts'
import { newPartId } from '../../../api/newId.ts'
import { changeMission } from '../../../desk/edited.ts'
import { selectPatterns } from '../../../desk/editing/severalPatterns.ts'
import { nameOf } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Hint, Row } from '../../../ui/layout.tsx'
import { drawPattern } from './drawPattern.ts'
import { OfAssets } from './OfAssets.tsx'

/** A pattern more: of any kind, drawn; along the boundary of one of the sites; or of some of their assets. */
export function AddPattern({ mission }: { mission: Mission }) {
  const t = useT()
  const { data } = useSitesOf(mission.siteIds)
  const [isOfAssets, setOfAssets] = useState(false)
  const sites = data?.map(({ doc }) => doc) ?? []
  const add = (patterns: readonly Pattern[]): void => {
    if (patterns.length === 0) return
    changeMission((doc) => ({ ...doc, patterns: [...doc.patterns, ...patterns] }), 'edit.addPattern')
    selectPatterns(
      mission.id,
      patterns.map(({ id }) => id),
    )
  }
  const draw = async (kind: Pattern['kind']): Promise<void> => {
    const pattern = await drawPattern(kind, newPartId())
    if (pattern) add([pattern])
  }
  return (
    <>
      <Hint>{t('pattern.add')}</Hint>
      <Row>
        {PATTERN_KINDS.map((kind) => (
          <Button
            key={kind}
            icon={<Plus size={16} aria-hidden />}
            onPress={() => void draw(kind)}
            testId={`add-${kind}`}
          >
            {t(`pattern.${kind}`)}
          </Button>
        ))}
      </Row>
      <Row>
        {sites.map((site) => (
          <Button
            key={site.id}
            icon={<Plus size={16} aria-hidden />}
            onPress={() => add([newPerimeter(newPartId(), site.boundary)])}
            testId="add-along"
          >
            {sites.length === 1 ? t('pattern.along') : t('pattern.alongOf', { site: nameOf(site.name) })}
          </Button>
        ))}
        {sites.some(({ assets }) => assets.length > 0) ? (
          <Button
            icon={<Plus size={16} aria-hidden />}
            pressed={isOfAssets}
            onPress={() => setOfAssets(!isOfAssets)}
            testId="add-of-assets"
          >
            {t('pattern.ofAssets')}
          </Button>
        ) : null}
      </Row>
      {isOfAssets ? (
        <OfAssets
          sites={sites}
          heightM={mission.transitHeightM}
          take={(patterns) => {
            setOfAssets(false)
            add(patterns)
          }}
        />
      ) : null}
    </>
  )
}
