import { chunks as arabicChunks, skeletons as arabicSkeletons } from './arabic.ts'
import { chunks as chineseChunks, skeletons as chineseSkeletons } from './chinese.ts'
import { chunks as hebrewChunks, skeletons as hebrewSkeletons } from './hebrew.ts'
import { chunks as katakanaChunks, skeletons as katakanaSkeletons } from './katakana.ts'
import { chunks as koreanChunks, skeletons as koreanSkeletons } from './korean.ts'
import { chunks as russianChunks, skeletons as russianSkeletons } from './russian.ts'

/** Tables of chunks by ISO 15924 code. */
export const learnedChunks: Readonly<Record<string, string>> = {
  Arab: arabicChunks,
  Cyrl: russianChunks,
  Hang: koreanChunks,
  Hani: chineseChunks,
  Hebr: hebrewChunks,
  Kana: katakanaChunks,
  Hira: katakanaChunks,
}

/** Tables of consonant classes by ISO 15924 code. */
export const learnedSkeletons: Readonly<Record<string, string>> = {
  Arab: arabicSkeletons,
  Cyrl: russianSkeletons,
  Hang: koreanSkeletons,
  Hani: chineseSkeletons,
  Hebr: hebrewSkeletons,
  Kana: katakanaSkeletons,
  Hira: katakanaSkeletons,
}
