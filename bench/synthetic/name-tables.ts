/** Names of one culture, the most frequent first. Each entry is its spellings, parted by `/`: native script, then Latin. */
export type NameTable = {
  culture: string
  nationalities: readonly string[]
  male: readonly string[]
  female: readonly string[]
  family: readonly string[]
  /** Endings that make rarer family names of the stems; the long tail of every register. */
  stems: readonly string[]
  endings: readonly string[]
}

const words = (text: string): string[] => text.trim().split(/\s+/)

const greek: NameTable = {
  culture: 'greek',
  nationalities: ['GR', 'CY'],
  male: words(`Γεώργιος/Georgios/Giorgos Ιωάννης/Ioannis/Yannis Κωνσταντίνος/Konstantinos/Constantinos Δημήτριος/Dimitrios/Demetrios
    Νικόλαος/Nikolaos/Nicolaos Παναγιώτης/Panagiotis Βασίλειος/Vasileios/Vasilis Χρήστος/Christos Αθανάσιος/Athanasios
    Μιχαήλ/Michail/Michael Ευάγγελος/Evangelos Σπυρίδων/Spyridon/Spiros Αντώνιος/Antonios Αναστάσιος/Anastasios
    Θεόδωρος/Theodoros Ανδρέας/Andreas Χαράλαμπος/Charalampos/Haralambos Αλέξανδρος/Alexandros Εμμανουήλ/Emmanouil Ηλίας/Ilias`),
  female:
    words(`Μαρία/Maria Ελένη/Eleni/Helen Αικατερίνη/Aikaterini/Katerina Βασιλική/Vasiliki Σοφία/Sofia/Sophia Αγγελική/Angeliki
    Γεωργία/Georgia Δήμητρα/Dimitra Κωνσταντίνα/Konstantina Παρασκευή/Paraskevi Άννα/Anna Ευαγγελία/Evangelia
    Ιωάννα/Ioanna/Joanna Χριστίνα/Christina Αναστασία/Anastasia Ειρήνη/Eirini/Irene Δέσποινα/Despina Φωτεινή/Foteini`),
  family:
    words(`Παπαδόπουλος/Papadopoulos Παππάς/Pappas Οικονόμου/Oikonomou/Economou Νικολάου/Nikolaou Γεωργίου/Georgiou
    Βλάχος/Vlachos Παπαδάκης/Papadakis Αγγελόπουλος/Angelopoulos Καραγιάννης/Karagiannis Μακρής/Makris
    Δημητρίου/Dimitriou Αντωνίου/Antoniou Χατζής/Chatzis/Hatzis Σαμαράς/Samaras Αλεξίου/Alexiou Μάρκου/Markou`),
  stems:
    words(`Παπα/Papa Γεωργ/Georg Νικολ/Nikol Δημητρ/Dimitr Κωνσταντιν/Konstantin Αναστασ/Anastas Βασιλ/Vasil Καρα/Kara Χατζη/Chatzi
    Μιχαηλ/Michail Θεοδωρ/Theodor Στεφαν/Stefan Παναγιωτ/Panagiot Σταυρ/Stavr Αργυρ/Argyr Λαμπρ/Lampr Μαυρ/Mavr Ξανθ/Xanth Ραφτ/Raft
    Κυριακ/Kyriak Σταματ/Stamat Διαμαντ/Diamant Φωτ/Fot Ζαχαρ/Zachar Γιαννακ/Giannak Μανωλ/Manol Τριανταφυλλ/Triantafyll`),
  endings: words(
    'όπουλος/opoulos ίδης/idis άκης/akis ιάδης/iadis έας/eas άτος/atos ούδης/oudis έλλης/ellis άρας/aras ίου/iou',
  ),
}

