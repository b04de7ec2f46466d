import type { Calendar } from './calendars.ts'

/** A month by its name, with the calendar that alone has a month of that name. */
export type NamedMonth = { readonly month: number; readonly calendar?: Exclude<Calendar, 'gregorian'> }

// Twelve names each, apart by spaces; `/` stands between spellings and `_` for a space. Marks are left out.
const GREGORIAN = `
jan/january feb/february mar/march apr/april may jun/june jul/july aug/august sep/sept/september oct/october nov/november dec/december
janv/janvier fevr/fev/fevrier mars avr/avril mai juin juil/juillet aout septembre octobre novembre decembre
januar/janner/jaenner februar/feber marz/maerz/mrz april mai juni juli august september okt/oktober november dez/dezember
gen/gennaio febbraio marzo aprile mag/maggio giu/giugno lug/luglio ago/agosto set/settembre ott/ottobre novembre dic/dicembre
ene/enero febrero marzo abr/abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre
janeiro fevereiro marco abril maio junho julho agosto setembro out/outubro novembro dezembro
januari februari maart/mrt april mei juni juli augustus september oktober november december
oca/ocak sub/subat mart nis/nisan mayis haz/haziran tem/temmuz agu/agustos eyl/eylul eki/ekim kas/kasim ara/aralik
январь/января/янв февраль/февраля/фев март/марта/мар апрель/апреля/апр май/мая июнь/июня/июн июль/июля/июл август/августа/авг сентябрь/сентября/сен/сент октябрь/октября/окт ноябрь/ноября/ноя/нояб декабрь/декабря/дек
січень/січня лютий/лютого березень/березня квітень/квітня травень/травня червень/червня липень/липня серпень/серпня вересень/вересня жовтень/жовтня листопад/листопада грудень/грудня
ιανουαριος/ιανουαριου/ιαν φεβρουαριος/φεβρουαριου/φεβ μαρτιος/μαρτιου/μαρ απριλιος/απριλιου/απρ μαιος/μαιου/μαι ιουνιος/ιουνιου/ιουν ιουλιος/ιουλιου/ιουλ αυγουστος/αυγουστου/αυγ σεπτεμβριος/σεπτεμβριου/σεπ οκτωβριος/οκτωβριου/οκτ νοεμβριος/νοεμβριου/νοε δεκεμβριος/δεκεμβριου/δεκ
يناير فبراير مارس ابريل/أبريل مايو يونيو/يونيه يوليو/يوليه اغسطس/أغسطس سبتمبر اكتوبر/أكتوبر نوفمبر ديسمبر
كانون_الثاني شباط اذار/آذار نيسان ايار/أيار حزيران تموز اب/آب ايلول/أيلول تشرين_الاول/تشرين_الأول تشرين_الثاني كانون_الاول/كانون_الأول
جانفي فيفري مارس افريل/أفريل ماي جوان جويلية اوت/أوت سبتمبر اكتوبر نوفمبر ديسمبر
ژانویه فوریه مارس آوریل/اوریل مه/می ژوئن/جون ژوئیه/جولای اوت/آگوست سپتامبر اکتبر نوامبر دسامبر
जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर
জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
`
const SOLAR = `
farvardin ordibehesht khordad tir mordad/amordad shahrivar mehr aban azar dey/dai bahman esfand
فروردین اردیبهشت خرداد تیر مرداد/امرداد شهریور مهر آبان آذر دی بهمن اسفند
hamal/hamel sawr/saur/thawr jawza/jauza saratan asad/assad sunbula/sonbola mizan aqrab qaws/qaus jadi/jady dalw/dalwa hut/hoot
حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت
`
const LUNAR = `
muharram/moharram safar rabi_i/rabi_al-awwal/rabi_al_awwal rabi_ii/rabi_al-thani/rabi_al_thani jumada_i/jumada_al-ula/jumada_al_ula jumada_ii/jumada_al-thani/jumada_al_thani rajab shaban/sha'ban ramadan/ramazan shawwal dhu_al-qadah/dhu_al_qadah/dhul_qadah dhu_al-hijjah/dhu_al_hijjah/dhul_hijjah
محرم صفر ربيع_الأول/ربيع_الاول ربيع_الثاني/ربيع_الآخر/ربيع_الاخر جمادى_الأولى/جمادى_الاولى جمادى_الثانية/جمادى_الآخرة/جمادى_الاخرة رجب شعبان رمضان شوال ذو_القعدة ذو_الحجة
`

const months = toMonths()

/** The month of that name, written in whatever letter case and with or without marks; undefined when there is none. */
export function findMonth(name: string): NamedMonth | undefined {
  return months.get(toFolded(name))
}

function toMonths(): ReadonlyMap<string, NamedMonth> {
  const found = new Map<string, NamedMonth>()
  // A name that several calendars share is Gregorian; Syrian آذار is not the Persian آذر.
  for (const [table, calendar] of [
    [GREGORIAN, undefined],
    [SOLAR, 'solar-hijri'],
    [LUNAR, 'lunar-hijri'],
  ] as const) {
    for (const line of table.trim().split('\n')) {
      for (const [at, names] of line.split(' ').entries()) {
        for (const name of names.split('/')) {
          const key = toFolded(name.replaceAll('_', ' '))
          if (!found.has(key))
            found.set(key, { month: at + 1, ...(calendar === undefined ? {} : { calendar }) })
        }
      }
    }
  }
  return found
}

/** Lower case without marks, Persian and Arabic forms of one letter as one. */
function toFolded(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f'-]/g, '')
    .replace(/ı/g, 'i')
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .normalize('NFC')
}
