import type { CallOutput } from '../../contract/index.ts'
import { verifyWorkspace } from '../../store/verify.ts'
import type { Context, Handlers } from '../host/context.ts'
import { progressOf } from '../host/progress.ts'

export const verifyCalls = {
  'workspace.verify': async (_input: object, context: Context): Promise<CallOutput<'workspace.verify'>> => {
    const progress = progressOf(context, 'workspace.verify')
    try {
      return await verifyWorkspace(
        context.workspace,
        (done, total) => progress.tell('', done, total),
        (file, onBytes) => context.threads.run('hash', { file }, { onBytes }),
      )
    } finally {
      progress.end()
    }
  },
} satisfies Partial<Handlers>
