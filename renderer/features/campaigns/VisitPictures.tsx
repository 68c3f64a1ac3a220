import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { useCall, useFootageRows, useSitesOf } from '../../api/hooks.ts'
import { useMayNot } from '../../desk/actor.ts'
import { write } from '../../api/write.ts'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Select } from '../../ui/fields.tsx'
import { Item, Section } from '../../ui/layout.tsx'

const NOWHERE = '-'

/** What was taken in a visit by phones and body-worn recorders: the place is the asset that somebody chooses. */
export function VisitPictures({ found }: { found: CallOutput<'visit.get'> }) {
  const t = useT()
  const { doc, footageIds } = found
  const [asset, setAsset] = useState(NOWHERE)
  const rows = useFootageRows(footageIds).data ?? []
  const own = useCall('site.list', { enterpriseId: doc.enterpriseId }).data ?? []
  const further = useSitesOf(doc.siteIds).data ?? []
  const sites = [...own, ...further.filter((site) => !own.some((one) => one.doc.id === site.doc.id))]
  const options = sites.flatMap((site) =>
    site.doc.assets.map(({ id, name }) => ({
      value: `${site.doc.id} ${id}`,
      label: `${nameOf(site.doc.name)} ${nameOf(name)}`,
    })),
  )
  const [siteId = '', assetId = ''] = asset === NOWHERE ? [] : asset.split(' ')
  const mayNot = useMayNot('footage.ingest')
  const [isBusy, setBusy] = useState(false)
  const bring = (files: File[]): void => {
    setBusy(true)
    void attempt(async () => {
      const chosen = await api.files(files)
      await write(
        'footage.ingest',
        {
          files: chosen.map(({ ref }) => ref),
          flightId: null,
          visit: { id: doc.id, asset: asset === NOWHERE ? null : { siteId, assetId } },
        },
        'edit.ingest',
      )
    }).then(() => setBusy(false))
  }
  return (
    <Section title={t('visit.pictures')} count={rows.length} testId="visit-pictures">
      <Select
        label={t('visit.placeOf')}
        value={asset}
        options={[{ value: NOWHERE, label: t('visit.noPlace') }, ...options]}
        onChange={setAsset}
        testId="visit-asset"
      />
      <FileDrop
        label={t('visit.bring')}
        hint={mayNot ?? t('visit.placeHint')}
        multiple
        isDisabled={isBusy || mayNot !== null}
        onFiles={bring}
        testId="visit-files"
      />
      {rows.map((row) => (
        <Item
          key={row.doc.id}
          title={row.doc.fileName}
          sub={<span>{row.doc.placement?.asset ? t('visit.byHand') : t(`footageKind.${row.doc.kind}`)}</span>}
          onPress={() => selection.getState().goTo({ kind: 'footage', id: row.doc.id })}
        />
      ))}
    </Section>
  )
}