const cyrillic: NameTable = {
  culture: 'cyrillic',
  nationalities: ['UA', 'RU', 'BG', 'BY', 'MD', 'KZ', 'RS'],
  male: words(`Александр/Aleksandr/Alexander Сергей/Sergei/Sergey Владимир/Vladimir Андрей/Andrei/Andrey Дмитрий/Dmitrii/Dmitry
    Алексей/Aleksei/Alexey Иван/Ivan Николай/Nikolai/Nikolay Михаил/Mikhail Евгений/Evgenii/Yevgeny Виктор/Viktor/Victor
    Юрий/Iurii/Yuri Олег/Oleg Игорь/Igor Володимир/Volodymyr Олександр/Oleksandr Микола/Mykola Георги/Georgi Димитър/Dimitar
    Максим/Maksim/Maxim Павел/Pavel Роман/Roman Тарас/Taras`),
  female:
    words(`Елена/Elena/Yelena Ольга/Olga Наталья/Natalia/Natalya Татьяна/Tatiana/Tatyana Ирина/Irina Светлана/Svetlana Мария/Maria/Mariya
    Анна/Anna Екатерина/Ekaterina/Yekaterina Людмила/Liudmila/Lyudmila Олена/Olena Оксана/Oksana Юлия/Iuliia/Yulia
    Галина/Galina Вера/Vera Надежда/Nadezhda Дарья/Daria/Darya Тетяна/Tetiana`),
  family:
    words(`Иванов/Ivanov Смирнов/Smirnov Кузнецов/Kuznetsov Попов/Popov Васильев/Vasilev/Vasiliev Петров/Petrov Соколов/Sokolov
    Михайлов/Mikhailov Новиков/Novikov Шевченко/Shevchenko Коваленко/Kovalenko Бондаренко/Bondarenko Ткаченко/Tkachenko
    Димитров/Dimitrov Георгиев/Georgiev Щербаков/Shcherbakov Мельник/Melnyk Кравченко/Kravchenko Йованович/Jovanovic`),
  stems:
    words(`Фёдор/Fedor Яковл/Iakovl Григор/Grigor Степан/Stepan Павл/Pavl Богдан/Bogdan Романен/Romanen Черн/Chern Бел/Bel Голуб/Golub
    Виноград/Vinograd Козл/Kozl Лебед/Lebed Волк/Volk Зайц/Zaits Медвед/Medved Королёв/Korolev Тарас/Taras Гончар/Gonchar Марч/March
    Кирил/Kiril Панас/Panas Савч/Savch Мороз/Moroz Журавл/Zhuravl Щерб/Shcherb Юшк/Iushk Цветк/Tsvetk`),
  endings: words('ов/ov ев/ev ин/in енко/enko ский/skii чук/chuk ович/ovich юк/iuk ик/ik ань/an'),
}

const arabic: NameTable = {
  culture: 'arabic',
  nationalities: ['SY', 'IQ', 'MA', 'EG', 'TN', 'DZ', 'LY', 'SD', 'SO', 'YE', 'LB'],
  male: words(`محمد/Mohammed/Muhammad/Mohamed أحمد/Ahmed/Ahmad علي/Ali حسن/Hassan/Hasan حسين/Hussein/Husain محمود/Mahmoud/Mahmud
    إبراهيم/Ibrahim خالد/Khaled/Khalid عمر/Omar/Umar يوسف/Youssef/Yusuf مصطفى/Mustafa/Moustapha سعيد/Said/Saeed عبدالله/Abdullah/Abdallah
    كريم/Karim/Kareem طارق/Tarek/Tariq سمير/Samir بلال/Bilal زياد/Ziad/Ziyad ياسين/Yassine/Yasin رشيد/Rachid/Rashid`),
  female:
    words(`فاطمة/Fatima/Fatma مريم/Mariam/Maryam عائشة/Aisha/Aicha خديجة/Khadija زينب/Zainab/Zeinab ليلى/Layla/Leila نور/Nour/Noor
    سارة/Sara/Sarah هدى/Huda/Houda أمينة/Amina سميرة/Samira رانيا/Rania سعاد/Souad/Suad نادية/Nadia حنان/Hanan ياسمين/Yasmin/Yasmine`),
  family:
    words(`الأحمد/Al-Ahmad/Alahmad الحسن/Al-Hassan/Alhassan العلي/Al-Ali/Alali محمود/Mahmoud حسن/Hassan إبراهيم/Ibrahim
    الخطيب/Al-Khatib/Alkhateeb الحداد/Al-Haddad/Haddad النجار/Al-Najjar/Najjar المصري/Al-Masri/Elmasry العلوي/Alaoui/Al-Alawi
    بن-علي/Ben-Ali الهاشمي/Al-Hashimi/Hachemi صالح/Saleh/Salih خليل/Khalil عثمان/Osman/Othman`),
  stems:
    words(`الحلب/Halab الدمشق/Dimashq البغداد/Baghdad الموصل/Mosul التونس/Tounes الفاس/Fass الجزائر/Djazair المكن/Makn الطرابلس/Trabels
    الكرد/Kurd الشام/Sham الحمص/Homs النابلس/Nables العراق/Iraq السود/Sud القاض/Qad الصوف/Souf الرفاع/Rifa السامر/Samar العبيد/Obaid
    الدليم/Dulaim الجبور/Jabbour الزبيد/Zubaid التميم/Tamim العنز/Anz الشمر/Shammar`),
  endings: words('ي/i اوي/aoui اني/ani ية/iya ة/a ات/at ان/an ون/oun'),
}

