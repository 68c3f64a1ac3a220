import { Check, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { SCHEMAS } from '../../../../src/core/journal/kinds.ts'
import { type Reference, references } from '../../../../src/core/journal/references.ts'
import { useWaiting, type WaitingDocument } from '../../../api/hooks.ts'
import { useNamesOf, usePartNames } from '../../../api/names.ts'
import { write } from '../../../api/write.ts'
import { CallButton } from '../../../desk/CallButton.tsx'
import { deciding, type Waiting } from '../../../desk/deciding.ts'
import { takeKeys } from '../../../desk/keys.ts'
import { attempt, notices } from '../../../desk/notices.ts'
import { useT, words } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Empty, Notice } from '../../../ui/layout.tsx'
import { Named } from '../../../ui/Named.tsx'
import { markOf, nameOfDoc, stationName } from '../names.ts'
import { beginChoosing, type Choosing, isByField, outcomeOf, takeField, takeWhole } from './choosing.ts'
import { comparedPlaces } from './comparedPlaces.ts'
import { DecisionTable } from './DecisionTable.tsx'
import styles from './decision.module.css'
import { fieldsWithRows } from './fieldsWithRows.ts'
import { namedBy } from '../../../desk/documents/namedBy.ts'
import { ReferredBy } from './ReferredBy.tsx'

/** Several versions of one document side by side, and the choice among them. */
export function DecisionView({ waiting }: { waiting: Waiting }) {
  const t = useT()
  const found = useWaiting(waiting)
  useEffect(() => takeKeys('tool', leaveOnEscape), [])
  if (found === undefined) return <Empty words={t('app.opening')} />
  if (found === null)
    return (
      <Empty words={t('decision.gone')}>
        <Button onPress={() => deciding.getState().leave()}>{t('decision.leave')}</Button>
      </Empty>
    )
  // Another version that came meanwhile begins the choice anew: nobody decides on what they have not seen.
  return <Decision key={found.heads.map(({ version }) => version).join(' ')} found={found} />
}

function leaveOnEscape({ key }: { key: string }): boolean {
  if (key === 'Escape') deciding.getState().leave()
  return key === 'Escape'
}

const docsOf = ({ ancestor, heads }: WaitingDocument): unknown[] => [
  ancestor?.doc ?? null,
  ...heads.map(({ doc }) => doc ?? null),
]

function Decision({ found }: { found: WaitingDocument }) {
  const t = useT()
  const { aggregate, id, reason, ancestor, heads } = found
  const title = useRef<HTMLHeadingElement>(null)
  const [choosing, setChoosing] = useState(() =>
    beginChoosing({
      aggregate,
      isUnfit: reason === 'no_fit',
      before: ancestor?.doc ?? null,
      docs: heads.map(({ doc }) => doc ?? null),
    }),
  )
  const [isBusy, setBusy] = useState(false)
  const others = useMemo(
    () => docsOf(found).flatMap((doc) => referencesOf(aggregate, doc)),
    [found, aggregate],
  )
  const names = useNamesOf(others)
  const parts = usePartNames()
  const table = fieldsWithRows(choosing, namedBy(new Map([...parts, ...names])))
  const shapes = JSON.stringify(comparedPlaces(table))
  useEffect(() => {
    deciding.getState().compare(JSON.parse(shapes) as ReturnType<typeof comparedPlaces>)
  }, [shapes])
  useEffect(() => {
    const before = document.activeElement
    title.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const outcome = outcomeOf(choosing)
  const isKept = reason === 'still_referred'
  const decide = (choice: { version: string } | { doc: unknown }): void => {
    setBusy(true)
    void attempt(async () => {
      await write(
        'waiting.decide',
        { aggregate, id, heads: heads.map(({ version }) => version), choice: choice as never },
        'edit.decide',
      )
      notices.getState().tell('good', 'decision.done')
      deciding.getState().leave()
    }).then(() => setBusy(false))
  }
  const confirm = (): void => {
    if (outcome.kind === 'version') decide({ version: heads[outcome.index]?.version ?? '' })
    if (outcome.kind === 'made') decide({ doc: outcome.doc })
  }
  return (
    // Escape leaves from wherever the focus is in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles.view}
      onKeyDown={(event) => {
        if (!event.defaultPrevented && leaveOnEscape(event)) event.preventDefault()
      }}
    >
      <header className={styles.head}>
        <div>
          <div className={styles.over}>{words('aggregate', aggregate)}</div>
          <h2 ref={title} tabIndex={-1} className={styles.title}>
            <Named>{nameOfDoc(aggregate, ancestor?.doc ?? heads.find(({ doc }) => doc)?.doc)}</Named>
          </h2>
        </div>
        <p className={styles.why}>{t(`decisionWhy.${reason}`)}</p>
        <Button
          icon={<X size={16} aria-hidden />}
          onPress={() => deciding.getState().leave()}
          testId="decision-leave"
        >
          {t('decision.leave')}
        </Button>
      </header>
      <div className={styles.scroll}>
        {isKept ? (
          <ReferredBy referredBy={found.referredBy} />
        ) : (
          <DecisionTable
            found={found}
            table={table}
            choosing={choosing}
            isByField={isByField(choosing.question)}
            onWhole={(index) => setChoosing(takeWhole(choosing, index))}
            onField={(name, index) => setChoosing(takeField(choosing, name, index))}
          />
        )}
      </div>
      <footer className={styles.foot}>
        <Notice tone={outcome.kind === 'open' && !isKept ? 'warning' : 'info'} testId="decision-outcome">
          {isKept ? t('decision.keepHint') : <OutcomeWords found={found} choosing={choosing} />}
        </Notice>
        {isKept ? (
          <CallButton
            call="waiting.decide"
            look="primary"
            icon={<Check size={16} aria-hidden />}
            isDisabled={isBusy || !ancestor}
            onPress={() => decide({ doc: ancestor?.doc })}
            testId="decision-keep"
          >
            {t('decision.keep')}
          </CallButton>
        ) : (
          <CallButton
            call="waiting.decide"
            look="primary"
            icon={<Check size={16} aria-hidden />}
            isDisabled={isBusy || outcome.kind === 'open'}
            onPress={confirm}
            testId="decision-confirm"
          >
            {t('decision.confirm')}
          </CallButton>
        )}
      </footer>
    </div>
  )
}

/** What a version refers to; one that is of another form than is read here refers to nothing that could be named. */
const referencesOf = (aggregate: WaitingDocument['aggregate'], doc: unknown): Reference[] => {
  const read = SCHEMAS[aggregate].safeParse(doc)
  return read.success ? references(aggregate, read.data as never) : []
}

/** What confirming would do, in a sentence. */
function OutcomeWords({ found: { heads }, choosing }: { found: WaitingDocument; choosing: Choosing }) {
  const t = useT()
  const outcome = outcomeOf(choosing)
  switch (outcome.kind) {
    case 'open':
      return isByField(choosing.question) ? t('decision.open', { n: outcome.left }) : t('decision.openWhole')
    case 'made':
      return t('decision.made')
    case 'version': {
      const head = heads[outcome.index]
      const which = { mark: markOf(outcome.index), station: stationName(head) }
      return t(outcome.doc === null ? 'decision.deletes' : 'decision.takes', which)
    }
  }
}
