import { en, type Translation } from './en.ts'
export const it: Translation = en
