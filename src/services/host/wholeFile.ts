/** A file that is written whole or not at all, for whoever writes one without a workspace. */
export { writeWhole } from '../../store/whole.ts'
