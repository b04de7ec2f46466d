/**
 * Names and adjectives of countries in English, French, German, Italian, Spanish and Greek, without marks and in small
 * letters, each line an ISO 3166-1 alpha-2 code (XK: Kosovo) and its words.
 */
export const countryNames = `
AD andorra|andorre|ανδορα
AE united arab emirates|emirats arabes unis|vereinigte arabische emirate|emirati arabi uniti|emiratos arabes unidos|ηνωμενα αραβικα εμιρατα|emirati|uae
AF afghanistan|afganistan|αφγανισταν|afghan|afghane
AG antigua barbuda|antigua et barbuda|antigua und barbuda|antigua e barbuda|antigua y barbuda|αντιγκουα και μπαρμπουντα
AI anguilla|anguila|ανγκουιλα
AL albania|albanie|albanien|αλβανια|albanian
AM armenia|armenie|armenien|αρμενια|armenian
AO angola|αγκολα|angolan
AR argentina|argentine|argentinien|αργεντινη|argentinian
AT austria|autriche|osterreich|αυστρια|austrian
AU australia|australie|australien|αυστραλια|australian
AZ azerbaijan|azerbaidjan|aserbaidschan|azerbaigian|azerbaiyan|αζερμπαιτζαν|azerbaijani|azeri
BA bosnia herzegovina|bosnie herzegovine|bosnien und herzegowina|bosnia ed erzegovina|bosnia y herzegovina|βοσνια ερζεγοβινη|bosnian
BB barbados|barbade|μπαρμπειντος|barbadian
BD bangladesh|bangladesch|banglades|μπανγκλαντες|bangladeshi
BE belgium|belgique|belgien|belgio|belgica|βελγιο|belgian
BF burkina faso|μπουρκινα φασο|burkinabe
BG bulgaria|bulgarie|bulgarien|βουλγαρια|bulgarian
BH bahrain|bahrein|barein|μπαχρειν|bahraini
BI burundi|μπουρουντι|burundian
BJ benin|μπενιν|beninese
BN brunei|brunei darussalam|μπρουνει
BO bolivia|bolivie|bolivien|βολιβια|bolivian|bolivia plurinational state of
BR brazil|bresil|brasilien|brasile|brasil|βραζιλια|brazilian
BS bahamas|μπαχαμες
BT bhutan|bhoutan|butan|μπουταν
BW botswana|botsuana|μποτσουανα|botswanan
BY belarus|bielorussie|bielorussia|bielorrusia|λευκορωσια|belarusian|byelorussian|republic of belarus
BZ belize|belice|μπελιζ
CA canada|kanada|καναδας|canadian
CD congo kinshasa|kongo kinshasa|republica democratica del congo|κονγκο κινσασα|congolese|democratic republic of the congo|congo democratic republic|dr congo|drc|congo democratic republic of the
CF central african republic|republique centrafricaine|zentralafrikanische republik|repubblica centrafricana|republica centroafricana|κεντροαφρικανικη δημοκρατια|central african
CG congo brazzaville|kongo brazzaville|congo|κονγκο μπραζαβιλ|republic of the congo|congo republic of the
CH switzerland|suisse|schweiz|svizzera|suiza|ελβετια|swiss
CI cote d ivoire|costa d avorio|ακτη ελεφαντοστου|ivorian|ivory coast
CL chile|chili|cile|χιλη|chilean
CM cameroon|cameroun|kamerun|camerun|καμερουν|cameroonian
CN china|chine|cina|κινα|chinese|peoples republic of china|people s republic of china|prc
CO colombia|colombie|kolumbien|κολομβια|colombian
CR costa rica|κοστα ρικα|costa rican
CU cuba|kuba|κουβα|cuban
CV cape verde|cap vert|cabo verde|capo verde|πρασινο ακρωτηριο|cape verdean
CY cyprus|chypre|zypern|cipro|chipre|κυπρος|cypriot
CZ czechia|tchequie|tschechien|cechia|chequia|τσεχια|czech|czech republic
DE germany|allemagne|deutschland|germania|alemania|γερμανια|german|deutsch
DJ djibouti|dschibuti|gibuti|yibuti|τζιμπουτι|djiboutian
DK denmark|danemark|danimarca|dinamarca|δανια|danish
DM dominica|dominique|ντομινικα
DO dominican republic|republique dominicaine|dominikanische republik|repubblica dominicana|republica dominicana|δομινικανη δημοκρατια|dominican
DZ algeria|algerie|algerien|argelia|αλγερια|algerian
EC ecuador|equateur|ισημερινος|ecuadorian
EE estonia|estonie|estland|εσθονια|estonian
EG egypt|egypte|agypten|egitto|egipto|αιγυπτος|egyptian
EH western sahara|sahara occidental|westsahara|sahara occidentale|δυτικη σαχαρα
ER eritrea|erythree|ερυθραια|eritrean
ES spain|espagne|spanien|spagna|espana|ισπανια|spanish
ET ethiopia|ethiopie|athiopien|etiopia|αιθιοπια|ethiopian
FI finland|finlande|finnland|finlandia|φινλανδια|finnish
FJ fiji|fidji|fidschi|figi|fiyi|φιτζι
FM micronesia|micronesie|mikronesien|μικρονησια
FR france|frankreich|francia|γαλλια|french|francaise
GA gabon|gabun|γκαμπον|gabonese
GB united kingdom|royaume uni|vereinigtes konigreich|regno unito|reino unido|ηνωμενο βασιλειο|british|uk|great britain|united kingdom of great britain and northern ireland|england|scotland
GD grenada|grenade|granada|γρεναδα
GE georgia|georgie|georgien|γεωργια|georgian
GH ghana|γκανα|ghanaian
GI gibraltar|gibilterra|γιβραλταρ
GL greenland|groenland|gronland|groenlandia|γροιλανδια
GM gambia|gambie|γκαμπια|gambian|the gambia
GN guinea|guinee|γουινεα|guinean
GQ equatorial guinea|guinee equatoriale|aquatorialguinea|guinea equatoriale|guinea ecuatorial|ισημερινη γουινεα|equatorial guinean
GR greece|grece|griechenland|grecia|ελλαδα|greek|hellenic republic|hellas
GT guatemala|γουατεμαλα|guatemalan
GW guinea bissau|guinee bissau|guinea bisau|γουινεα μπισαου|bissau guinean
GY guyana|γουιανα|guyanese
HK hong kong sar china|r a s chinoise de hong kong|sonderverwaltungsregion hongkong|ras di hong kong|rae de hong kong china|χονγκ κονγκ εδπ κινας
HN honduras|ονδουρα|honduran
HR croatia|croatie|kroatien|croazia|croacia|κροατια|croatian|croat
HT haiti|αιτη|haitian
HU hungary|hongrie|ungarn|ungheria|hungria|ουγγαρια|hungarian
ID indonesia|indonesie|indonesien|ινδονησια|indonesian
IE ireland|irlande|irland|irlanda|ιρλανδια|irish
IL israel|israele|ισραηλ|israeli
IN india|inde|indien|ινδια|indian
IQ iraq|irak|ιρακ|iraqi
IR iran|ιραν|iranian|iran islamic republic of|islamic republic of iran
IS iceland|islande|island|islanda|islandia|ισλανδια|icelandic
IT italy|italie|italien|italia|ιταλια|italian|italiana
JM jamaica|jamaique|jamaika|giamaica|τζαμαικα|jamaican
JO jordan|jordanie|jordanien|giordania|jordania|ιορδανια|jordanian
JP japan|japon|giappone|ιαπωνια|japanese
KE kenya|kenia|κενυα|kenyan
KG kyrgyzstan|kirghizstan|kirgisistan|kirghizistan|kirguistan|κιργισταν|kyrgyz
KH cambodia|cambodge|kambodscha|cambogia|camboya|καμποτζη|cambodian
KI kiribati|κιριμπατι
KM comoros|comores|komoren|comore|comoras|κομορες|comorian
KN st kitts nevis|saint christophe et nieves|st kitts und nevis|saint kitts e nevis|san cristobal y nieves|σεν κιτς και νεβις
KP north korea|coree du nord|nordkorea|corea del nord|corea del norte|βορεια κορεα|north korean|korea north|dprk|democratic people s republic of korea|korea democratic people s republic of|democratic peoples republic of korea
KR south korea|coree du sud|sudkorea|corea del sud|corea del sur|νοτια κορεα|south korean|korea south|republic of korea|korea republic of
KW kuwait|koweit|κουβειτ|kuwaiti
KZ kazakhstan|kasachstan|kazakistan|kazajistan|καζακσταν|kazakh|kazakhstani
LA laos|λαος|lao|laotian|lao people s democratic republic
LB lebanon|liban|libanon|libano|λιβανος|lebanese
LC st lucia|sainte lucie|saint lucia|santa lucia|αγια λουκια
LI liechtenstein|λιχτενσταιν
LK sri lanka|σρι λανκα|sri lankan
LR liberia|λιβερια|liberian
LS lesotho|lesoto|λεσοτο|basotho
LT lithuania|lituanie|litauen|lituania|λιθουανια|lithuanian
LU luxembourg|luxemburg|lussemburgo|luxemburgo|λουξεμβουργο|luxembourger
LV latvia|lettonie|lettland|lettonia|letonia|λετονια|latvian
LY libya|libye|libyen|libia|λιβυη|libyan|libyan arab jamahiriya|state of libya
MA morocco|maroc|marokko|marocco|marruecos|μαροκο|moroccan|marocain
MC monaco|μονακο
MD moldova|moldavie|republik moldau|moldavia|μολδαβια|moldovan|moldova republic of|republic of moldova
ME montenegro|μαυροβουνιο|montenegrin
MG madagascar|madagaskar|μαδαγασκαρη|malagasy
MH marshall islands|iles marshall|marshallinseln|isole marshall|islas marshall|νησοι μαρσαλ
MK north macedonia|macedoine du nord|nordmazedonien|macedonia del nord|macedonia del norte|βορεια μακεδονια|macedonian|the former yugoslav republic of macedonia|macedonia
ML mali|μαλι|malian
MM myanmar burma|myanmar birmanie|myanmar|myanmar birmania|μιανμαρ βιρμανια|burmese|burma
MN mongolia|mongolie|mongolei|μογγολια|mongolian
MO macao sar china|r a s chinoise de macao|sonderverwaltungsregion macau|ras di macao|rae de macao china|μακαο εδπ κινας
MR mauritania|mauritanie|mauretanien|μαυριτανια|mauritanian
MT malta|malte|μαλτα|maltese
MU mauritius|maurice|mauricio|μαυρικιος
MV maldives|malediven|maldive|maldivas|μαλδιβες|maldivian
MW malawi|malaui|μαλαουι|malawian
MX mexico|mexique|mexiko|messico|μεξικο|mexican
MY malaysia|malaisie|malasia|μαλαισια|malaysian
MZ mozambique|mosambik|mozambico|μοζαμβικη|mozambican
NA namibia|namibie|ναμιμπια|namibian
NE niger|νιγηρας|nigerien
NG nigeria|νιγηρια|nigerian
NI nicaragua|νικαραγουα|nicaraguan
NL netherlands|pays bas|niederlande|paesi bassi|paises bajos|κατω χωρες|dutch|the netherlands
NO norway|norvege|norwegen|norvegia|noruega|νορβηγια|norwegian
NP nepal|νεπαλ|nepalese|nepali
NR nauru|ναουρου
NZ new zealand|nouvelle zelande|neuseeland|nuova zelanda|nueva zelanda|νεα ζηλανδια|new zealander
OM oman|ομαν|omani
PA panama|παναμας|panamanian
PE peru|perou|περου|peruvian
PG papua new guinea|papouasie nouvelle guinee|papua neuguinea|papua nuova guinea|papua nueva guinea|παπουα νεα γουινεα
PH philippines|philippinen|filippine|filipinas|φιλιππινες|filipino|philippine|the philippines
PK pakistan|πακισταν|pakistani
PL poland|pologne|polen|polonia|πολωνια|polish
PR puerto rico|porto rico|portorico|πουερτο ρικο
PS palestinian territories|territoires palestiniens|palastinensische autonomiegebiete|territori palestinesi|territorios palestinos|παλαιστινιακα εδαφη|palestinian|palestine|palestinian territory occupied|state of palestine|west bank|gaza
PT portugal|portogallo|πορτογαλια|portuguese
PW palau|palaos|παλαου
PY paraguay|παραγουαη|paraguayan
QA qatar|katar|catar|καταρ|qatari
RO romania|roumanie|rumanien|rumania|ρουμανια|romanian
RS serbia|serbie|serbien|σερβια|serbian|serb
RU russia|russie|russland|rusia|ρωσια|russian|russian federation|russe|ussr|soviet union
RW rwanda|ruanda|ρουαντα|rwandan
SA saudi arabia|arabie saoudite|saudi arabien|arabia saudita|arabia saudi|σαουδικη αραβια|saudi|saudi arabian|kingdom of saudi arabia
SB solomon islands|iles salomon|salomonen|isole salomone|islas salomon|νησοι σολομωντος
SC seychelles|seychellen|σευχελλες
SD sudan|soudan|σουδαν|sudanese|republic of the sudan|the sudan
SE sweden|suede|schweden|svezia|suecia|σουηδια|swedish
SG singapore|singapour|singapur|σιγκαπουρη|singaporean
SI slovenia|slovenie|slowenien|eslovenia|σλοβενια|slovenian|slovene
SK slovakia|slovaquie|slowakei|slovacchia|eslovaquia|σλοβακια|slovak
SL sierra leone|sierra leona|σιερα λεονε|sierra leonean
SM san marino|saint marin|αγιος μαρινος
SN senegal|σενεγαλη|senegalese
SO somalia|somalie|σομαλια|somali|somalian
SR suriname|surinam|σουριναμ|surinamese
SS south sudan|soudan du sud|sudsudan|sud sudan|sudan del sur|νοτιο σουδαν|south sudanese
ST sao tome principe|sao tome et principe|sao tome und principe|sao tome e principe|santo tome y principe|σαο τομε και πρινσιπε|sao tomean
SV el salvador|salvador|ελ σαλβαδορ|salvadoran
SY syria|syrie|syrien|siria|συρια|syrian|syrian arab republic|syrienne
SZ eswatini|esuatini|εσουατινι|swazi|swaziland
TD chad|tchad|tschad|ciad|τσαντ|chadian
TG togo|τογκο|togolese
TH thailand|thailande|thailandia|tailandia|ταιλανδη|thai
TJ tajikistan|tadjikistan|tadschikistan|tagikistan|tayikistan|τατζικισταν|tajik
TL timor leste|timor oriental|timor est|τιμορ λεστε
TM turkmenistan|τουρκμενισταν|turkmen
TN tunisia|tunisie|tunesien|tunez|τυνησια|tunisian|tunisien
TO tonga|τονγκα
TR turkiye|turquie|turkei|turchia|turquia|τουρκια|turkish|turkey|turk
TT trinidad tobago|trinite et tobago|trinidad und tobago|trinidad e tobago|trinidad y tobago|τρινινταντ και τομπαγκο|trinidadian
TV tuvalu|τουβαλου
TW taiwan|ταιβαν|taiwanese|taiwan province of china
TZ tanzania|tanzanie|tansania|τανζανια|tanzanian|united republic of tanzania|tanzania united republic of
UA ukraine|ucraina|ucrania|ουκρανια|ukrainian
UG uganda|ouganda|ουγκαντα|ugandan
US united states|etats unis|vereinigte staaten|stati uniti|estados unidos|ηνωμενες πολιτειες|american|usa|united states of america
UY uruguay|ουρουγουαη|uruguayan
UZ uzbekistan|ouzbekistan|usbekistan|ουζμπεκισταν|uzbek
VA vatican city|etat de la cite du vatican|vatikanstadt|citta del vaticano|ciudad del vaticano|βατικανο
VC st vincent grenadines|saint vincent et les grenadines|st vincent und die grenadinen|saint vincent e grenadine|san vicente y las granadinas|αγιος βικεντιος και γρεναδινες
VE venezuela|βενεζουελα|venezuelan|venezuela bolivarian republic of|bolivarian republic of venezuela
VN vietnam|viet nam|βιετναμ|vietnamese
VU vanuatu|βανουατου
WS samoa|σαμοα
XK kosovo|κοσσυφοπεδιο|kosovar|kosovan
YE yemen|jemen|υεμενη|yemeni|republic of yemen
ZA south africa|afrique du sud|sudafrika|sudafrica|νοτια αφρικη|south african
ZM zambia|zambie|sambia|ζαμπια|zambian
ZW zimbabwe|simbabwe|zimbabue|ζιμπαμπουε|zimbabwean
`
