import { Trash2 } from 'lucide-react'
import { ASSET_KINDS, type Asset } from '../../../src/core/site/site.ts'
import { changeSite } from '../../desk/edited.ts'
import { nameOf, withName } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, NumberField, Select, TextField } from '../../ui/fields.tsx'
import { Body, Grid, Row } from '../../ui/layout.tsx'

/** The particulars of one asset, its explosion-hazard zone and its no-overflight volume. */
export function AssetForm({ asset }: { asset: Asset }) {
  const t = useT()
  const set = (change: Partial<Asset>): void =>
    changeSite(
      (doc) => ({
        ...doc,
        assets: doc.assets.map((other) => (other.id === asset.id ? { ...other, ...change } : other)),
      }),
      'edit.asset',
    )
  const { explosionZone: zone, footing } = asset
  const noFlight = asset.noOverflight ?? null
  return (
    <Body>
      <Grid>
        <TextField
          label={t('asset.name')}
          value={nameOf(asset.name)}
          maxLength={200}
          commit={(text) => {
            if (text.trim() !== '') set({ name: withName(asset.name, text.trim()) })
          }}
        />
        <Select
          label={t('asset.kind')}
          value={asset.kind}
          options={ASSET_KINDS.map((kind) => ({ value: kind, label: t(`assetKind.${kind}`) }))}
          onChange={(kind) => set({ kind })}
        />
        <NumberField
          label={t('asset.height')}
          value={asset.heightM}
          min={0}
          max={500}
          onChange={(heightM) => set({ heightM })}
        />
        {footing.kind === 'point' ? (
          <NumberField
            label={t('asset.radius')}
            value={footing.radiusM}
            min={0}
            max={500}
            onChange={(radiusM) => set({ footing: { ...footing, radiusM } })}
          />
        ) : null}
      </Grid>
      <Checkbox
        label={t('asset.zone')}
        value={zone !== null}
        onChange={(on) => set({ explosionZone: on ? { radiusM: 30, topM: 60, source: '' } : null })}
      />
      {zone ? (
        <Grid>
          <NumberField
            label={t('asset.zoneRadius')}
            value={zone.radiusM}
            min={0}
            max={1000}
            onChange={(radiusM) => set({ explosionZone: { ...zone, radiusM } })}
          />
          <NumberField
            label={t('asset.zoneTop')}
            value={zone.topM}
            min={0}
            max={500}
            onChange={(topM) => set({ explosionZone: { ...zone, topM } })}
          />
          <TextField
            label={t('field.source')}
            value={zone.source}
            maxLength={200}
            commit={(source) => set({ explosionZone: { ...zone, source } })}
          />
        </Grid>
      ) : null}
      <Checkbox
        label={t('asset.noOverflight')}
        value={noFlight !== null}
        onChange={(on) =>
          set({ noOverflight: on ? { radiusM: 10, plumeM: 0, topM: null, source: '' } : null })
        }
      />
      {noFlight ? (
        <>
          <Grid>
            <NumberField
              label={t('asset.noOverflightRadius')}
              value={noFlight.radiusM}
              min={0}
              max={1000}
              onChange={(radiusM) => set({ noOverflight: { ...noFlight, radiusM } })}
            />
            <NumberField
              label={t('asset.plume')}
              value={noFlight.plumeM}
              min={0}
              max={1000}
              onChange={(plumeM) => set({ noOverflight: { ...noFlight, plumeM } })}
            />
            {noFlight.topM === null ? null : (
              <NumberField
                label={t('asset.zoneTop')}
                value={noFlight.topM}
                min={0}
                max={1000}
                onChange={(topM) => set({ noOverflight: { ...noFlight, topM } })}
              />
            )}
            <TextField
              label={t('field.source')}
              value={noFlight.source}
              maxLength={200}
              commit={(source) => set({ noOverflight: { ...noFlight, source } })}
            />
          </Grid>
          <Checkbox
            label={t('asset.anyHeight')}
            value={noFlight.topM === null}
            onChange={(any) => set({ noOverflight: { ...noFlight, topM: any ? null : 100 } })}
          />
        </>
      ) : null}
      <Row>
        <Button
          look="quiet"
          icon={<Trash2 size={16} aria-hidden />}
          onPress={() =>
            changeSite(
              (doc) => ({ ...doc, assets: doc.assets.filter(({ id }) => id !== asset.id) }),
              'edit.removeAsset',
            )
          }
        >
          {t('app.remove')}
        </Button>
      </Row>
    </Body>
  )
}
