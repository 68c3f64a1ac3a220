import { useStore } from 'zustand'
import { t, useT, type Values, words } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Notice, Progress, Row } from '../ui/layout.tsx'
import { attempt, type NoticeParams, notices } from '../desk/notices.ts'
import styles from './notices.module.css'
import { tasks } from '../desk/tasks.ts'

const inWords = (params: NoticeParams): Values =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'object' ? t(value.key) : value]),
  )

/** What the window has to say just now, over the foot of the map, and the long work that is under way. */
export function Notices() {
  useT()
  const list = useStore(notices, (state) => state.list)
  const running = useStore(tasks, (state) => state.running)
  const down = useStore(tasks, (state) => state.servicesDown)
  return (
    <div className={styles.floating} aria-live="polite">
      {down ? <Notice tone="error">{words('error', 'services_down')}</Notice> : null}
      {running.map((task) => (
        <Notice key={task.task} tone="info">
          {t('app.working', { done: task.done, total: task.total, label: task.label })}
          <Progress done={task.done} total={task.total} label={task.label} />
        </Notice>
      ))}
      {list.map((notice) => (
        <Notice
          key={notice.id}
          tone={notice.tone}
          testId={`notice-${notice.tone}`}
          closeLabel={t('app.close')}
          onClose={() => notices.getState().dismiss(notice.id)}
        >
          {'key' in notice
            ? t(notice.key, inWords(notice.params))
            : words('error', notice.errorCode, inWords(notice.params))}
          {notice.again ? <Choice id={notice.id} again={notice.again} /> : null}
        </Notice>
      ))}
    </div>
  )
}

/** Somebody else was first: what was meant is done on top of theirs, or left. */
function Choice({ id, again }: { id: number; again: () => Promise<unknown> }) {
  const { dismiss } = notices.getState()
  return (
    <Row>
      <Button
        look="primary"
        testId="conflict-mine"
        onPress={() => {
          dismiss(id)
          void attempt(again)
        }}
      >
        {t('app.mineToo')}
      </Button>
      <Button testId="conflict-theirs" onPress={() => dismiss(id)}>
        {t('app.leaveTheirs')}
      </Button>
    </Row>
  )
}
