import type { Answer, ContractEvent } from '../../src/contract/index.ts'
import { contractSuite } from '../contract/suite.ts'
import { openDesktop } from './harness.ts'

type Bridge = {
  call(name: string, input: unknown): Promise<Answer>
  on(listener: (event: ContractEvent) => void): () => void
  files(files: File[]): Promise<{ ref: string }[]>
}
declare const sortie: Bridge

contractSuite('the desktop window', async () => {
  const desktop = await openDesktop()
  const { page } = desktop
  const listeners = new Set<(event: ContractEvent) => void>()
  await page.exposeFunction('told', (event: ContractEvent) => {
    for (const listener of listeners) listener(event)
  })
  await page.evaluate(() => {
    const { told } = globalThis as unknown as { told: (event: unknown) => void }
    sortie.on((event) => told(event))
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'chosen-by-the-suite'
    document.body.append(input)
  })
  // No program of this machine is to start: what the system would be asked to open is written down instead.
  await desktop.app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openPath = async (file) => {
      opened.push(file)
      return ''
    }
  })
  return {
    opened: () => desktop.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened),
    call: (name, input) => page.evaluate(([n, i]) => sortie.call(n as string, i), [name, input]),
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async file(path) {
      await page.setInputFiles('#chosen-by-the-suite', path)
      return page.evaluate(async () => {
        const input = document.querySelector<HTMLInputElement>('#chosen-by-the-suite')
        const [chosen] = await sortie.files(Array.from(input?.files ?? []))
        return chosen?.ref ?? ''
      })
    },
    async download(id) {
      const bytes = await page.evaluate(async (download) => {
        const response = await fetch(`app://sortie/download/${download}`)
        return Array.from(new Uint8Array(await response.arrayBuffer()))
      }, id)
      return new Uint8Array(bytes)
    },
    close: () => desktop.close(),
  }
})
