import { Eye, Plus, Route, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { assetMiddle } from '../../../src/core/site/assetMiddle.ts'
import { ASSET_KINDS, type Asset, type Site } from '../../../src/core/site/site.ts'
import { useEnterprises, useSites } from '../../api/hooks.ts'
import { newPartId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { changeSite, useEditedSite } from '../../desk/edited.ts'
import { attempt } from '../../desk/notices.ts'
import { pointPlace, ringPlace } from '../../desk/places.ts'
import { askSaw, saw } from '../../desk/saw.ts'
import { SawList } from '../../desk/SawList.tsx'
import { selection } from '../../desk/selection.ts'
import { drawRing, pickPoint } from '../../desk/editing/pick.ts'
import { nameOf, withName } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, NumberField, Select, TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Grid, Hint, Item, Row, Section } from '../../ui/layout.tsx'

import { CoverageSection } from './CoverageSection.tsx'

/** A site: its name, its ground, its assets; the boundary is edited on the map. */
export function SiteInspector({ id, partId }: { id: string; partId: string | null }) {
  const t = useT()
  const { data: sites } = useSites()
  const { data: enterprises } = useEnterprises()
  const edited = useEditedSite(id)
  const stored = sites?.find(({ doc }) => doc.id === id)
  const site = edited?.site ?? stored?.doc
  if (!site) return <Empty words={sites ? t('app.gone') : t('app.opening')} />
  const owner = enterprises?.find(({ doc }) => doc.id === site.enterpriseId)?.doc
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
              await write(
                'site.remove',
                { id, base: edited?.base ?? stored?.revision ?? 1 },
                'edit.removeSite',
              )
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
      <Ground key={JSON.stringify(site.ground)} site={site} />
      <Assets site={site} partId={partId} />
      <CoverageSection key={site.id} site={site} />
    </div>
  )
}

function Ground({ site }: { site: Site }) {
  const t = useT()
  const [lowestM, setLowest] = useState(site.ground?.lowestM ?? null)
  const [highestM, setHighest] = useState(site.ground?.highestM ?? null)
  const [source, setSource] = useState(site.ground?.source ?? '')
  const [tried, setTried] = useState(false)
  const bad =
    lowestM === null || highestM === null
      ? 'site.groundMissing'
      : lowestM > highestM
        ? 'site.groundOrder'
        : source.trim() === ''
          ? 'site.groundSource'
          : null
  return (
    <Section title={t('site.ground')} open={site.ground !== null}>
      <Hint>{t('site.groundHint')}</Hint>
      <Grid>
        <NumberField label={t('site.lowest')} value={lowestM} min={-500} max={9000} onChange={setLowest} />
        <NumberField label={t('site.highest')} value={highestM} min={-500} max={9000} onChange={setHighest} />
      </Grid>
      <TextField label={t('field.source')} value={source} maxLength={200} onChange={setSource} />
      {tried && bad ? <Hint>{t(bad)}</Hint> : null}
      <Row>
        <Button
          onPress={() => {
            setTried(true)
            if (bad || lowestM === null || highestM === null) return
            changeSite(
              (doc) => ({ ...doc, ground: { lowestM, highestM, source: source.trim() } }),
              'edit.ground',
            )
          }}
        >
          {t('app.apply')}
        </Button>
        {site.ground ? (
          <Button look="quiet" onPress={() => changeSite((doc) => ({ ...doc, ground: null }), 'edit.ground')}>
            {t('site.groundForget')}
          </Button>
        ) : null}
      </Row>
    </Section>
  )
}

function Assets({ site, partId }: { site: Site; partId: string | null }) {
  const t = useT()
  const add = async (asArea: boolean): Promise<void> => {
    const ring = asArea ? await drawRing('asset.drawArea') : null
    const at = asArea ? null : await pickPoint('asset.pick')
    const id = newPartId()
    const asset: Asset | null = ring
      ? {
          id,
          name: { zh: t('assetKind.store'), en: '' },
          kind: 'store',
          footing: { kind: 'area', ring },
          heightM: 8,
          explosionZone: null,
        }
      : at
        ? {
            id,
            name: { zh: t('assetKind.tank'), en: '' },
            kind: 'tank',
            footing: { kind: 'point', at, radiusM: 5 },
            heightM: 10,
            explosionZone: null,
          }
        : null
    if (!asset) return
    changeSite((doc) => ({ ...doc, assets: [...doc.assets, asset] }), 'edit.addAsset')
    selection.getState().select({ kind: 'asset', id: site.id, partId: id })
  }
  return (
    <Section title={t('site.assets')} count={site.assets.length} open>
      <Row>
        <Button
          icon={<Plus size={16} aria-hidden />}
          onPress={() => void add(false)}
          testId="add-asset-point"
        >
          {t('asset.addPoint')}
        </Button>
        <Button icon={<Plus size={16} aria-hidden />} onPress={() => void add(true)} testId="add-asset-area">
          {t('asset.addArea')}
        </Button>
      </Row>
      {site.assets.map((asset) => (
        <div key={asset.id}>
          <Item
            testId="asset-row"
            title={nameOf(asset.name)}
            current={asset.id === partId}
            sub={
              <>
                <span>{t(`assetKind.${asset.kind}`)}</span>
                <span>{t('unit.m', { value: asset.heightM })}</span>
                {asset.explosionZone ? <span>{t('asset.zone')}</span> : null}
              </>
            }
            onPress={() => {
              selection.getState().select({ kind: 'asset', id: site.id, partId: asset.id })
              selection
                .getState()
                .zoomTo(
                  asset.footing.kind === 'area'
                    ? ringPlace(asset.footing.ring)
                    : pointPlace(assetMiddle(asset)),
                )
            }}
          />
          {asset.id === partId ? (
            <>
              <WhatSaw asset={asset} />
              <AssetForm asset={asset} />
            </>
          ) : null}
        </div>
      ))}
    </Section>
  )
}

/** Which photos and clips looked at an asset: the same question that a click on the map asks. */
function WhatSaw({ asset }: { asset: Asset }) {
  const t = useT()
  const isAsked = useStore(saw, (state) => state.found?.asset?.id === asset.id)
  return (
    <>
      <Body>
        <Row>
          <Button
            icon={<Eye size={16} aria-hidden />}
            onPress={() => void attempt(() => askSaw(assetMiddle(asset), asset))}
            testId="saw-asset"
          >
            {t('saw.asset')}
          </Button>
        </Row>
      </Body>
      {isAsked ? <SawList /> : null}
    </>
  )
}

function AssetForm({ asset }: { asset: Asset }) {
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
