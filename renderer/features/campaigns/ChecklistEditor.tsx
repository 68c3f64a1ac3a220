import { Plus, Trash2 } from 'lucide-react'
import type { CallOutput } from '../../../src/contract/index.ts'
import {
  CATEGORIES,
  type Checklist,
  type ChecklistItem,
  newestVersion,
} from '../../../src/core/campaign/checklist.ts'
import { useCall } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { useDraft } from '../../api/drafts.ts'
import { useForm } from '../../desk/form/form.ts'
import { FormNotes } from '../../desk/form/FormNotes.tsx'
import { attempt } from '../../desk/notices.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, Select, TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Badge, Body, Empty, Hint, Section } from '../../ui/layout.tsx'

/** A checklist: what is saved is a version of its own, since visits of before go on naming the one that they had. */
export function ChecklistEditor({ id }: { id: string }) {
  const t = useT()
  const { data, error } = useCall('checklist.get', { id })
  if (error) return <Empty words={words('error', error.code, error.params)} />
  if (!data || data.doc.id !== id) return <Empty words={t('app.opening')} />
  return <Opened key={id} found={data} />
}

/** What of a checklist is filled in: the name, and the items of its newest version. */
type Filled = { name: Checklist['name']; items: ChecklistItem[] }

function Opened({ found }: { found: CallOutput<'checklist.get'> }) {
  const t = useT()
  const key = `checklist/${found.doc.id}`
  const draft = useDraft(key)
  return draft === undefined ? (
    <Empty words={t('app.opening')} />
  ) : (
    <Editor found={found} draftKey={key} draft={draft} />
  )
}

function Editor(props: { found: CallOutput<'checklist.get'>; draftKey: string; draft: unknown }) {
  const t = useT()
  const { doc, kept } = props.found
  const newest = newestVersion(doc)
  const form = useForm<Filled>(
    props.draftKey,
    { doc: { name: doc.name, items: newest.items }, version: kept?.version ?? null },
    props.draft,
  )
  const { name, items } = form.doc
  const setName = (next: Filled['name']): void => form.set({ name: next })
  const setItems = (next: ChecklistItem[]): void => form.set({ items: next })
  const set = (id: string, change: Partial<ChecklistItem>): void =>
    form.set((now) => ({
      ...now,
      items: now.items.map((item) => (item.id === id ? { ...item, ...change } : item)),
    }))
  const save = (): void => {
    if (form.elsewhere === 'clash') return
    void attempt(async () => {
      const made = await write(
        'checklist.put',
        { id: doc.id, base: form.base, name, items },
        'edit.visitChecklist',
      )
      form.saved({ doc: { name, items }, version: made.version })
    })
  }
  return (
    <div data-testid="checklist">
      <Head
        over={t('checklist.one')}
        title={nameOf(doc.name)}
        sub={<span>{t('checklist.versionBy', { n: newest.no, by: newest.by })}</span>}
      >
        <CallButton call="checklist.put" look="primary" testId="save-checklist" onPress={save}>
          {t('checklist.saveAs', { n: newest.no + 1 })}
        </CallButton>
      </Head>
      <Body>
        <FormNotes form={form} />
        <Hint>{t('checklist.hint')}</Hint>
        <TextField label={t('field.nameZh')} value={name.zh} onChange={(zh) => setName({ ...name, zh })} />
        <TextField label={t('field.nameEn')} value={name.en} onChange={(en) => setName({ ...name, en })} />
      </Body>
      {items.map((item) => (
        <Section
          key={item.id}
          title={`${nameOf(item.words)} (${t(`seenFrom.${item.seenFrom}`)})`}
          testId={`checklist-${item.id}`}
        >
          {item.isDraft ? <Badge tone="warning">{t('checklist.draft')}</Badge> : null}
          <TextField
            label={t('checklist.wordsZh')}
            lines
            value={item.words.zh}
            maxLength={500}
            onChange={(zh) => set(item.id, { words: { ...item.words, zh } })}
          />
          <TextField
            label={t('checklist.wordsEn')}
            lines
            value={item.words.en}
            maxLength={500}
            onChange={(en) => set(item.id, { words: { ...item.words, en } })}
          />
          <TextField
            label={t('checklist.basisZh')}
            value={item.basis.zh}
            maxLength={500}
            onChange={(zh) => set(item.id, { basis: { ...item.basis, zh } })}
          />
          <TextField
            label={t('checklist.basisEn')}
            value={item.basis.en}
            maxLength={500}
            onChange={(en) => set(item.id, { basis: { ...item.basis, en } })}
          />
          <Checkbox
            label={t('checklist.isDraft')}
            value={item.isDraft}
            onChange={(isDraft) => set(item.id, { isDraft })}
          />
          <Checkbox
            label={t('checklist.isPublished')}
            value={item.published}
            testId={`published-${item.id}`}
            onChange={(published) => set(item.id, { published })}
          />
          <Select
            label={t('checklist.seenFrom')}
            value={item.seenFrom}
            options={(['air', 'site', 'both'] as const).map((value) => ({
              value,
              label: t(`seenFrom.${value}`),
            }))}
            onChange={(seenFrom) => set(item.id, { seenFrom })}
          />
          {CATEGORIES.map((category) => (
            <Checkbox
              key={category}
              label={t('checklist.category', { category })}
              value={item.categories.includes(category)}
              onChange={(isIn) =>
                set(item.id, {
                  categories: isIn
                    ? [...item.categories, category]
                    : item.categories.filter((one) => one !== category),
                })
              }
            />
          ))}
          <Select
            label={t('checklist.answer')}
            value={item.answer}
            options={(['verdict', 'figures'] as const).map((value) => ({
              value,
              label: t(`answerKind.${value}`),
            }))}
            onChange={(answer) => set(item.id, { answer })}
          />
          <Button
            look="quiet"
            icon={<Trash2 size={16} aria-hidden />}
            isDisabled={items.length === 1}
            onPress={() => setItems(items.filter(({ id }) => id !== item.id))}
          >
            {t('app.remove')}
          </Button>
        </Section>
      ))}
      <Body>
        <Button
          icon={<Plus size={16} aria-hidden />}
          onPress={() => setItems([...items, emptyItem(t('checklist.newItem'))])}
        >
          {t('checklist.addItem')}
        </Button>
      </Body>
    </div>
  )
}

const emptyItem = (zh: string): ChecklistItem => ({
  id: newId(),
  words: { zh, en: '' },
  seenFrom: 'site',
  basis: { zh: '', en: '' },
  isDraft: true,
  published: false,
  categories: [],
  answer: 'verdict',
})
