import type { Terrain } from '../../../src/core/terrain/terrain.ts'
import type { Contours, ReliefAnswer, ReliefQuestion } from './reliefWorker.ts'

export type { Contours } from './reliefWorker.ts'

/** Asks a worker of its own, which ends with its answer, or when nobody waits for it any more: then null. */
function asked(question: ReliefQuestion, signal: AbortSignal): Promise<ReliefAnswer | null> {
  const worker = new Worker(new URL('./reliefWorker.ts', import.meta.url), { type: 'module' })
  return new Promise((resolve) => {
    const end = (answer: ReliefAnswer | null): void => {
      worker.terminate()
      resolve(answer)
    }
    worker.onmessage = ({ data }: MessageEvent<ReliefAnswer>) => end(data)
    worker.onerror = () => end(null)
    signal.addEventListener('abort', () => end(null), { once: true })
    worker.postMessage(question)
  })
}

/** The hill-shade of a model as a picture, by an address that whoever asked lets go of; null where nobody waits for it. */
export async function shadeUrlOf(terrain: Terrain, signal: AbortSignal): Promise<string | null> {
  const answer = await asked({ want: 'shade', terrain }, signal)
  return answer && 'shade' in answer && !signal.aborted ? URL.createObjectURL(answer.shade) : null
}

/** The contours of a model, so many metres apart; null where nobody waits for them. */
export async function contoursOf(
  terrain: Terrain,
  intervalM: number,
  signal: AbortSignal,
): Promise<readonly Contours[] | null> {
  const answer = await asked({ want: 'contours', terrain, intervalM }, signal)
  return answer && 'contours' in answer && !signal.aborted ? answer.contours : null
}
