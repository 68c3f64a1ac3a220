import { useState } from 'react'
import { endingsOf } from '../../../src/core/formats/formats.ts'
import type { Note } from '../../../src/core/units/note.ts'
import { api } from '../../api/client.ts'
import { write } from '../../api/write.ts'
import { useDatumQuestion } from '../../desk/questions/datumQuestion.tsx'
import { useSwapQuestion } from '../../desk/questions/swapQuestion.tsx'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { placePicture } from '../../desk/editing/pick.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Hint, Notice } from '../../ui/layout.tsx'

const bare = (fileName: string): string => fileName.replace(/\.[^.]+$/, '').slice(0, 200) || fileName

/** Brings in a background: raster tiles, drawn features, or a picture that is laid out by its corners. */
export function NewLayer() {
  const t = useT()
  const { ask, question } = useDatumQuestion()
  const { readAsked, swapQuestion } = useSwapQuestion()
  const [busy, setBusy] = useState(false)
  const [notes, setNotes] = useState<Note[]>([])
  const bring = (files: File[]): void => {
    setBusy(true)
    void attempt(async () => {
      const chosen = files.find(({ name }) => /\.shp$/i.test(name)) ?? files[0]
      const [file, ...more] = await api.files(files)
      if (!file || !chosen) return
      const beside = more.map(({ ref }) => ref)
      const isTiles = /\.(?:mbtiles|pmtiles)$/i.test(chosen.name)
      const drawn = isTiles
        ? null
        : await readAsked((isSwapped) => api.call('site.readAreas', { file: file.ref, beside, isSwapped }))
      if (!isTiles && !drawn) return
      const datum = drawn && (await ask(drawn.read.features, drawn.read.notes))
      // Of tiles it is asked once they can be shown.
      if (drawn && !datum) return
      const isSwapped = drawn?.isSwapped ?? false
      const made = await write(
        'layer.import',
        { file: file.ref, beside, name: null, datum, isSwapped },
        'edit.newLayer',
      )
      setNotes(made.notes)
      if (made.notes.every(({ severity }) => severity === 'info'))
        selection.getState().select({ kind: 'layer', id: made.doc.id })
    }).then(() => setBusy(false))
  }
  const bringPicture = (files: File[]): void => {
    const [chosen] = files
    if (!chosen) return
    const url = URL.createObjectURL(chosen)
    void attempt(async () => {
      const corners = await placePicture(url)
      if (!corners) return
      setBusy(true)
      const [file] = await api.files([chosen])
      if (!file) return
      const name = { zh: bare(chosen.name), en: '' }
      const made = await write('layer.picture', { file: file.ref, name, corners }, 'edit.newLayer')
      selection.getState().select({ kind: 'layer', id: made.doc.id })
    }).then(() => {
      URL.revokeObjectURL(url)
      setBusy(false)
    })
  }
  return (
    <div data-testid="new-layer">
      <Head title={t('layer.new')}>
        <Button onPress={() => selection.getState().compose(null)}>{t('app.back')}</Button>
      </Head>
      <Body>
        {busy ? <Notice tone="info">{t('layer.bringing')}</Notice> : null}
        <FileDrop
          label={t('layer.fromFile')}
          hint={t('layer.fromFileHint')}
          accept={['.mbtiles', '.pmtiles', ...endingsOf('areas')].join(',')}
          multiple
          isDisabled={busy}
          onFiles={bring}
          testId="layer-file"
        />
        <FileDrop
          label={t('layer.picture')}
          hint={t('layer.pictureHint')}
          accept="image/*"
          isDisabled={busy}
          onFiles={bringPicture}
          testId="layer-picture"
        />
        {swapQuestion}
        {question}
        {notes.map((note, i) => (
          <Notice key={`note-${i}`} tone={note.severity}>
            {words('note', note.code, note.params)}
          </Notice>
        ))}
        <Hint>{t('layer.datumHint')}</Hint>
      </Body>
    </div>
  )
}
