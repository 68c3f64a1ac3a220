import type { CallInput, CallOutput } from '../../contract/index.ts'
import type { Site } from '../../core/site/site.ts'
import { chosenAreas } from '../reading/chosenAreas.ts'
import { type Context, during, type Handlers } from '../host/context.ts'
import { documentCalls } from '../host/documents.ts'
import {
  allSites,
  siteExtent,
  siteNames,
  siteRowsIn,
  sitesOfEnterprise,
  someSites,
} from '../../store/sites.ts'

const documents = documentCalls<Site>('site')

export const siteCalls = {
  'site.list': (
    { enterpriseId }: { enterpriseId: string | null },
    context: Context,
  ): CallOutput<'site.list'> =>
    enterpriseId
      ? context.isChecked(sitesOfEnterprise(context.workspace.db, enterpriseId))
      : context.isChecked(allSites(context.workspace.db)),
  'site.within': ({ box, limit }: CallInput<'site.within'>, context: Context): CallOutput<'site.within'> =>
    siteRowsIn(context.workspace.db, box, limit),
  'site.names': (_input: object, context: Context): CallOutput<'site.names'> =>
    siteNames(context.workspace.db),
  'site.extent': (_input: object, context: Context): CallOutput<'site.extent'> => ({
    box: siteExtent(context.workspace.db),
  }),
  'site.some': ({ ids }: CallInput<'site.some'>, context: Context): CallOutput<'site.some'> =>
    context.isChecked(someSites(context.workspace.db, ids)),
  'site.get': documents.get,
  'site.put': documents.put,
  'site.remove': documents.remove,
  'site.readAreas': async (
    { file, beside, isSwapped }: CallInput<'site.readAreas'>,
    context: Context,
  ): Promise<CallOutput<'site.readAreas'>> => {
    const files = chosenAreas(context, file, beside)
    const areas = { name: files.main.name, files, isSwapped: isSwapped ?? false }
    return context.isChecked(
      await during(context, 'site.readAreas', (work) => context.readers.run('areas', areas, work)),
    )
  },
} satisfies Partial<Handlers>
