import type { CallInput, CallOutput } from '../contract/index.ts'
import type { Site } from '../core/site/site.ts'
import { selectDocuments } from '../store/documents.ts'
import { areasIn } from './areas.ts'
import type { Context, Handlers } from './context.ts'
import { documentCalls } from './documents.ts'

const documents = documentCalls<Site>('site')

export const siteCalls = {
  'site.list': (
    { enterpriseId }: { enterpriseId: string | null },
    context: Context,
  ): CallOutput<'site.list'> =>
    enterpriseId
      ? selectDocuments<Site>(context.workspace.db, 'site', 'enterprise_id = ? ORDER BY id', [enterpriseId])
      : selectDocuments<Site>(context.workspace.db, 'site', 'TRUE ORDER BY id'),
  'site.put': documents.put,
  'site.remove': documents.remove,
  'site.readAreas': (
    { file, beside, isSwapped }: CallInput<'site.readAreas'>,
    context: Context,
  ): CallOutput<'site.readAreas'> => {
    const { value, notes } = areasIn(context, file, beside, isSwapped)
    return { features: value ?? [], notes }
  },
} satisfies Partial<Handlers>
