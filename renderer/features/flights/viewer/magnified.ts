import { createContext } from 'react'

/** Whether the picture is magnified: then more of it is seen than fits the screen. */
export const Magnified = createContext(false)
