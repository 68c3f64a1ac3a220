import { createContext } from 'react'

/** Whether a row can be come to with Tab: of a long list only one can, the arrow keys lead to the others. */
export const TabStop = createContext(true)
