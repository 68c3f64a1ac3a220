import type { CallOutput } from '../../../src/contract/index.ts'
import { OPEN_STATES } from '../../../src/core/finding/transitions.ts'
import { useDocument, useList } from '../../api/hooks.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { More } from '../../desk/More.tsx'
import { NO_PICTURE, selection } from '../../desk/selection.ts'
import { dateTime } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Badge, Item, Section } from '../../ui/layout.tsx'

/** What was seen in the visit, and a new finding on site. */
export function Seen({ found }: { found: CallOutput<'visit.get'> }) {
  const t = useT()
  const { doc, sightings } = found
  return (
    <Section title={t('visit.seen')} count={sightings.length} open testId="visit-sightings">
      {sightings.map(({ id, findingId, title, seenAtMs }) => (
        <Item
          key={id}
          title={title ?? t('app.notHereOf', { what: words('aggregate', 'finding') })}
          sub={<span>{dateTime(seenAtMs)}</span>}
          onPress={() => selection.getState().goTo({ kind: 'finding', id: findingId })}
        />
      ))}
      <CallButton
        call="finding.open"
        testId="visit-new-finding"
        onPress={() => selection.getState().compose({ ...NO_PICTURE, findingId: null, visitId: doc.id })}
      >
        {t('visit.newFinding')}
      </CallButton>
    </Section>
  )
}

/** A finding that is looked at in the visit: verified, or checked again. */
export function Recheck({ id, visitId }: { id: string; visitId: string }) {
  const t = useT()
  const { data } = useDocument('finding.get', id)
  return (
    <>
      <Item
        title={data?.doc.title ?? t('app.notHereOf', { what: words('aggregate', 'finding') })}
        sub={data ? <Badge tone="info">{t(`state.${data.doc.state}`)}</Badge> : null}
        onPress={() => selection.getState().goTo({ kind: 'finding', id })}
      />
      <CallButton
        call="finding.addSighting"
        testId="visit-look"
        onPress={() =>
          selection.getState().compose({ ...NO_PICTURE, at: data?.doc.at ?? null, findingId: id, visitId })
        }
      >
        {t(
          data?.doc.state === 'toVerify' || data?.doc.state === 'confirmed'
            ? 'visit.verifyNow'
            : 'visit.recheckNow',
        )}
      </CallButton>
    </>
  )
}

/** What is known of the enterprise and still open: to be looked at while one is there, in one press each. */
export function OpenFindings({ visit }: { visit: CallOutput<'visit.get'>['doc'] }) {
  const t = useT()
  const found = useList('finding.list', {
    enterpriseId: visit.enterpriseId,
    states: [...OPEN_STATES],
    level: null,
    overdueOnly: false,
    text: '',
  })
  const rows = (found.rows ?? []).filter(({ id }) => !visit.recheckIds.includes(id))
  if (rows.length === 0) return null
  return (
    <Section title={t('visit.openFindings')} count={rows.length} open testId="visit-open-findings">
      {rows.map(({ id }) => (
        <Recheck key={id} id={id} visitId={visit.id} />
      ))}
      <More shown={found.rows?.length ?? 0} total={found.total} onMore={found.more} />
    </Section>
  )
}
