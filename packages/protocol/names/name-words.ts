// Words between the parts of a name that carry no identity. Roman forms.
const PARTICLES = new Set(
  `al el ul ur ad as ash at az an ar es en il bin bint ben ibn abu abou aboo abi umm um oum ould wuld wld bn bnt w
  von van der den dem ter ten de du des del della dello di da das do dos dal dalla la le las los les lo y e i zu zur zum af av
  mac mc st saint san santa ap oglu ogly ogli oghlu ouglu oglou uulu ulu uly uli ugli ughli kyzy kizi qizi gizi of the and or ou und et
  vom zum op aan het thoe ver bint binti binte ibnu ibne ebn weld wold walad wlad mint aal aka alias dit geb geboren nee born
  l d`.split(/\s+/),
)

const TITLES = new Set(
  `mr mrs ms miss mister sir lord lady dame dr doctor prof professor eng ingenieur engineer haji hajji hadji hadj haj hajj hajj al-haj alhaj alhaji hji
  mullah mulla mullo molla mawlawi maulawi mawlavi maulvi moulavi maulana mawlana sheikh shaykh sheik shaikh cheikh cheik shekh sheykh ustad ustaz ostad
  sayyid sayed sayyed seyed seyyed syed said-e ayatollah hojatoleslam hodjatoleslam imam qari hafiz akhund akhond akhundzada
  sahib saheb sahab general gen brigadier brig major maj colonel col lieutenant lt captain capt admiral adm marshal commander sergeant sgt
  efendi effendi bey beg hanim khanum khanom khanim hanoum bibi begum pasha pacha aga agha agaha effandi hajjah hajiya hajja elhadj elhaj karbalai mashhadi
  seyid sidi moulay mawlay lalla ato weizero woizero abune memhir tovarish gospozha kyrios kyria khun tengku tunku tuanku datin puan encik haja
  senator president minister judge hon honourable rev reverend father bishop prince princess king queen sultan emir
  mananiya shrimati sushri smt
  herr frau dipl ing mag jr sr ii iii iv dato datuk tan sri tuan shri pan pani gospodin kumar-e dona don monsieur madame mme mlle`.split(
    /\s+/,
  ),
)

// Titles that are also common names: they weigh little only when other words remain.
export type WordRole = 'name' | 'particle' | 'title' | 'initial'

export function roleOf(roman: string): WordRole {
  if (roman.length === 1) return 'initial'
  if (PARTICLES.has(roman)) return 'particle'
  return TITLES.has(roman) ? 'title' : 'name'
}
