import { type Aggregate, AGGREGATES } from '../core/journal/kinds.ts'

/** The aggregates' tables; `src/contract` names the same. */
export const AGGREGATE_TABLES = AGGREGATES
export type AggregateTable = Aggregate

/** Whether `name` is a table of documents: an entry of a newer program may name others. */
export const isAggregateTable = (name: string): name is AggregateTable =>
  (AGGREGATE_TABLES as readonly string[]).includes(name)
