import { Route, Trash2 } from 'lucide-react'
import { useDocument, useEnterpriseNames } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { changeSite, useBeside, useEditedSite } from '../../desk/edited.ts'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { nameOf, withName } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Hint } from '../../ui/layout.tsx'
import { CoverageSection } from './CoverageSection.tsx'
import { GroundSection } from './GroundSection.tsx'
import { AssetsSection } from './AssetsSection.tsx'

/** A site: its name, its ground, its assets; the boundary is edited on the map. */
export function SiteInspector({ id, partId }: { id: string; partId: string | null }) {
  const t = useT()
  const { data: stored, error } = useDocument('site.get', id)
  const { data: enterprises } = useEnterpriseNames()
  const edited = useBeside(useEditedSite(id))
  const site = edited?.site ?? stored?.doc
  const base = edited?.base ?? stored?.version
  if (!site || !base) return <Empty words={error ? t('app.gone') : t('app.opening')} />
  const owner = enterprises?.find(({ id: one }) => one === site.enterpriseId)
  return (
    <div data-testid="site">
      <Head
        title={nameOf(site.name)}
        over={
          owner ? (
            <Button
              look="quiet"
              onPress={() => selection.getState().goTo({ kind: 'enterprise', id: owner.id })}
              testId="site-owner"
            >
              {nameOf(owner.name)}
            </Button>
          ) : enterprises ? (
            t('app.notHereOf', { what: words('aggregate', 'enterprise') })
          ) : null
        }
        sub={<span>{t('site.cornersN', { n: site.boundary.length })}</span>}
      >
        <Button
          look="primary"
          icon={<Route size={16} aria-hidden />}
          testId="plan-mission"
          onPress={() => selection.getState().compose({ kind: 'mission', siteId: id })}
        >
          {t('site.planMission')}
        </Button>
        <Button
          look="quiet"
          icon={<Trash2 size={16} aria-hidden />}
          label={t('app.remove')}
          onPress={() =>
            void attempt(async () => {
              await write('site.remove', { id, base }, 'edit.removeSite')
              selection.getState().select(null)
            })
          }
        />
      </Head>
      <Body>
        <TextField
          label={t('site.name')}
          value={nameOf(site.name)}
          maxLength={200}
          commit={(text) => {
            if (text.trim() !== '')
              changeSite((doc) => ({ ...doc, name: withName(doc.name, text.trim()) }), 'edit.siteName')
          }}
        />
        <Hint>{t('site.boundaryHint')}</Hint>
      </Body>
      <GroundSection key={JSON.stringify(site.ground)} site={site} />
      <AssetsSection site={site} partId={partId} />
      <CoverageSection key={site.id} site={site} />
    </div>
  )
}
