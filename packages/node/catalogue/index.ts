export { answerCatalogue, type TellingParts } from './operations/answer-catalogue.ts'
export { listCatalogue } from './operations/list-catalogue.ts'
export { type DcatDocument, toDcat } from './to-dcat.ts'
