import { PROGRAM } from '../../../../src/contract/program.ts'
import type { Recipe } from '../../../../src/core/footage/copies/derived.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'

type Brands = { brand: string; version: string }[]
type Hinted = Navigator & {
  userAgentData?: { getHighEntropyValues(names: string[]): Promise<{ fullVersionList?: Brands }> }
}

/** Which Chromium decodes and draws here: it tells its whole version only when asked; else what it calls itself. */
async function decoder(): Promise<string> {
  const hints = await (navigator as Hinted).userAgentData?.getHighEntropyValues(['fullVersionList'])
  const known = hints?.fullVersionList?.find(({ brand }) => /chrom/i.test(brand))
  const version = known?.version ?? /Chrome\/([\d.]+)/.exec(navigator.userAgent)?.[1]
  return version ? `Chromium ${version}` : navigator.userAgent.slice(0, 200)
}

/** How a derived picture of this window was made. */
export const recipeOf = async (
  footage: Footage,
  made: Pick<Recipe, 'encoding' | 'widthPx' | 'heightPx' | 'mediaTimeS'>,
): Promise<Recipe> => ({
  program: PROGRAM,
  decoder: await decoder(),
  codec: footage.codec ?? footage.mimeType,
  ...made,
})
