/**
 * In come nothing but values; out go the nouns of customer communication, their checks, the
 * expression language and the Channel contract. It refuses I/O, clocks and chance: whatever the
 * world knows is an argument.
 *
 * customer: anyone we communicate with · contact point: one address of a customer on one channel ·
 * topic: what a communication is about, with its class · preference: what the customer chose ·
 * consent: a dated, evidenced yes or no · style sheet: the brand · block: reusable content with
 * variants · template: a contract plus alternatives · alternative: active (content of its own) or
 * passive (another's result carried unchanged) · release: an immutable published set ·
 * communication: the wish to tell one customer one thing · message: one attempt on one channel ·
 * receipt: what became of a message · run: many communications from one source · decision: the
 * recorded reasons.
 */
export type * from './content.ts'
export type * from './style.ts'
export type * from './language.ts'
export type * from './template.ts'
export type * from './embedded.ts'
export type * from './customer.ts'
export type * from './communication.ts'
export type * from './channel.ts'
export { codes, problem, formatProblem, ProblemError } from './errors.ts'
export type { ErrorCode, Problem, Result } from './errors.ts'
export { codesEs } from './errors.es.ts'
export { codesZh } from './errors.zh.ts'
export { effectiveOf, notEffective } from './effective.ts'
export type { Effective } from './effective.ts'
export { Decimal } from './decimal.ts'
export type { Rounding } from './decimal.ts'
export { dateStyles, isCurrency, isTimeZone, Locale, localeOf } from './locale.ts'
export type { DateStyle, LocaleSettings } from './locale.ts'
export { Compiled, compile, Failure, isFailure, textOf } from './expression.ts'
export {
  createEnvironment,
  Environment,
  innerScope,
  isVariableName,
  localeKey,
  makeScope,
  typeWords,
} from './environment.ts'
export type { Purpose } from './expression.ts'
export type { EnvironmentOptions, ObjectType, Scope, ValueType } from './environment.ts'
export { readDate, readInstant, readTime } from './functions.ts'
export { bindLoosely, compileContract, pathOf } from './contract.ts'
export type { BoundContract, Misfit } from './contract.ts'
export { didYouMean, nearest } from './nearest.ts'
