import { en, type Translation } from './en.ts'
export const el: Translation = en
