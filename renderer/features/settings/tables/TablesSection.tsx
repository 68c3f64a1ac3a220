import { useStore } from 'zustand'
import { SETTING_NAMES } from '../../../../src/core/finding/settings.ts'
import { selection } from '../../../desk/selection.ts'
import { useT } from '../../../i18n/index.ts'
import { Item, Section } from '../../../ui/layout.tsx'

/** The tables by which the workspace reckons: each opens where there is room for it. */
export function TablesSection() {
  const t = useT()
  const selected = useStore(selection, (state) => state.selected)
  return (
    <Section title={t('settings.tables')} count={SETTING_NAMES.length} testId="setting-tables">
      {SETTING_NAMES.map((name) => (
        <Item
          key={name}
          title={t(`setting.${name}`)}
          current={selected?.kind === 'setting' && selected.id === name}
          onPress={() => selection.getState().goTo({ kind: 'setting', id: name })}
          testId={`open-setting-${name}`}
        />
      ))}
    </Section>
  )
}
