import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { DENSITIES, panels, TEXT_SIZES, THEMES } from '../../desk/panels.ts'
import { language, setLanguage, useT } from '../../i18n/index.ts'
import { Select } from '../../ui/fields.tsx'
import { Section } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { AboutSection } from './AboutSection.tsx'
import { usePolicy } from '../../desk/policy.ts'
import { PolicySection } from './PolicySection.tsx'
import { RetentionSection } from './RetentionSection.tsx'
import { SupportSection } from './SupportSection.tsx'
import { WhoWorksHere } from './WhoWorksHere.tsx'
import { LayersSection } from './LayersSection.tsx'
import { TemplatesSection } from './TemplatesSection.tsx'
import { PermitsSection } from './permits/PermitsSection.tsx'
import { TablesSection } from './tables/TablesSection.tsx'
import { WorkspaceSection } from './WorkspaceSection.tsx'
import { JournalSection } from './journal/JournalSection.tsx'

/** The settings: language, look, who works here, layers, the workspace, what others put beside it, and the journal. */
export function SettingsPanel({ children }: { children: ReactNode }) {
  const t = useT()
  const { theme, textSize, density } = useStore(panels)
  const policy = usePolicy()
  return (
    <ListFrame title={t('room.settings')}>
      <Section title={t('settings.look')} open>
        <Select
          label={t('settings.language')}
          value={language()}
          options={[
            { value: 'zh', label: t('language.zh') },
            { value: 'en', label: t('language.en') },
          ]}
          isDisabled={Boolean(policy?.language)}
          hint={policy?.language ? t('policy.locked', { by: policy.setBy }) : undefined}
          onChange={(next) => void setLanguage(next)}
          testId="language"
        />
        <Select
          label={t('settings.theme')}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={(next) => panels.getState().setLook({ theme: next })}
          testId="theme"
        />
        <Select
          label={t('settings.textSize')}
          value={textSize}
          options={TEXT_SIZES.map((value) => ({ value, label: `${value} %` }))}
          onChange={(next) => panels.getState().setLook({ textSize: next })}
          testId="text-size"
        />
        <Select
          label={t('settings.density')}
          value={density}
          options={DENSITIES.map((value) => ({ value, label: t(`density.${value}`) }))}
          onChange={(next) => panels.getState().setLook({ density: next })}
          testId="density"
        />
      </Section>
      <PolicySection />
      <WhoWorksHere />
      <TablesSection />
      <TemplatesSection />
      <PermitsSection />
      <LayersSection />
      <WorkspaceSection />
      <RetentionSection />
      {children}
      <JournalSection />
      <SupportSection />
      <AboutSection />
    </ListFrame>
  )
}
