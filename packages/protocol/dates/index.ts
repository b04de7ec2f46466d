export { type Calendar, findLunarHijriDay, findSolarHijriDay } from './calendars.ts'
export { type BirthComparison, type BirthLevel, compareBirths } from './compare-births.ts'
export { DateError, findDayNumber, findPeriod, type Period, parseEdtf, toYearMonthDay } from './edtf.ts'
export { type DateHints, parseSourceDate, type SourceDate } from './source-date.ts'
