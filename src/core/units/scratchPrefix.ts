/** How the folders begin that our processes have for themselves, in the system's folder of temporary files. */
export const SCRATCH_PREFIX = 'sortie-scratch-'
