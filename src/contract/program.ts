/** The program and its version, as recipes of derived pictures name it. */
export const PROGRAM = 'Sortie 0.1.0'
