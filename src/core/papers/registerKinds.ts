/** What there are registers (台账) of, and the formats that they are written in. */
export const REGISTER_KINDS = ['enterprises', 'sites', 'findings', 'orders', 'flights', 'visits'] as const
export type RegisterKind = (typeof REGISTER_KINDS)[number]
export const REGISTER_FORMATS = ['xlsx', 'csv', 'geojson', 'gpkg'] as const
export type RegisterFormat = (typeof REGISTER_FORMATS)[number]
