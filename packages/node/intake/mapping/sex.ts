import type { IdentityClaim } from '@isthmus/contract'

type Sex = NonNullable<IdentityClaim['sex']>

const words: Record<Sex, string> = {
  female:
    'f female w woman women girl fem feminine femme féminin feminin femminile femina donna mujer femenino mulher feminino frau weiblich vrouw vrouwelijk kobieta kvinna kvinde nainen γυναίκα θήλυ θ ж женский женщина أنثى נקבה kadın žena nő',
  male: 'm male man men boy masc masculine homme masculin maschile maschio uomo hombre masculino homem mann männlich männl mannelijk mężczyzna man mand mies άνδρας άρρεν α м мужской мужчина ذكر זכר erkek muž férfi',
  other: 'x other diverse divers non-binary nonbinary intersex',
}

const sexOf = new Map<string, Sex>(
  (['female', 'male', 'other'] as const).flatMap((sex) =>
    words[sex].split(' ').map((word) => [word, sex] as const),
  ),
)

/** The sex that a word of a source means, in any of the languages that sources here are kept in. */
export function findSex(word: string): Sex | undefined {
  return sexOf.get(word.trim().toLowerCase())
}
