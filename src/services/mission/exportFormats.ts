/** What a mission can be exported to, by name: known without what exports it, so that a command line starts quickly. */
export { EXPORT_FORMATS } from '../../core/formats/formats.ts'
