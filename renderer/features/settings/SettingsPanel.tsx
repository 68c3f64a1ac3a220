import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { panels, THEMES } from '../../desk/panels.ts'
import { language, setLanguage, useT } from '../../i18n/index.ts'
import { Select } from '../../ui/fields.tsx'
import { Section } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { AboutSection } from './AboutSection.tsx'
import { RetentionSection } from './RetentionSection.tsx'
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
  const theme = useStore(panels, (state) => state.theme)
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
          onChange={(next) => void setLanguage(next)}
          testId="language"
        />
        <Select
          label={t('settings.theme')}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={(next) => panels.getState().setTheme(next)}
          testId="theme"
        />
      </Section>
      <WhoWorksHere />
      <TablesSection />
      <TemplatesSection />
      <PermitsSection />
      <LayersSection />
      <WorkspaceSection />
      <RetentionSection />
      {children}
      <JournalSection />
      <AboutSection />
    </ListFrame>
  )
}
