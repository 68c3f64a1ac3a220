/** A file that is written whole or not at all, for whoever writes one without a workspace. */
export { moveWhole, writeWhole } from '../../store/whole.ts'
