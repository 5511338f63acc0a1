import { reviveOrders } from '@misiva/store'
import { createComposing } from '../composing.ts'
import { interruption } from '../interruption.ts'
import { openHouse } from '../open-house.ts'
import { readSettings } from '../settings.ts'
import { openWorkshop } from '../workshop.ts'

export async function work(): Promise<void> {
  const signal = interruption()
  const house = await openHouse(readSettings(process.env))
  const composing = createComposing(house.channels, house.settings.threads)
  try {
    const workshop = await openWorkshop(house, composing, (words) =>
      process.stderr.write(`${Temporal.Now.instant().toString()} ${words}\n`),
    )
    await reviveOrders(house.db)
    process.stderr.write(`Working with ${composing.threads} threads. Ctrl-C ends it.\n`)
    await new Promise<void>((resolve) => {
      const alive = setInterval(() => {}, 60_000)
      signal.addEventListener('abort', () => (clearInterval(alive), resolve()), { once: true })
    })
    await workshop.close()
  } finally {
    await composing.close()
    await house.close()
  }
}
