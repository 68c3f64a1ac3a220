import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './theme.css'
import './base.css'
import { queryClient } from './api/queries.ts'
import { App } from './shell/App.tsx'
import { Broken } from './shell/Broken.tsx'
import { followLook } from './desk/panels.ts'

followLook(document.documentElement)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Broken>
        <App />
      </Broken>
    </QueryClientProvider>
  </StrictMode>,
)
