/**
 * In come exact bytes, decisions and what channels tell; out go archived messages, their states, the
 * report of a run that reconciles, and the views staff work with. It refuses a receipt for a message
 * it does not know.
 */
export {
  countCommunications,
  listCommunications,
  listRejections,
  listRuns,
  readRun,
  sumChannels,
} from './views.ts'
export type {
  ChannelSums,
  CommunicationFilter,
  CommunicationLine,
  RejectionLine,
  RunFilter,
  RunView,
} from './views.ts'
export { readCommunication, readMessage } from './communication-view.ts'
export type { CommunicationView, DecisionLine, MessageView, ReceiptLine } from './communication-view.ts'
