import { type ReactNode, useState } from 'react'
import type { Version } from '../../../../src/core/units/id.ts'
import { useDraft } from '../../../api/drafts.ts'
import { type Found, type Form, useForm } from '../../../desk/form/form.ts'
import { FormNotes } from '../../../desk/form/FormNotes.tsx'
import { attempt } from '../../../desk/notices.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Body, Notice, Row } from '../../../ui/layout.tsx'

type Props<D> = {
  /** What it is, as its draft and its parts are named. */
  name: string
  /** What is changed; null: a new one. */
  found: Found<D> | null
  blank: () => D
  /** What keeps it from being saved, in words; null: nothing. */
  problemOf: (doc: D) => string | null
  write: (base: Version | null, doc: D) => Promise<unknown>
  onDone: () => void
  children: (form: Pick<Form<D>, 'doc' | 'set'>) => ReactNode
}

/** The form of a record that is written as a whole: half of it is kept as a draft, and what was changed elsewhere is taken in. */
export function RecordForm<D extends { id: string }>(props: Props<D>) {
  const key = `${props.name}/${props.found?.doc.id ?? 'new'}`
  const draft = useDraft(key)
  const [empty] = useState(() => ({ doc: props.blank(), version: null }))
  return draft === undefined ? null : (
    <Filled {...props} draftKey={key} held={props.found ?? empty} draft={draft} />
  )
}

function Filled<D extends { id: string }>(
  props: Props<D> & { draftKey: string; held: Found<D>; draft: unknown },
) {
  const t = useT()
  const form = useForm(props.draftKey, props.held, props.draft)
  const [isTried, setTried] = useState(false)
  const problem = props.problemOf(form.doc)
  const leave = (): void => {
    form.drop()
    props.onDone()
  }
  const save = (): void => {
    setTried(true)
    if (problem !== null || form.elsewhere === 'clash') return
    void attempt(async () => {
      await props.write(form.base, form.doc)
      leave()
    })
  }
  return (
    <Body>
      <FormNotes form={form} />
      {props.children(form)}
      {isTried && problem !== null ? <Notice tone="error">{problem}</Notice> : null}
      <Row>
        <Button look="primary" onPress={save} testId={`keep-${props.name}`}>
          {t('app.save')}
        </Button>
        <Button onPress={leave}>{t('app.discard')}</Button>
      </Row>
    </Body>
  )
}
