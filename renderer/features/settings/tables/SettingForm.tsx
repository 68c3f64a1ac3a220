import type { ReactNode } from 'react'
import { SettingValue, type SettingName, type SettingOf } from '../../../../src/core/finding/settings.ts'
import { settingProblems } from '../../../../src/core/finding/settingProblems.ts'
import { misfitsIn } from '../../../../src/core/units/fit.ts'
import { useCall } from '../../../api/hooks.ts'
import { write } from '../../../api/write.ts'
import { useMayNot } from '../../../desk/actor.ts'
import { useDraft } from '../../../api/drafts.ts'
import { type Found, useForm } from '../../../desk/form/form.ts'
import { FormNotes } from '../../../desk/form/FormNotes.tsx'
import { attempt } from '../../../desk/notices.ts'
import { useT, words } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Hint, Notice, Row } from '../../../ui/layout.tsx'
import styles from './table.module.css'

/** What a setting's fields are given: its value, how it is changed, and what is amiss at a place of it, in words. */
export type Edited<N extends SettingName> = {
  readonly value: SettingOf<N>
  set(change: Partial<SettingOf<N>>): void
  bad(path: string): string | null
}

type Fields<N extends SettingName> = (edited: Edited<N>) => ReactNode

/** One setting as it can be changed: who may not is told why, and sees it as it is. */
export function SettingForm<N extends SettingName>({ name, children }: { name: N; children: Fields<N> }) {
  const key = `setting/${name}`
  const { data } = useCall('setting.get', { name })
  const draft = useDraft(key)
  if (data?.value.name !== name || draft === undefined) return null
  return (
    <Opened
      draftKey={key}
      name={name}
      found={{ doc: data.value as SettingOf<N>, version: data.version }}
      draft={draft}
      isDefault={data.isDefault}
      setBy={data.setBy}
    >
      {children}
    </Opened>
  )
}

function Opened<N extends SettingName>(props: {
  draftKey: string
  name: N
  found: Found<SettingOf<N>>
  draft: unknown
  isDefault: boolean
  setBy: string | null
  children: Fields<N>
}) {
  const { name } = props
  const t = useT()
  const form = useForm<SettingOf<N>>(props.draftKey, props.found, props.draft)
  const roleMayNot = useMayNot('setting.put')
  const mayNot = props.setBy === null ? roleMayNot : t('policy.locked', { by: props.setBy })
  const problems = problemsIn(form.doc)
  const first = problems[0] ?? null
  const save = (): void =>
    void attempt(async () => {
      const made = await write('setting.put', { base: form.base, value: form.doc }, 'edit.setting')
      form.saved({ doc: made.value as SettingOf<N>, version: made.version })
    })
  return (
    <div data-testid={`setting-${name}`}>
      <fieldset className={styles.form} disabled={mayNot !== null} aria-label={t(`setting.${name}`)}>
        <Hint>{t(`settingHint.${name}`)}</Hint>
        {mayNot === null ? null : (
          <Notice tone="info" testId={`may-not-${name}`}>
            {mayNot}
          </Notice>
        )}
        <FormNotes form={form} />
        {props.children({
          value: form.doc,
          set: (change) => form.set(change),
          bad: (path) => problems.find((one) => one.path === path)?.words ?? null,
        })}
        {first && form.isChanged ? (
          <Notice tone="error">{t('settings.unfit', { problem: first.words })}</Notice>
        ) : null}
        <Row>
          <Button
            look="primary"
            isDisabled={mayNot !== null || !form.isChanged || first !== null || form.elsewhere === 'clash'}
            title={mayNot ?? undefined}
            testId={`save-${name}`}
            onPress={save}
          >
            {t('app.save')}
          </Button>
          <Button
            isDisabled={mayNot !== null || !form.isChanged}
            testId={`discard-${name}`}
            onPress={() => form.drop()}
          >
            {t('app.discard')}
          </Button>
          {props.isDefault ? <Hint>{t('settings.isDefault')}</Hint> : null}
        </Row>
      </fieldset>
    </div>
  )
}

type Problem = { readonly path: string; readonly words: string }

/** All that is amiss in a setting, in words: of members each by itself, and of rows with one another. */
function problemsIn(value: SettingValue): Problem[] {
  const misfits = misfitsIn(SettingValue, value)
  return misfits.length > 0
    ? misfits.map(({ path, problem, limit, found }) => ({
        path,
        words: words('fit', problem, { limit, found }),
      }))
    : settingProblems(value).map(({ path, code, what }) => ({
        path,
        words: words('problem', code, { what }),
      }))
}
