/** One build, one verdict: laws run from this seed; `LAW_SEED` searches with others. */
import * as fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['LAW_SEED'] ?? 20260101) })
