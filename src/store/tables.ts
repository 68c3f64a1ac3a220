/** The aggregates' tables; `src/contract` names the same. */
export const AGGREGATE_TABLES = [
  'enterprise',
  'site',
  'mission',
  'frozen',
  'flight',
  'footage',
  'sighting',
  'finding',
  'layer',
] as const
export type AggregateTable = (typeof AGGREGATE_TABLES)[number]