const persian: NameTable = {
  culture: 'persian',
  nationalities: ['AF', 'IR', 'PK'],
  male: words(`محمد/Mohammad/Muhammad علی/Ali حسین/Hossein/Hussain رضا/Reza/Raza مهدی/Mehdi/Mahdi احمد/Ahmad امیر/Amir حمید/Hamid/Hameed
    سعید/Saeed/Said عباس/Abbas کریم/Karim نجیب/Najib/Najeeb فرید/Farid/Fareed جواد/Javad/Jawad امان/Aman گل/Gul`),
  female:
    words(`فاطمه/Fatemeh/Fatima زهرا/Zahra مریم/Maryam زینب/Zeinab/Zainab معصومه/Masoumeh/Masuma لیلا/Leila/Laila شیرین/Shirin/Shireen
    نسرین/Nasrin ثریا/Soraya/Suraya پروین/Parvin/Parween مینا/Mina نرگس/Narges/Nargis`),
  family:
    words(`احمدی/Ahmadi حسینی/Hosseini/Hussaini محمدی/Mohammadi/Muhammadi رضایی/Rezaei/Rezai کریمی/Karimi موسوی/Mousavi/Musavi
    رحیمی/Rahimi/Raheemi نوری/Noori/Nouri حیدری/Haidari/Heydari صفری/Safari هاشمی/Hashemi/Hashimi عزیزی/Azizi`),
  stems:
    words(`نظر/Nazar غلام/Gholam شیر/Shir یوسف/Yousef قاسم/Qasem صادق/Sadeq ابراهیم/Ebrahim اکبر/Akbar امین/Amin بهرام/Bahram تاج/Taj
    جعفر/Jafar خلیل/Khalil دولت/Dowlat رستم/Rostam سلطان/Soltan شریف/Sharif عثمان/Osman فیض/Feiz مراد/Morad`),
  endings: words('ی/i زاده/zadeh پور/pour نژاد/nejad زی/zai یان/ian خیل/khel وند/vand'),
}

const latin: NameTable = {
  culture: 'latin',
  nationalities: ['IT', 'FR', 'DE', 'ES', 'PL', 'RO', 'PT', 'NG', 'AL', 'CO', 'BR', 'SN'],
  male: words(`Giuseppe Marco/Marko Francesco Antonio Jean Pierre Michel Hans Thomas/Tomas Peter/Petar José/Jose Luis/Luís Carlos Piotr/Peter
    Andrzej/Andrew Ion/Jon Gheorghe/George João/Joao Emmanuel Chukwuemeka/Emeka Arben Ilir Besnik Mamadou/Mamadu Ousmane/Osman Andrés/Andres
    Stefan/Stephan Matteo/Mateo Karl/Carl Łukasz/Lukasz`),
  female:
    words(`Maria Anna Giulia/Julia Francesca Marie Nathalie/Natalie Sophie/Sofie Ursula Katarzyna/Catherine Agnieszka Elena/Helena Ioana/Joanna
    Carmen Lucía/Lucia Ana Fátima/Fatima Ngozi Blessing Mirela Aminata Fatou Małgorzata/Malgorzata Chiara/Clara Camille/Camila`),
  family:
    words(`Rossi Russo Ferrari Martin Bernard Dubois/Du-Bois Müller/Mueller/Muller Schmidt/Schmitt Schneider García/Garcia Fernández/Fernandez
    González/Gonzalez Nowak Kowalski Wiśniewski/Wisniewski Popescu Ionescu Silva/da-Silva Santos/dos-Santos Okafor/Okafore Hoxha/Hodja Shehu Diallo/Jallow
    N'Diaye/Ndiaye Traoré/Traore Öztürk/Oeztuerk/Ozturk D'Angelo/Dangelo Łuczak/Luczak`),
  stems:
    words(`Bern Mart Kow Wis Ross Fer Cost Mar Lamb Grun/Grün Hof Stein Berg Wald Kam Zielin/Zieliń Dombr/Dąbr Mor Val Delg Castr Pereir Okon Ade Oku Bal
    Cret Vas Mold Pint Moreir Fuchs Brand Lef Girar Rouss Bonn Gall Ricc Gre Fontan Bianc Colomb Maz Nied Jank Wrob/Wrób Szym Olsz`),
  endings: words(
    'ini etti ello ato er mann ski ska owicz escu eanu ez es eira ard eau ier ier-Roy wale chukwu aj i oni ecki/etski stein bach ov',
  ),
}

export const nameTables: readonly { table: NameTable; share: number }[] = [
  { table: latin, share: 0.4 },
  { table: arabic, share: 0.25 },
  { table: cyrillic, share: 0.15 },
  { table: persian, share: 0.12 },
  { table: greek, share: 0.08 },
]
