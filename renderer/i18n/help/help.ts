/** The screens that have a help text. */
export const HELP_SCREENS = [
  'enterprises',
  'enterprise',
  'site',
  'missions',
  'mission',
  'flights',
  'flight',
  'footage',
  'findings',
  'finding',
  'sightingForm',
  'campaigns',
  'campaign',
  'campaignForm',
  'visit',
  'checklist',
  'week',
  'orders',
  'order',
  'orderComposer',
  'statistics',
  'draw',
  'drawForm',
  'settings',
  'setting',
  'layer',
  'waiting',
] as const
export type HelpScreen = (typeof HELP_SCREENS)[number]

/** What a screen is for, three things that one does there, and what stays to be done elsewhere or by somebody else. */
export type HelpText = {
  readonly what: string
  readonly deeds: readonly [string, string, string]
  readonly undone: string
}
export type HelpTexts = { readonly [S in HelpScreen]: HelpText }
