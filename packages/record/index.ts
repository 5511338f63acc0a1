/**
 * In come exact bytes, decisions and what channels tell. Out go archived messages, their states, the
 * report of a run that reconciles, and the views staff work with. It refuses a receipt for a message
 * it does not know.
 */
export {
  countCommunications,
  listCommunications,
  groupRejections,
  listRejections,
  listRuns,
  readRun,
  sumChannels,
} from './views.ts'
export type {
  ChannelSums,
  CommunicationFilter,
  CommunicationLine,
  RejectionGroup,
  RejectionLine,
  RunFilter,
  RunView,
} from './views.ts'
export { readCommunication, readMessage } from './communication-view.ts'
export type {
  CommunicationView,
  DecisionLine,
  MessageView,
  ReceiptLine,
} from './communication-view.ts'
export { recordReceipts } from './receipts.ts'
export type { Settled } from './receipts.ts'
export { countOpening, enterLink, findLink, linksOf, revokeLink } from './personal-links.ts'
export type { PersonalLinkView } from './personal-links.ts'
export { answersTo, listAnswers, recordAnswer } from './answers.ts'
export type { AnswerView, NewAnswer } from './answers.ts'
export { recordVerdicts } from './archive.ts'
export type { NewMessage, Verdict } from './archive.ts'
export { createLedger } from './ledger.ts'
export { readStatus, reportOf, reconciles } from './report.ts'
export type { RunStatus } from './report.ts'
export { writeOut, safe } from './out.ts'
export type { OutLine } from './out.ts'
