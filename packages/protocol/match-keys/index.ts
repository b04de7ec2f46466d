export { findDocumentNumber } from './document-key.ts'
export { matchKeysOfPerson } from './match-keys-of-person.ts'
export { matchKeysOfSubject } from './match-keys-of-subject.ts'
