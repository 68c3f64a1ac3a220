/** A file that is written whole or not at all, for whoever writes one without a workspace. */
export { placeWhole, writeWhole } from '../../store/whole.ts'
