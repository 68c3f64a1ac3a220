import { Plus } from 'lucide-react'
import { useLayers } from '../../api/hooks.ts'
import { selection } from '../../desk/selection.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { layerKind } from './layerKind.ts'
import { Button } from '../../ui/Button.tsx'
import { Item, Section } from '../../ui/layout.tsx'

/** The background layers in their order. */
export function LayersSection() {
  const t = useT()
  const { data: layers } = useLayers()
  return (
    <Section title={t('settings.layers')} count={layers?.length} open>
      {[...(layers ?? [])]
        .sort((a, b) => b.doc.order - a.doc.order)
        .map(({ doc }) => (
          <Item
            key={doc.id}
            title={nameOf(doc.name)}
            sub={
              <>
                <span>{t(layerKind(doc.source))}</span>
                <span>{doc.visible ? t('layer.shown') : t('layer.hidden')}</span>
              </>
            }
            onPress={() => selection.getState().select({ kind: 'layer', id: doc.id })}
          />
        ))}
      <Button
        icon={<Plus size={16} aria-hidden />}
        onPress={() => selection.getState().compose({ kind: 'layer' })}
        testId="add-layer"
      >
        {t('layer.new')}
      </Button>
    </Section>
  )
}
