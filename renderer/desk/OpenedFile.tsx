import { useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Hint, Notice, Row } from '../ui/layout.tsx'
import { attempt } from './notices.ts'
import { letGo, type Opened } from './opened.ts'
import styles from './openedFile.module.css'

/** Comes into sight when it appears, wherever the panel stands. */
const show = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' })

/** The first of the files that the system asked to open, and what may become of it: nothing happens before somebody says so. */
export function OpenedFile(props: {
  waiting: readonly Opened[]
  words: string
  take: string
  isDisabled: boolean
  onTake: (file: Opened) => void
}) {
  const t = useT()
  const [first, ...more] = props.waiting
  if (!first) return null
  return (
    <div ref={show}>
      <Notice tone="info" testId="opened-file">
        <div className={styles.file}>
          <p>{t('opened.file', { file: first.name })}</p>
          <Hint>{props.words}</Hint>
          <Row>
            <Button
              look="primary"
              isDisabled={props.isDisabled}
              onPress={() => props.onTake(first)}
              testId="opened-take"
            >
              {props.take}
            </Button>
            <Button isDisabled={props.isDisabled} onPress={() => void attempt(() => letGo(first.file))}>
              {t('app.discard')}
            </Button>
          </Row>
          {more.length > 0 ? <Hint>{t('opened.more', { n: more.length })}</Hint> : null}
        </div>
      </Notice>
    </div>
  )
}
