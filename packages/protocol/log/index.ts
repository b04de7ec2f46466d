export { type AddCheckpoint, formatAddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts'
export { canonicalJson } from './canonical-json.ts'
export {
  type Checkpoint,
  formatCheckpoint,
  type LogKeys,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpoint,
} from './checkpoint.ts'
export { addSignatures, type Cosignature, cosign, cosignaturesOf, verifyCosignature } from './cosignature.ts'
export { entryCommitment, saltBytes, textCommitment } from './entry.ts'
export { formatEntryBundle, parseEntryBundle } from './entry-bundle.ts'
export { LogError, type LogErrorCode } from './errors.ts'
export { Frontier } from './frontier.ts'
export { emptyRoot, hashBytes, leafHash, nodeHash, rootOfHashes } from './hashes.ts'
export {
  formatSignatureLine,
  formatVerifierKey,
  type Note,
  type NoteKey,
  type NoteSignature,
  type NoteSigner,
  type NoteType,
  noteKeyId,
  noteTypes,
  type OpenedNote,
  openNote,
  parseNote,
  parseSignatureLines,
  parseVerifierKey,
  signNote,
  timestampOf,
} from './note.ts'
export { findLogName, type LogName, toLogOrigin } from './origin.ts'
export { type SmallTree, toSmallTree } from './small-tree.ts'
export {
  type BundleId,
  findTile,
  hashesInLevel,
  listTiles,
  numberPath,
  parseTile,
  parseTilePath,
  type Tile,
  type TileId,
  tilePath,
  tileWidth,
} from './tiles.ts'
export { consistencyPath, headPath, inclusionPath, type ReadTile, type TileSource } from './tree-proof.ts'
export {
  type Consistency,
  type Inclusion,
  isContradiction,
  rootOfPath,
  verifyConsistency,
  verifyInclusion,
} from './verify-proof.ts'
