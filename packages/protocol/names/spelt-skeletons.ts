/**
 * Consonant classes by letters for scripts of which no word pairs were to be had, made by hand: the same format as the
 * learnt tables, with readings in order of likelihood. Letters that are missing (vowels) stand for no class.
 */
const greek = `
β F B,γ K - S,γι - S K,γε - K S,δ T,ζ S,θ T,κ K,λ L,μ M,ν N,ξ KS S,π B,ρ R,σ S,ς S -,τ T,φ F,χ - H K S,ψ BS,υ - F,
μπ B MB,ντ T NT,γκ K NK,γγ NK K,γχ NK N,τζ S K TS,τσ S TS,ντζ S NS,τς S TS,ου - F,ευ F -,αυ F -,κς KS,
σσ S,λλ L,μμ M,νν N,κκ K,ττ T,ρρ R,ππ B,ββ F B,δδ T,φφ F,τθ T,γγε NS NK`

const tamil = `
க K -,ங N,ச S,ஞ N,ட T,ண N,த T,ந N,ப B F,ம M,ர R,ல L,வ F -,ழ L S,ள L,ற R T,ன N,ஜ S,ஷ S,ஸ S,ஹ - H,ஃப F,ஃப் F,
க்க K,ச்ச S,ட்ட T,த்த T,ப்ப B,ன்ன N,ண்ண N,ம்ம M,ல்ல L,ள்ள L,ற்ற TR T,ங்க NK N,ஞ்ச NS,ஞ்ஞ N,ன்ற NR NTR N,ஸ்ஸ S,ய - S`

const thai = `
ก K,ข K,ค K,ฆ K,ง N NK,จ S,ฉ S,ช S,ซ S,ฌ S,ญ - N,ฎ T,ฏ T,ฐ T,ฑ T,ฒ T,ณ N,ด T,ต T,ถ T,ท T,ธ T,น N,บ B F,ป B,ผ B,ฝ F,พ B F,
ฟ F,ภ B,ม M,ร R,ล L,ว F -,ศ S,ษ S,ส S,ห - H,ฬ L,ฮ - H,ทร S TR,หล L,หม M,หน N,หว F -,รร R N,นน N,ลล L,ตต T,กก K,สส S,ซซ S,มม M`

/** Half bits of a reading, by its place; a longer chunk costs less than the shorter ones that it is made of. */
const PLACES = '8BDF'
const SILENT = '์'

/** The tables by ISO 15924 code, in the format of the learnt ones. */
export const speltSkeletons: Readonly<Record<string, string>> = {
  Grek: toTable(greek),
  Taml: toTable(tamil),
  Thai: `${toTable(thai)}\n${toSilent(thai)}`,
}

function toTable(entries: string): string {
  return entries
    .trim()
    .split(/,\s*/)
    .map((entry) => {
      const [chunk = '', ...readings] = entry.split(' ')
      const cells = readings.map((classes, at) => `${classes === '-' ? '' : classes}${PLACES.charAt(at)}`)
      return `${chunk} ${cells.join(',')}`
    })
    .join('\n')
}

/** Thai letters with the sign that silences them are mostly not written in Latin letters, or written as they stand. */
function toSilent(entries: string): string {
  return entries
    .trim()
    .split(/,\s*/)
    .filter((entry) => entry.indexOf(' ') === 1)
    .map((entry) => {
      const [letter = '', classes = ''] = entry.split(' ')
      return `${letter}${SILENT} 8${classes === '-' ? '' : `,${classes}9`}`
    })
    .join('\n')
}
