import type { CallInput, CallOutput } from '../contract/index.ts'
import type { Site } from '../core/site/site.ts'
import { selectDocuments } from '../store/documents.ts'
import { chosenAreas } from './areas.ts'
import { type Context, during, type Handlers } from './context.ts'
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
  'site.readAreas': async (
    { file, beside, isSwapped }: CallInput<'site.readAreas'>,
    context: Context,
  ): Promise<CallOutput<'site.readAreas'>> => {
    const files = chosenAreas(context, file, beside)
    const { value, notes } = await during(context, 'site.readAreas', (work) =>
      context.readers.run(
        'areas',
        {
          name: files.main.name,
          files,
          datum: 'wgs84',
          isSwapped: isSwapped ?? false,
          most: Number.POSITIVE_INFINITY,
        },
        work,
      ),
    )
    return { features: value ?? [], notes }
  },
} satisfies Partial<Handlers>
