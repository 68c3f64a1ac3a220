import { useCall } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { nameHere, nameOf, number, percent } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint, Row, Section } from '../../ui/layout.tsx'
import { Named } from '../../ui/Named.tsx'

/** The visits from the air that a flight offers: of the enterprises whose sites its footage really saw, each kept with one press. */
export function AirVisits({ flightId }: { flightId: string }) {
  const t = useT()
  const { data } = useCall('visit.offers', { flightId })
  return (
    <Section title={t('visit.offered')} count={data?.length} open testId="air-visits">
      <Hint>{t(data?.length === 0 ? 'visit.nothingSeen' : 'visit.offeredHint')}</Hint>
      {(data ?? []).map(({ enterpriseId, enterpriseName, sites, campaign, visitId }) => (
        <div key={enterpriseId} data-testid="offered-visit">
          <b>
            <Named>{nameHere(enterpriseName, 'enterprise')}</Named>
          </b>
          <Hint>
            {t('visit.seenSaid', {
              share: percent(Math.max(...sites.map(({ share }) => share))),
              assets: number(sites.reduce((sum, { assets }) => sum + assets, 0)),
            })}
            {campaign ? ` · ${nameOf(campaign.name)} ${t('round.no', { n: campaign.roundNo })}` : ''}
          </Hint>
          <Row>
            {visitId === null ? (
              <CallButton
                call="visit.fromFlight"
                testId="keep-air-visit"
                onPress={() =>
                  void attempt(() => write('visit.fromFlight', { flightId, enterpriseId }, 'edit.airVisit'))
                }
              >
                {t('visit.confirm')}
              </CallButton>
            ) : (
              <Button onPress={() => selection.getState().goTo({ kind: 'visit', id: visitId })}>
                {t('visit.confirmed')} · {t('visit.open')}
              </Button>
            )}
          </Row>
        </div>
      ))}
    </Section>
  )
}
