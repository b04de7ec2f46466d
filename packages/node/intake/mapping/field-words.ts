/** What a field may hold, as far as its name tells. */
export type FieldRole =
  | 'reference'
  | 'full'
  | 'family'
  | 'given'
  | 'middle'
  | 'patronymic'
  | 'title'
  | 'alias'
  | 'birth'
  | 'birthPlace'
  | 'birthCountry'
  | 'nationality'
  | 'sex'
  | 'passport'
  | 'documentNumber'
  | 'documentCountry'
  | 'city'
  | 'country'
  | 'address'
  | 'asOf'

/** Names that fields of that role have in the languages of the sources; whole names, folded, without signs between. */
const words: Record<FieldRole, string> = {
  reference:
    'id uid guid dataid recordid personid subjectid caseid reference ref refno referencenumber recordnumber filenumber dossier dossiernummer aktenzeichen numerodossier numeropratica idpersona αριθμοςφακελου κωδικος identifiant identificativo kennung',
  full: 'name fullname wholename displayname completename namefull personname nomcomplet nomecompleto nombrecompleto nominativo vollstandigername ονοματεπωνυμο ονομασια фио полноеимя الاسمالكامل nazwa',
  family:
    'surname lastname familyname family secondname sname lname nom nomdefamille nomfamille patronyme cognome apellido apellidos primerapellido nachname familienname achternaam geslachtsnaam sobrenome apelido nazwisko prijmeni priezvisko nume efternamn etternavn sukunimi pavarde prezime επωνυμο επιθετο фамилия прізвище фамилно soyad soyadi اللقب اسمالعائلة שםמשפחה',
  given:
    'firstname givenname given forename christianname fname prenom prenoms nome nombre nombres vorname voornaam voornamen imie jmeno krestnijmeno meno prenume fornamn fornavn etunimi vardas ime ονομα имя імя собствено ad adi الاسم الاسمالاول שםפרטי keresztnev utonev',
  middle: 'middlename middle secondforename deuxiemeprenom segundonombre zweitervorname',
  patronymic:
    'patronymic fathersname fathername nomdupere nomedelpadre paternita πατρωνυμο ονομαπατρος отчество побатькові презиме',
  title: 'title titre titolo titulo titel τιτλος',
  alias:
    'alias aliases aka alsoknownas othername othernames aliasname pseudonyme surnom soprannome apodo ψευδωνυμο кличка псевдоним',
  birth:
    'dob birth birthdate dateofbirth bornon born birthday naissance datenaissance datedenaissance datadinascita datanascita datanascimento fechanacimiento fechadenacimiento geburtsdatum gebdatum geburtstag geboortedatum dataurodzenia datumnarozeni dataunasterii dataNasterii fodelsedatum fodselsdato syntymaaika ημερομηνιαγεννησης ημγεννησης датарождения датанародження dogumtarihi تاريخالميلاد yearofbirth birthyear',
  birthPlace:
    'pob placeofbirth birthplace birthcity cityofbirth townofbirth lieunaissance lieudenaissance luogodinascita luogonascita lugarnacimiento geburtsort geboorteplaats miejsceurodzenia τοποσγεννησης τοπογεννησης месторождения',
  birthCountry:
    'countryofbirth birthcountry paysnaissance paysdenaissance paesedinascita paisnacimiento geburtsland geboorteland χωραγεννησης',
  nationality:
    'nationality nationalities citizenship citizenships citizen nationalite nazionalita cittadinanza nacionalidad nacionalidade staatsangehorigkeit staatsangehoerigkeit staatsburgerschaft nationaliteit obywatelstwo narodnost υπηκοοτητα ιθαγενεια εθνικοτητα гражданство громадянство uyruk الجنسية',
  sex: 'sex gender sexe genre sesso sexo genero geschlecht geslacht plec pohlavi kon φυλο пол стать cinsiyet الجنس',
  passport:
    'passport passportnumber passportno passeport numeropasseport passaporto numeropassaporto pasaporte passnummer passnr reisepass reisepassnummer paspoort paspoortnummer διαβατηριο αριθμοςδιαβατηριου паспорт',
  documentNumber:
    'document documentnumber docno documentno idnumber nationalid nationalidnumber idcard idcardnumber numerodocument numerodocumento ausweisnummer αριθμοςταυτοτητας ταυτοτητα номердокумента',
  documentCountry:
    'issuingcountry countryofissue passportcountry documentcountry paysdelivrance paesedirilascio ausstellungsland',
  city: 'city town ville citta ciudad stadt ort wohnort stad plaats πολη город',
  country: 'country pays paese pais land staat χωρα страна',
  address: 'address street residence adresse indirizzo direccion anschrift adres διευθυνση адрес',
  asOf: 'updated updatedat updatedon lastupdated lastupdate modified modifiedat lastmodified lastdayupdated datemodification dataaggiornamento fechaactualizacion geandertam',
}

const roleOf = new Map<string, FieldRole>(
  (Object.keys(words) as FieldRole[]).flatMap((role) =>
    words[role].split(' ').map((word) => [folded(word), role] as const),
  ),
)

/** The role that the last name of a path suggests. */
export function findRole(name: string): FieldRole | undefined {
  return roleOf.get(folded(name))
}

function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
