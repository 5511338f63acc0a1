/**
 * Records held against their contracts, in a worker: checking makes functions of the contract, which
 * the studio's page may not do. Its file is called as the preview's engine is, for the server gives
 * programs of that name the policy they need.
 */
import { compileContract } from '@misiva/model'
import type { Contract, Misfit } from '@misiva/model'

export interface Asked {
  readonly id: number
  readonly pairs: readonly { readonly contract: Contract; readonly data: unknown }[]
}

export interface Told {
  readonly id: number
  /** For each pair; a contract that is none has been told of in its own file. */
  readonly misfits: readonly (readonly Misfit[])[]
}

self.addEventListener('message', ({ data: { id, pairs } }: MessageEvent<Asked>) => {
  const misfits = pairs.map(({ contract, data }) => {
    const compiled = compileContract(contract)
    return compiled.ok ? compiled.value.misfits(data) : []
  })
  const told: Told = { id, misfits }
  self.postMessage(told)
})
