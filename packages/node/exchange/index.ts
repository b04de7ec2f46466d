export { type Answerer, type Asker, answerPeers, type ExchangeParts } from './answer-peers.ts'
export { messagesPath, PeerClient, type QuestionKind } from './ask-peer.ts'
export { ExchangeError, type ExchangeErrorCode } from './errors.ts'
