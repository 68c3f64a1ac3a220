import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { api } from '../api/client.ts'
import { attempt } from './notices.ts'
import { tasks } from './tasks.ts'
import { bytes, duration } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Notice, Progress } from '../ui/layout.tsx'

/** A rate says nothing before so long, ms. */
const SETTLED_MS = 1500

/**
 * How far work on files is, in bytes, how long it still takes, and a way to stop it.
 *
 * @param names of the calls whose work it is.
 * @param words what is said until the work tells of itself.
 */
export function TaskProgress({ names, words }: { names: readonly string[]; words: string }) {
  const t = useT()
  const running = useStore(tasks, (state) => state.running.find(({ task }) => names.includes(task)))
  const [nowMs, setNow] = useState(() => Date.now())
  const isRunning = running !== undefined
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [isRunning])
  const passedMs = running ? nowMs - running.sinceMs : 0
  const rate = running && passedMs > SETTLED_MS ? (running.done - running.sinceDone) / passedMs : 0
  const leftS = rate > 0 && running ? (running.total - running.done) / rate / 1000 : null
  const said = running
    ? t('ingest.progress', { file: running.label, done: bytes(running.done), total: bytes(running.total) })
    : words
  return (
    <>
      <Notice tone="info" testId="task-progress">
        {said}
        {leftS === null ? null : ` ${t('ingest.left', { time: duration(leftS) })}`}
        <Progress done={running?.done ?? 0} total={running?.total ?? 0} label={said} />
      </Notice>
      <Button
        isDisabled={!running}
        onPress={() => void attempt(() => api.call('task.cancel', { task: running?.task ?? '' }))}
        testId="task-cancel"
      >
        {t('ingest.cancel')}
      </Button>
    </>
  )
}
