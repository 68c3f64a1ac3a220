import { PenTool } from 'lucide-react'
import { useState } from 'react'
import { endingsOf } from '../../../src/core/formats/formats.ts'
import type { ImportSource } from '../../../src/core/geo/mapDatum.ts'
import type { Ring } from '../../../src/core/geo/position.ts'
import { useEnterpriseNames } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { useDraft } from '../../api/drafts.ts'
import { write } from '../../api/write.ts'
import { useForm } from '../../desk/form/form.ts'
import { FormNotes } from '../../desk/form/FormNotes.tsx'
import { ChooseByName } from '../../desk/ChooseByName.tsx'
import { attempt } from '../../desk/notices.ts'
import { useAreasFromFile } from '../../desk/questions/areasFromFile.tsx'
import { ringPlace } from '../../desk/places.ts'
import { type Composing, selection } from '../../desk/selection.ts'
import { letGo, useDrawn } from '../../desk/editing/drawn.ts'
import { drawRing } from '../../desk/editing/pick.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Hint, Item, Notice } from '../../ui/layout.tsx'

type Offered = { label: string; ring: Ring }

type Asked = Extract<Composing, { kind: 'site' }>
type Half = {
  enterpriseId: string
  name: string
  boundary: Ring | null
  /** The file that the boundary was taken from; null: it was drawn. */
  source: ImportSource | null
}

/** A new site: whose it is, its name, and its boundary drawn on the map or taken from a file. Half of it is kept. */
export function NewSite({ composing }: { composing: Asked }) {
  const t = useT()
  // A boundary that comes with the question is not written over by an earlier one.
  const key = composing.boundary ? null : `site/new/${composing.enterpriseId ?? ''}`
  const draft = useDraft(key)
  if (draft === undefined) return <Empty words={t('app.opening')} />
  return <SiteFields draftKey={key} draft={draft} composing={composing} />
}

function SiteFields(props: { draftKey: string | null; draft: unknown; composing: Asked }) {
  const t = useT()
  const { composing } = props
  const { data: enterprises } = useEnterpriseNames()
  const form = useForm<Half>(
    props.draftKey,
    {
      doc: {
        enterpriseId: composing.enterpriseId ?? '',
        name: '',
        boundary: composing.boundary,
        source: null,
      },
      version: null,
    },
    props.draft,
  )
  const { enterpriseId, name, boundary, source } = form.doc
  const [offered, setOffered] = useState<Offered[]>([])
  const [notes, setNotes] = useState<readonly string[]>([])
  const { read: readAreas, question } = useAreasFromFile()
  const [tried, setTried] = useState(false)
  useDrawn(boundary, (ring) => form.set({ boundary: ring }))
  if (enterprises && enterprises.length === 0)
    return (
      <Empty words={t('site.needsEnterprise')}>
        <Button look="primary" onPress={() => selection.getState().compose({ kind: 'enterprise' })}>
          {t('enterprise.new')}
        </Button>
      </Empty>
    )
  const owner = enterpriseId || enterprises?.[0]?.id || ''
  const take = (ring: Ring, from: ImportSource | null = source): void => {
    form.set({ boundary: ring, source: from })
    selection.getState().zoomTo(ringPlace(ring))
  }
  const draw = async (): Promise<void> => {
    const ring = await drawRing('site.drawBoundary')
    if (!ring) return
    form.set({ boundary: ring, source: null })
  }
  const read = (files: File[]): void =>
    void attempt(async () => {
      const found = await readAreas(files)
      if (!found) return
      const rings = found.areas.map(({ label, outer }) => ({ label, ring: outer }))
      setNotes(found.notes)
      setOffered(rings)
      if (rings[0]) take(rings[0].ring, found.source)
      if (rings[0] && name === '') form.set({ name: rings[0].label })
    })
  const save = (): void => {
    setTried(true)
    if (!boundary || name.trim() === '') return
    void attempt(async () => {
      const id = newId()
      await write(
        'site.put',
        {
          base: null,
          doc: {
            id,
            enterpriseId: owner,
            name: { zh: name.trim(), en: '' },
            boundary,
            ground: null,
            assets: [],
            remarks: '',
            ...(source ? { source } : {}),
          },
        },
        'edit.newSite',
      )
      letGo()
      form.drop()
      selection.getState().goTo({ kind: 'site', id }, ringPlace(boundary))
    })
  }
  const discard = (): void => {
    letGo()
    form.drop()
    selection.getState().compose(null)
  }
  return (
    <div>
      <Head title={t('site.new')}>
        <Button look="primary" onPress={save} testId="save-site">
          {t('app.save')}
        </Button>
        <Button onPress={discard}>{t('app.discard')}</Button>
      </Head>
      <Body>
        <FormNotes form={form} />
        <ChooseByName
          label={t('site.enterprise')}
          value={owner}
          options={(enterprises ?? []).map(({ id, name: of }) => ({ value: id, label: nameOf(of) }))}
          onChange={(id) => form.set({ enterpriseId: id })}
          testId="site-enterprise"
        />
        <TextField
          label={t('site.name')}
          value={name}
          maxLength={200}
          onChange={(text) => form.set({ name: text })}
          bad={tried && name.trim() === '' ? t('site.nameMissing') : null}
          testId="site-name"
        />
        <Button
          icon={<PenTool size={16} aria-hidden />}
          onPress={() => void draw()}
          testId="draw-boundary"
          look={boundary ? 'plain' : 'primary'}
        >
          {boundary ? t('site.redraw') : t('site.draw')}
        </Button>
        <Hint>{boundary ? t('site.cornersN', { n: boundary.length }) : t('site.drawHint')}</Hint>
        {tried && !boundary ? <Notice tone="error">{t('site.boundaryMissing')}</Notice> : null}
        <FileDrop
          label={t('site.fromFile')}
          hint={t('site.fromFileHint')}
          accept={endingsOf('areas').join(',')}
          multiple
          onFiles={read}
          testId="site-file"
        />
        {question}
        {notes.map((words_, i) => (
          <Notice key={`note-${i}`} tone="warning">
            {words_}
          </Notice>
        ))}
        {offered.map(({ label, ring }, i) => (
          <Item
            key={`area-${i}`}
            title={label || t('site.areaN', { n: i + 1 })}
            sub={t('site.cornersN', { n: ring.length })}
            current={ring === boundary}
            onPress={() => take(ring)}
          />
        ))}
      </Body>
    </div>
  )
}
