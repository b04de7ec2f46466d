/**
 * Japanese readings of surnames (the 2,000 most frequent) and of the characters of given names with their shares in per
 * cent; `=` stands before a character that is a name alone. Made by bench/learn/make-japanese-readings.ts from
 * japanese-personal-name-dataset 0.4.0, copyright 2022 shuheilocale, MIT.
 */
export const JAPANESE_SURNAMES = `
佐藤satou 鈴木suzuki 高橋takahashi 田中tanaka 伊藤itou 渡辺watanabe 山本yamamoto 中村nakamura 小林kobayashi 加藤katou 吉田yoshida 山田yamada 佐々木sasaki 山口yamaguchi
松本matsumoto 井上inoue 木村kimura 林hayashi 斎藤saitou 清水shimizu 山崎yamazaki 森mori 池田ikeda 橋本hashimoto 阿部abe 石川ishikawa 山下yamashita 中島nakajima 石井ishii
小川ogawa 前田maeda 岡田okada 長谷川hasegawa 藤田fujita 後藤gotou 近藤kondou 村上murakami 遠藤endou 青木aoki 坂本sakamoto 斉藤saitou 福田fukuda 太田oota 西村nishimura
藤井fujii 岡本okamoto 藤原fujiwara 金子kaneko 三浦miura 中野nakano 中川nakagawa 原田harada 松田matsuda 竹内takeuchi 小野ono 田村tamura 中山nakayama 和田wada 石田ishida
森田morita 上田ueda 原hara 内田uchida 柴田shibata 酒井sakai 宮崎miyazaki 横山yokoyama 高木takagi 安藤andou 宮本miyamoto 大野oono 小島kojima 工藤kudou 谷口taniguchi 今井imai
高田takada 増田masuda 丸山maruyama 杉山sugiyama 村田murata 大塚ootsuka 新井arai 藤本fujimoto 小山koyama 平野hirano 河野kouno 上野ueno 武田takeda 野口noguchi 松井matsui
千葉chiba 菅原sugawara 岩崎iwasaki 久保kubo 木下kinoshita 佐野sano 野村nomura 松尾matsuo 菊地kikuchi 杉本sugimoto 市川ichikawa 古川furukawa 大西oonishi 島田shimada
水野mizuno 桜井sakurai 渡部watabe 高野takano 吉川yoshikawa 山内yamauchi 西田nishida 菊池kikuchi 飯田iida 小松komatsu 西川nishikawa 北村kitamura 安田yasuda 五十嵐igarashi
川口kawaguchi 平田hirata 関seki 中田nakada 久保田kubota 東higashi 服部hattori 岩田iwata 川崎kawasaki 土屋tsuchiya 福島fukushima 本田honda 樋口higuchi 辻tsuji 秋山akiyama
田口taguchi 永井nagai 山中yamanaka 中西nakanishi 吉村yoshimura 川上kawakami 松岡matsuoka 浜田hamada 大橋oohashi 石原ishihara 馬場baba 森本morimoto 矢野yano
松下matsushita 浅野asano 星野hoshino 吉岡yoshioka 大久保ookubo 小池koike 野田noda 荒木araki 松浦matsuura 熊谷kumagai 大谷ootani 内藤naitou 黒田kuroda 尾崎ozaki
望月mochizuki 川村kawamura 永田nagata 松村matsumura 堀hori 田辺tanabe 菅野sugano 荒井arai 大島ooshima 平井hirai 西山nishiyama 早川hayakawa 栗原kurihara 広瀬hirose
横田yokota 石橋ishibashi 岩本iwamoto 萩原hagiwara 片山katayama 関口sekiguchi 宮田miyata 大石ooishi 本間honma 高山takayama 須藤sudou 吉野yoshino 岡崎okazaki 小田oda
鎌田kamata 伊東itou 上原uehara 篠原shinohara 小西konishi 松原matsubara 福井fukui 古賀koga 大森oomori 成田narita 小泉koizumi 南minami 奥村okumura 内山uchiyama 三宅miyake
桑原kuwabara 沢田sawada 岡oka 川島kawashima 片岡kataoka 富田tomita 奥田okuda 八木yagi 杉浦sugiura 松永matsunaga 北川kitagawa 小沢ozawa 関根sekine 平山hirayama 牧野makino
河合kawai 白石shiroishi 今村imamura 寺田terada 青山aoyama 中尾nakao 小倉ogura 渋谷shibuya 上村uemura 小野寺onodera 大山ooyama 岡村okamura 坂口sakaguchi 足立adachi 多田tada
天野amano 根本nemoto 佐久間sakuma 豊田toyoda 村山murayama 角田tsunoda 飯塚iizuka 田島tajima 西nishi 武藤mutou 竹田takeda 宮下miyashita 白井shirai 塚本tsukamoto 児玉kodama
坂田sakata 坂井sakai 榎本enomoto 水谷mizutani 神谷kamiya 齋藤saitou 小原ohara 小笠原ogasawara 岡部okabe 森下morishita 浅井asai 神田kanda 植田ueda 中井nakai 河村kawamura
前川maekawa 宮川miyagawa 稲垣inagaki 大川ookawa 松崎matsuzaki 長田osada 若林wakabayashi 飯島iijima 谷tani 安部abe 大沢oosawa 石塚ishitsuka 及川oikawa 堀内horiuchi
田代tashiro 中嶋nakajima 山根yamane 江口eguchi 中谷nakaya 岸本kishimoto 荒川arakawa 西尾nishio 本多honda 森山moriyama 今野konno 細川hosokawa 岡野okano 金井kanai 安達adachi
戸田toda 稲葉inaba 津田tsuda 森川morikawa 土井doi 星hoshi 落合ochiai 村松muramatsu 畠山hatakeyama 三上mikami 町田machida 長尾nagao 岩井iwai 中原nakahara 堤tsutsumi
野崎nozaki 中沢nakazawa 米田yoneda 金田kaneda 松山matsuyama 堀田hotta 三好miyoshi 杉田sugita 西野nishino 佐伯saeki 山岸yamagishi 西岡nishioka 黒川kurokawa 泉izumi 甲斐kai
大竹ootake 笠原kasahara 黒木kuroki 徳永tokunaga 堀江horie 大木ooki 川田kawata 岸kishi 須田suda 山川yamakawa 古田furuta 新田shinden 梅田umeda 三木miki 野中nonaka
榊原sakakibara 村井murai 奥山okuyama 土田tsuchida 大城ooshiro 滝沢takizawa 大村oomura 金城kinjou 川端kawabata 井口iguchi 梶原kajiwara 大場ooba 宮城miyagi 吉原yoshiwara
金沢kanazawa 長島nagashima 宮内miyauchi 安井yasui 庄司shouji 大内oouchi 比嘉higa 茂木mogi 日高hidaka 向井mukai 松島matsushima 下田shimoda 西本nishimoto 荻野ogino
塚田tsukada 奥野okuno 竹中takenaka 石黒ishiguro 広田hirota 藤川fujikawa 嶋田shimada 福本fukumoto 栗田kurita 北野kitano 川原kawara 宇野uno 谷川tanigawa 小谷kotani
藤野fujino 吉本yoshimoto 丹羽niwa 藤岡fujioka 竹下takeshita 竹本takemoto 青柳aoyagi 緒方ogata 古谷furuya 藤村fujimura 平川hirakawa 亀井kamei 高島takashima 三輪miwa
藤沢fujisawa 窪田kubota 篠崎shinozaki 宮原miyahara 高井takai 下村shimomura 高瀬takase 山村yamamura 根岸negishi 川本kawamoto 柳沢yanagisawa 出口deguchi 横井yokoi
小森komori 吉沢yoshizawa 小澤ozawa 武井takei 長野nagano 竹村takemura 宮沢miyazawa 平松hiramatsu 福岡fukuoka 黒沢kurosawa 志村shimura 溝口mizoguchi 臼井usui 田原tawara
稲田inada 浅田asada 筒井tsutsui 柳田yanagida 大原oohara 永野nagano 林田hayashida 大平oohira 冨田tomita 福永fukunaga 瀬戸seto 入江irie 手塚tezuka 北原kitahara 篠田shinoda
富永tominaga 湯浅yuasa 鶴田tsuruta 小出koide 沼田numata 長岡nagaoka 矢島yajima 高松takamatsu 山岡yamaoka 堀口horiguchi 大田oota 岩瀬iwase 大槻ootsuki 石山ishiyama
石崎ishizaki 澤田sawada 池上ikegami 相馬souma 堀川horikawa 二宮ninomiya 園田sonoda 平岡hiraoka 柏木kashiwagi 花田hanada 島崎shimazaki 杉原sugihara 川野kawano 加納kanou
村瀬murase 長沢nagasawa 片桐katagiri 内海uchiumi 越智ochi 倉田kurata 野沢nozawa 福原fukuhara 河原kawara 西原nishihara 松野matsuno 笠井kasai 秋元akimoto 小坂kosaka
田畑tahata 谷本tanimoto 千田senda 日野hino 渡邊watanabe 吉井yoshii 北島kitajima 深沢fukazawa 西沢nishizawa 相沢aizawa 徳田tokuda 原口haraguchi 新谷shintani 田上tagami
小柳koyanagi 菅suge 米山yoneyama 細谷hosoya 森岡morioka 今泉imaizumi 浜野hamano 畑中hatanaka 芳賀haga 小嶋kojima 磯部isobe 大井ooi 秋田akita 大崎oosaki 植木ueki
白川shirakawa 坪井tsuboi 中本nakamoto 皆川minagawa 浅見asami 相原aihara 細田hosoda 荻原ogiwara 三谷mitani 福山fukuyama 岸田kishida 浜口hamaguchi 辻本tsujimoto 大友ootomo
畑hatake 木原kihara 川瀬kawase 平林hirabayashi 塩田shioda 河内kawachi 島村shimamura 遠山tooyama 古屋furuya 大坪ootsubo 神山kamiyama 難波nanba 三井mitsui 植村uemura
中里nakazato 齊藤saitou 大澤oosawa 三村mimura 三橋mitsuhashi 岩下iwashita 渡邉watanabe 栗山kuriyama 井手ide 松川matsukawa 吉永yoshinaga 早坂hayasaka 川畑kawahata
長井nagai 佐竹satake 井出ide 河田kawada 亀山kameyama 浜崎hamazaki 川合kawai 朝倉asakura 橘tachibana 柳yanagi 草野kusano 堀井horii 保坂hosaka 村岡muraoka 尾形ogata
志賀shiga 半田handa 高村takamura 若松wakamatsu 小宮komiya 狩野karino 水上mizukami 大津ootsu 高岡takaoka 中根nakane 亀田kameda 立石tateishi 高柳takayanagi 柴崎shibazaki
市村ichimura 瀬川segawa 三島mishima 寺島terashima 奈良nara 新垣aragaki 武内takeuchi 清野seino 真鍋manabe 内野uchino 平hira 玉井tamai 水口mizuguchi 藤崎fujisaki 木内kiuchi
植松uematsu 久野kuno 江藤etou 進藤shindou 橋口hashiguchi 大沼oonuma 玉城tamaki 高見takami 深谷fukaya 寺本teramoto 守屋moriya 織田oda 宮地miyaji 河本kawamoto 藤森fujimori
菅谷sugaya 毛利mouri 並木namiki 有馬arima 大江ooe 宮島miyajima 下山shimoyama 有田arida 那須nasu 高原takahara 矢部yabe 市原ichihara 石渡ishiwata 飯野ino 鳥居torii
北山kitayama 関谷sekiya 坂下sakashita 板垣itagaki 松沢matsuzawa 野上nogami 前原maehara 牧maki 三原mihara 坂上sakagami 川井kawai 立花tachibana 田崎tazaki 葛西kasai
岩佐iwasa 松木matsuki 平尾hirao 外山toyama 高尾takao 長谷hase 成瀬naruse 染谷someya 小室komuro 三田mita 阪本sakamoto 滝本takimoto 長瀬nagase 宇佐美usami 野本nomoto 小寺kodera
板倉itakura 山城yamashiro 秋葉akiba 塚原tsukahara 高崎takasaki 門脇kadowaki 石垣ishigaki 滝口takiguchi 海野umino 井田ida 山野yamano 長谷部hasebe 大倉ookura 秦shin 土居doi
江崎ezaki 和泉izumi 仲村nakamura 高梨takanashi 正木masaki 今田imada 中澤nakazawa 椎名shiina 相川aikawa 平塚hiratsuka 奥oku 小関koseki 宍戸shishido 島shima 都築tsuzuki
岩永iwanaga 藤木fujiki 西谷nishitani 木田kida 細井hosoi 堀越horikoshi 江川egawa 小杉kosugi 金谷kanaya 石丸ishimaru 金山kinzan 永山nagayama 田川tagawa 諏訪suwa 乾inui
森谷moriya 金森kanamori 下川shimokawa 黒岩kuroiwa 富樫togashi 細野hosono 小畑obata 布施fuse 杉村sugimura 北田kitada 山上sanjou 大貫oonuki 大熊ookuma 上山kamiyama
野原nohara 梅原umehara 石本ishimoto 豊島toshima 米沢yonezawa 小野田onoda 末永suenaga 赤松akamatsu 宮脇miyawaki 阿久津akutsu 大矢ooya 宮野miyano 古沢furusawa
島袋shimabukuro 今西imanishi 塩谷shioya 倉持kuramochi 水田suiden 風間kazama 本橋motohashi 麻生asou 仲田nakada 香川kagawa 菅沼suganuma 坂元sakamoto 生田ikuta 喜多kita
門田kadota 小幡obata 井川igawa 西口nishiguchi 大庭ooba 大和田oowada 平良taira 中林nakabayashi 小久保kokubo 梅本umemoto 須賀suga 浦田urata 佐川sagawa 富岡tomioka 岩渕iwabuchi
浜本hamamoto 岩間iwama 大滝ootaki 海老原ebihara 土橋dobashi 木本kimoto 日下kusaka 川辺kawabe 矢口yaguchi 杉野sugino 木戸kido 永島nagashima 波多野hatano 金丸kanemaru
砂川sunagawa 長崎nagasaki 羽田haneda 目黒meguro 小沼konuma 小椋ogura 立川tachikawa 平沢hirasawa 森脇moriwaki 依田yoda 白鳥hakuchou 真田sanada 浅川asakawa 雨宮amamiya
板橋itabashi 山形yamagata 影山kageyama 石坂ishizaka 神崎kanzaki 大畑oohata 深田fukada 濱田hamada 寺尾terao 曽根sone 矢田yada 松元matsumoto 山元yamamoto 三枝mieda
高倉takakura 北沢kitazawa 橋爪hashizume 勝又katsumata 赤木akagi 宇田川udagawa 清田kiyota 梅津umetsu 丹野tanno 宇都宮utsunomiya 柳川yanagawa 尾上onoe 芦田ashida 瀬尾seo
櫻井sakurai 岩城iwaki 神野jinno 江原ehara 横尾yokoo 鶴岡tsuruoka 池内ikeuchi 柳原yanagihara 坂野sakano 栗林kuribayashi 吉澤yoshizawa 西脇nishiwaki 久米kume 桑田kuwata
角kado 結城yuuki 川西kawanishi 日比野hibino 森口moriguchi 西島nishijima 小堀kobori 大嶋ooshima 梅村umemura 上杉uesugi 飛田tobita 浦野urano 手島teshima 井原ihara 首藤shudou
小菅kosuge 赤坂akasaka 田端tabata 玉置tamaoki 青野aono 北kita 横川yogawa 柏原kashiwara 小玉kodama 小高odaka 大林oobayashi 水島mizushima 合田gouda 浅沼asanuma 梅沢umezawa
竹原takehara 角谷tsunotani 宮坂miyasaka 脇田wakita 有賀ariga 志田shida 本村motomura 池本ikemoto 三沢misawa 柴山shibayama 島津shimazu 明石akashi 妹尾seo 春日kasuga
池谷ikeya 宮里miyazato 大下ooshita 大和yamato 勝田katsuta 滝川takigawa 加瀬kase 中塚nakatsuka 富山toyama 楠kusunoki 前島maejima 会田aida 阪口sakaguchi 柿沼kakinuma
戸塚totsuka 恩田onda 曽我soga 笹川sasagawa 益田masuda 谷村tanimura 川越kawagoshi 前野maeno 国分kokubu 石野ishino 古山furuyama 楠本kusumoto 吉崎yoshizaki 磯野isono
白木shiraki 小栗sasaguri 菅井sugai 野島nojima 坂東bandou 夏目natsume 岡山okayama 日下部kusakabe 内村uchimura 井本imoto 熊田kumada 花岡hanaoka 高畑takahata 石倉ishikura
玉木tamaki 沖oki 中naka 田渕tabuchi 滝taki 金澤kanazawa 持田mochida 城戸kido 倉本kuramoto 末吉suekichi 神戸koube 福地fukuchi 東海林shouji 浜hama 田所tadokoro 鬼頭kitou
沖田okita 児島kojima 塩見shiomi 若山wakayama 森井morii 黒崎kurosaki 八田hatta 寺沢terasawa 沢井sawai 廣瀬hirose 森永morinaga 重松shigematsu 大浦ooura 高嶋takashima
本山motoyama 高谷takaya 寺西teranishi 村木muraki 大高ootaka 井村imura 重田shigeta 田尻tashiri 今ima 深井fukai 粕谷kasuya 長坂nagasaka 南部nanbu 平賀hiraga 菊田kikuta
玉田tamada 鵜飼ukai 米倉yonekura 川嶋kawashima 秋本akimoto 寺岡teraoka 岡島okajima 磯崎isozaki 岩谷iwatani 猪股inomata 熊倉kumakura 笹原sasahara 桜田sakurada 増井masui
畠中hatanaka 冨永tominaga 野呂noro 知念chinen 氏家ujiie 古橋furuhashi 紺野konno 大関oozeki 長浜nagahama 富沢tomisawa 小俣omata 小口koguchi 小平kodaira 五味gomi 小暮kogure
川添kawazoe 牧田makita 新村niimura 土谷tsuchiya 梶田kajita 西井nishii 西浦nishiura 下地shitaji 安永yasunaga 平本hiramoto 岩村iwamura 柳瀬yanase 境sakai 丸田maruta
相田aida 河西kasai 鹿野kano 倉橋kurahashi 花井hanai 大越ookoshi 長沼naganuma 今川imagawa 鹿島kashima 杉崎sugisaki 辻村tsujimura 宮澤miyazawa 塚越tsukakoshi 小峰komine
寺崎terasaki 松谷matsuya 藤島fujishima 百瀬momose 我妻agatsuma 黒澤kurosawa 二瓶futabin 安川yasukawa 寺井terai 寺内terauchi 湊minato 新保shinbo 神原kanbara 赤羽akabane
伴tomo 川名kawana 伊達date 古市furuichi 益子masuko 本郷hongou 滝田takita 浦ura 品川shinagawa 篠塚shinozuka 東野touno 室井muroi 石沢ishizawa 土肥toi 熊沢kumasawa 真野mano
野間noma 仲野nakano 大前oomae 郡司gunji 金kane 平原hirahara 的場matoba 中岡nakaoka 須永sunaga 片野katano 江田eda 村越murakoshi 江頭egashira 新川shinkawa 村中muranaka
大宮oomiya 河上kawakami 神保jinbo 藤山fujiyama 照井terui 南雲nagumo 渥美atsumi 安西anzai 長友nagatomo 坂saka 保田yasuda 野尻nojiri 大岩ooiwa 金原kinbara 長澤nagasawa
久田hisada 湯川yukawa 住田sumita 安原yasuhara 赤井akai 広川hirokawa 森島morishima 栗本kurimoto 高須takasu 矢吹yabuki 増山masuyama 大河原ookawara 河口kawaguchi
松橋matsuhashi 河崎kawasaki 伏見fushimi 小山田oyamada 有村arimura 船越funakoshi 石岡ishioka 塩崎shiozaki 梶kaji 津村tsumura 北岡kitaoka 増子mashiko 坪田tsubota
相良sagara 長嶋nagashima 金野kaneno 薄井usui 上岡kamioka 石村ishimura 高津takatsu 吉見yoshimi 関本sekimoto 中森nakamori 西森nishimori 藤谷fujitani 矢崎yazaki 磯貝isogai
緑川midorigawa 八巻yamaki 安東andou 谷田tanida 藤巻fujimaki 河井kawai 桑野kuwano 稲村inamura 梶山kajiyama 福士fukushi 高坂takasaka 垣内kakiuchi 高沢takasawa 山脇yamawaki
仲宗根nakasone 関野sekino 森崎morisaki 浜中hamanaka 尾関ozeki 水本mizumoto 長山nagayama 小村komura 中道nakamichi 棚橋tanahashi 牛島ushijima 堺sakai 住吉sumiyoshi
松林matsubayashi 湯本yumoto 谷内taniuchi 二村nimura 迫田sakoda 照屋teruya 榊sakaki 小宮山komiyama 小竹kotake 相澤aizawa 船木funaki 玉川tamakawa 東山higashiyama
柿崎kakizaki 見mi 田嶋tajima 加賀kaga 柿本kakimoto 塩野shiono 椿tsubaki 飯村iimura 塩沢shiozawa 新美niimi 丸岡maruoka 芝田shibata 大坂oosaka 梅木umeki 赤塚akatsuka
鶴見tsurumi 深澤fukazawa 吉武yoshitake 永瀬nagase 越川etsukawa 田沢tazawa 矢沢yazawa 高森takamori 下野shimono 仲naka 清原kiyohara 唐沢karasawa 駒井komai 小橋kobashi
向山kouyama 井沢izawa 沢sawa 三瓶sanbin 平間hirama 西澤nishizawa 鮫島samejima 木島kijima 宇田uda 辻井tsujii 高杉takasugi 藤澤fujisawa 植野ueno 原島harashima
竹林takebayashi 川内kawauchi 高林takabayashi 畑山hatakeyama 疋田hikita 西崎nishizaki 名倉nakura 福元fukumoto 磯田isoda 岩沢iwasawa 笹本sasamoto 八幡hachiman 塙hanawa
犬飼inukai 福沢fukuzawa 羽鳥hatori 加茂kamo 米谷yoneya 平石hiraishi 袴田hakamada 勝山katsuyama 鳴海narumi 島本shimamoto 西垣nishigaki 対馬tsushima 森野morino
金本kanamoto 長屋nagaya 上地jouchi 廣田hirota 安斎anzai 村尾murao 船橋funabashi 志水shimizu 岩橋iwahashi 村本muramoto 浦川urakawa 山浦yamaura 大屋ooya 城shiro 木谷kidani
沢村sawamura 伊沢izawa 柳澤yanagisawa 新里niisato 衛藤etou 若杉wakasugi 小熊koguma 桂katsura 神kami 小田島odajima 大杉oosugi 長chou 赤堀akahori 早瀬hayase 小崎ozaki
庄子shouji 横溝yokomizo 芝shiba 伊勢ise 小山内osanai 添田soeda 川又kawamata 時田tokita 石毛ishige 城間shiroma 高塚takatsuka 長嶺nagamine 宮村miyamura 板谷itaya
深川fukagawa 芹沢serizawa 高久takaku 高本koumoto 柴shiba 竹山takeyama 保科hoshina 柳井yanai 鳥海toriumi 丸尾maruo 新藤shindou 大迫oosako 松葉matsuba 直井naoi 飯沼iinuma
平岩hiraiwa 永松nagamatsu 米村yonemura 谷山taniyama 徳山tokuyama 猪俣inomata 塩川shiokawa 国井kunii 大上oogami 竹島takeshima 安岡yasuoka 井戸ido 桐山kiriyama
水越mizukoshi 新城shinjou 別府beppu 黒瀬kurose 山路yamaji 上林kanbayashi 佃tsukuda 小浜obama 柘植tsuge 大須賀oosuga 猪狩ikari 赤間akama 幸田kouda 日向hinata 岩野iwano
安江yasue 野澤nozawa 竹之内takenouchi 熊野kumano 福嶋fukushima 福留fukudome 生駒ikoma 大泉ooizumi 柳沼yaginuma 大河内ookouchi 橋詰hashizume 竹井takei 平島hirashima
岩見iwami 脇waki 青島aoshima 須崎suzaki 岩元iwamoto 村川murakawa 須貝sugai 藤fuji 新山shinyama 藤江fujie 鳥越torigoe 猿渡saruwatari 早田souda 熊本kumamoto 石上ishigami
上西uenishi 山西yamanishi 神尾kamio 中平nakahira 名取natori 深見fukami 赤嶺akamine 五島gotou 上島uejima 崎山sakiyama 矢作yahagi 鎌倉kamakura 兵頭hyoudou 小松崎komatsuzaki
小塚kozuka 宗像shuuzou 松澤matsuzawa 綿貫watanuki 砂田sunada 岩切iwakiri 春田haruta 長江nagae 鷲見sumi 秋吉akiyoshi 安本yasumoto 塩原shiohara 新倉niikura 竹谷takeya
萩野hagino 松坂matsuzaka 桜庭sakuraba 鬼塚onizuka 古澤furusawa 荒谷araya 石津ishitsu 関川sekikawa 平木hiraki 梶谷kajitani 園部sonobe 市橋ichihashi 舟橋funahashi
真下mashita 蛭田hiruta 広岡hirooka 藤枝fujieda 竹川takegawa 間瀬mase 岡林okabayashi 二階堂nikaidou 土岐toki 大岡oooka 池野ikeno 加賀谷kagaya 安倍abe 竹沢takezawa 磯iso
佐原sahara 磯村isomura 一ノ瀬ichinose 黒須kurosu 東田higashida 鳥羽toba 川尻kawajiri 友田tomoda 岸野kishino 辰巳tatsumi 清家seike 近江oomi 副島soejima 大賀taiga 元木motoki
村野murano 武山takeyama 脇坂wakizaka 守田morita 大堀oohori 高石takaishi 馬渕mabuchi 犬塚inuzuka 中園nakazono 船津funatsu 戸村tomura 菊川kikugawa 堀尾horio 米川yonekawa
井坂isaka 嶋崎shimazaki 星川hoshikawa 吉松yoshimatsu 佐山sayama 須山suyama 宮嶋miyajima 奥谷okutani 多賀taga 大里oosato 吉成yoshinari 有吉ariyoshi 谷岡tanioka
若月wakatsuki 田丸tamaru 高城takagi 梶川kajikawa 坪内tsubouchi 小田切odagiri 亀谷kameya 辻野tsujino 片倉katakura 北条houjou 北口kitaguchi 日置hioki 杉谷sugitani
川北kawakita 宮武miyatake 大本oomoto 長内osanai 新shin 山地sanchi 江本emoto 海老沢ebisawa 赤沢akazawa 土方dokata 伊波inami 春山haruyama 柴原shibahara 大門daimon 大脇oowaki
巽tatsumi 広沢hirosawa 堀部horibe 兼子kaneko 戸谷toya 岡安okayasu 佐田sata 有本arimoto 藤倉fujikura 箕輪minowa 武石takeishi 河辺kawabe 片平katahira 安里ari 設楽shidara
宮尾miyao 八島yashima 姫野himeno 細見hosomi 田山tayama 末広suehiro 田坂tasaka 赤尾akao 曽我部sogabe 小木曽ogiso 伊原ihara 赤石akaishi 寺山terayama 間宮mamiya 北浦kitaura
中込nakagomi 辻田tsujida 深津fukatsu 瀬戸口setoguchi 糸井itoi 牟田muta 真壁makabe 江上egami 小松原komatsubara 井関iseki 若井wakai 作田sakuta 田淵tabuchi 横内yokouchi
中江nakae 高垣takagaki 杉江sugie 鳥山toriyama 古野furuno 国吉kuniyoshi 末松suematsu 半沢hanzawa 末次suetsugu 吉良kira 高宮takamiya 金川kanekawa 露木tsuyuki 藤間fujima
河津kawatsu 草間kusama 新居shinkyo 日比hibi 永尾nagao 二見futami 朝日asahi 奥原okuhara 峯mine 角野sumino 上条kamijou 高良takara 梅野umeno 橋田hashida 岩上iwagami
藤平fujihira 下平shimodaira 有川arikawa 深山shinzan 石神ishigami 白田shirota 高畠takahata 永吉nagayoshi 坂根sakane 山室yamamuro 香取katori 鷲尾washio 田井tai 野坂nosaka
江尻ejiri 稲川inagawa 早野hayano 速水hayami 久松hisamatsu 小田原odawara 折原orihara 古家furuya 前山sakiyama 白土shiratsuchi 里見satomi 沖野okino 西出nishide 佐瀬sase
上坂kamisaka 桐生kiryuu 石森ishimori 池永ikenaga 品田shinada 永岡nagaoka 沢口sawaguchi 八重樫yaegashi 猪野ino 池原ikehara 鍋島nabeshima 正田shouda 菱沼hishinuma
岩倉iwakura 錦織nishiori 井野ino 中崎nakazaki 香月katsuki 矢内yanai 宮前miyamae 逸見hemi 湯田yuda 嶋shima 宮部miyabe 笹田sasada 泉谷izumiya 今岡imaoka 熊崎kumazaki
坂巻sakamaki 白岩shiroiwa 藤代fujishiro 小柴koshiba 江島ejima 渕上fuchigami 宮永miyanaga 君島kimijima 湯沢yuzawa 島野shimano 仁科nishina 立野tateno 大道daidou 門馬monma
木山kiyama 小野塚onozuka 山際yamagiwa 笹岡sasaoka 本庄honjou 成沢narisawa 飯尾iio 高桑takakuwa 中瀬nakase 松藤matsufuji 宮岡miyaoka 川久保kawakubo 尾田oda 田野tano
三角sankaku 景山kageyama 寺嶋terashima 木崎kizaki 野瀬nose 石島ishijima 野々村nonomura 柳本yanagimoto 中垣nakagaki 青田aota 梅崎umezaki 赤池akaike 木暮kogure
又吉matayoshi 嶋村shimamura 北林kitabayashi 大月ootsuki 福村fukumura 羽賀haga 一瀬ichinose 小黒koguro 菅田sugeta 隅田sumida 手嶋teshima 浅岡asaoka 関戸sekido 木元kimoto
羽生hanyuu 諸岡morooka 柏崎kashiwazaki 米澤yonezawa 船山funayama 浅利asari 碓井usui 仙波sennami 松丸matsumaru 兵藤hyoudou 楠田kusuda 津久井tsukui 伊佐isa 浦上uragami
伊丹itami 古瀬kose 阪田sakata 八代yashiro 四方shihou 遊佐yusa 一戸ikko 広野kouno 溝上mizokami 笹井sasai 北尾kitao 河島kawashima 小河ogawa 鳥井torii 桝田masuda 永谷nagatani
若狭wakasa 新妻niizuma 具志堅gushikata 梅澤umezawa 丹治tanji 中元nakamoto 山木yamaki 中橋nakahashi 大浜oohama 戸川togawa 山添yamazoe 水戸mito 猪瀬inose 大垣oogaki
松倉matsukura 深瀬fukase 所tokoro 桑山kuwayama 浜島hamashima 綾部ayabe 杉岡sugioka 檜山hiyama 別所bessho 一色isshoku 春名haruna 常盤tokiwa 勝野katsuno 穂積hozumi 根津nezu
岸川kishikawa 能登noto 笠松kasamatsu 笹木sasaki 大串oogushi 久我kuga 岩淵iwabuchi 阿南anan 立山tateyama 伊賀iga 奥井okui 内川uchikawa 竹野takeno 能勢nose 彦坂hikosaka
北條houjou 引地hikichi 田沼tanuma 西嶋nishijima 上川kamikawa 田仲tanaka 室田murota 奥平okudaira 峯岸minegishi 北本kitamoto 小牧komaki 向後kougo 田部tabe 曾根sone
荒巻aramaki 押田oshida 神林kanbayashi 柚木yugi 榎enoki 平澤hirasawa 津島tsushima 朝比奈asahina 杉森sugimori 小早川kobayakawa 赤川akagawa 瓜生uriu 椎葉shiiba 山名yamana
岩尾iwao 浦山urayama 迫hasama 芦沢ashizawa 諸橋morohashi 石谷ishitani 駒田komada 安保anpo 牛田ushida 三澤misawa 北井kitai 吉住yoshizumi 金光kanemitsu 守谷moriya
飯山iiyama 信田shinoda 日吉hiyoshi 国本kunimoto 柏kashiwa 谷中yanaka 前沢maezawa 寺門jimon 宮井miyai 栗栖kurusu 新野niino 桜木sakuragi 櫛田kushida 宇井ui 梶本kajimoto
真島majima 田部井tabei 津川tsugawa 助川sukegawa 木場kiba 李ri 原野genya 向mukai 柳谷yanagiya 漆原urushibara 桑名kuwana 仲川nakagawa 城田shirota 菱田hishida 中条nakajou
新海shinkai 門間monma 仲本nakamoto 仲間nakama 宇佐見usami 宇津木utsugi 樋渡hiwatari 熊木kumaki 清川kiyokawa 杉sugi 谷崎tanizaki 阪上sakagami 内堀uchibori 田宮tamiya
中辻nakatsuji 谷野tanino 陶山suyama 橋場hashiba 安野yasuno 亀岡kameoka 横沢yokozawa 堀之内horinouchi 白浜shirahama 冨岡tomioka 青井aoi 山之内yamanouchi 中上nakagami
今枝imaeda 米本yonemoto 峰mine 今津imatsu 二木niki 坂内sakauchi 綿引watabiki 木野kino 勝俣katsumata 平出hiraide 高安takayasu 荒田arata 植竹uetake 沢野sawano 蓮見hasumi
小谷野koyano 川俣kawamata 澤sawa 藤永fujinaga 大町oomachi 泉田izumida 深野fukano 山越yamagoe 堀本horimoto 仁平nihira 中津nakatsu 布川fukawa 中畑nakahata 山辺yamabe
中居nakai 粟野awano 大隅oosumi 勝部katsube 権田gonda 森内moriuchi 広井hiroi 船田funada 大出ooide 北澤kitazawa 木幡kihata 喜田kida 東谷higashidani 宮口miyaguchi 涌井wakui
東郷tougou 松平matsudaira 東条toujou 市野ichino 鈴村suzumura 水落mizuochi 高浜takahama 奥本okumoto 千原chihara 水村mizumura 比留間hiruma 加地kachi 田頭tagashira
武本takemoto 津野tsuno 中條chuujou 柳下yanagishita 坂部sakabe 向田mukouda 小貫onuki 茅野chino 稲見inami 川岸kawagishi 肥後higo 千野chino 大東daitou 澤井sawai 仁木niki
宮miya 竹森takemori 牛山ushiyama 肥田hita 羽田野hatano 真木maki 岡元okamoto 笹山sasayama 佐々sasa 井内iuchi 大窪ookubo 増本masumoto 古本furuhon 古木furuki 新堀shinbori
兼田kaneda 松宮matsumiya 三田村mitamura 斎木saiki 臼田usuda 市田ichida 道下douka 魚住uozumi 南野minamino 大藤oofuji 蜂谷hachitani 舘yakata 荒are 牛尾ushio 柿原kakihara
白水shiromizu 赤星akaboshi 折田orita 峰岸minegishi 甲田kouta 三野mino 丸谷maruya 森元morimoto 大畠oohata 倉島kurashima 永原nagahara 前mae 浜村hamamura 仲谷nakaya
本木motoki 仲井nakai 柳生yagyuu 谷沢yazawa 藤城fujishiro 加来kaku 諸星moroboshi 野地noji 花房hanabusa 荒牧aramaki 桐原kirihara 深町fukamachi 金崎kanasaki 鵜沢uzawa
沖本okimoto 中屋nakaya 坂倉sakakura 豊岡toyooka 木口kiguchi 井藤ifuji 大黒daikoku 岩川iwakawa 大池ooike 山森yamamori 寺村teramura 平沼hiranuma 武村takemura 高kou
丹下tange 権藤gondou 吉山yoshiyama 吉富yoshitomi 宮木miyaki 与那嶺yonamine 今関imazeki 新開shinkai 藤尾fujio 徳丸tokumaru 三森mitsumori 寺川terakawa 河端kawabata
小野沢onozawa 小滝kotaki 白崎shirasaki 和気waki 水沢mizusawa 吉元yoshimoto 板東bandou 冨山tomiyama 武市takechi 清宮kiyomiya 新家shinke 安武yasutake 仲里nakazato 谷津yatsu
江村emura 西内nishiuchi 茨木ibaraki 春木haruki 大家ooya 三嶋mishima 福崎fukusaki 安村yasumura 嵯峨saga 佐古sako 脇本wakimoto
`

export const JAPANESE_GIVEN_NAMES = `
=一hajime48suguru27makoto16hajimu6 =万man60yorozu40 =丈takeshi46takeru36jou19 =上jou100 =且katsu100 =世sei100 =丘takashi97 =丞susumu46tasuku35jou19
=中tadashi66hitoshi26ataru6 =丹akira73aki23 =主tsukasa100 =乃osamu100 =久hisashi91 =乙oto100 =乾tsuyoshi57ken43 =亀hisashi100
=了akira44satoshi16satoru15tooru13ryou13 =予tooru100 =亘takashi46kou20tooru18atsushi13 =亙wataru100 =交kou100 =亨akira65tooru19ryou11
=享akira40takashi30tooru12susumu9ryou7 =京takashi61kei29kyou9 =亮akira35takashi27tooru10ryou10atsushi8
=仁takashi27tadashi19hiroshi16satoshi13hitoshi7 =仙takashi100 =令satoru64rei27tsukasa9 =仰takashi99 =件ken100 =任takashi74tsutomu18tamotsu8
=伶rei100 =伸osamu44susumu20noboru14shin13nobu10 =但tadashi100 =位tadashi100 =佐tasuku100 =佑yuu55tasuku45 =作tsukuru67saku33
=佳kei57tsutomu29yoshi13 =侃tadashi80kan20 =侑susumu35yuu32tasuku27atsumu7 =俊takashi52masaru24suguru15 =保tamotsu100
=信akira52tadashi28shin7makoto7 =修osamu81shuu19 =倖kou100 =倩sei100 =倫osamu38satoshi29satoru27 =倬akira100 =倹ken100
=偉takashi54masaru24suguru15isamu7 =健takashi32masaru14tsuyoshi11takeshi10suguru9 =偲shinobu100 =傑takashi42masaru19tsuyoshi15takeshi12suguru12
=傳tooru100 =働tsutomu100 =僚akira56hiroshi25ryou16 =儀tadashi100 =優masaru33suguru21masashi20yuu19yutaka7 =允masashi42makoto27nobu22ataru10
=元hajime44masashi24chikashi13gen11 =充takashi88 =兆kizashi100 =先hajime64susumu36 =光akira58kou16aki15 =克osamu45masaru32suguru20
=全akira61masaru21masashi13 =公akira33takashi20tadashi14hiroshi12kou9 =六roku100 =典ten50nori50 =兼ken100 =円en71madoka29 =冠hajime100 =冶takashi100
=准hitoshi64jun36 =凌ryou97 =凛rin100 =凜rin100 =凱gai100 =初hajime96 =利satoshi51tooru41toshi8 =到tooru76itaru24 =制sadamu100 =則tadashi100
=前susumu100 =剛takashi52tsuyoshi18takeshi15takeru12 =剣ken96 =創hajime64sou22hajimu8 =力tsuyoshi38tsutomu26isamu14isao13chikara7
=功kou45tsutomu25isao14isamu14 =努tsutomu79chikara21 =励susumu54tsutomu46 =労tsutomu100 =効kou78isao22 =勁kei100 =勅tadashi100
=勇takeshi43isamu19isao17yuu17 =勉masaru33tsuyoshi26susumu21tsutomu18 =勘kan100 =務tsutomu79tsukasa21 =勝masaru41shou27suguru26
=勢tsutomu79chikara21 =勤tsutomu73kin27 =勧susumu100 =勲tsutomu49isamu27isao24 =勳isao100 =匠tadashi61shou26taku8
=匡tadashi39masaru25masashi16tasuku12 =升noboru100 =卓takashi61suguru17takeru14 =博hiroshi90hiromu10 =卿akira100 =厚atsushi100
=厳tadashi56tsuyoshi29gen11 =友yuu71tomo29 =収osamu81shuu19 =叔hajime100 =叡akira72satoshi27 =史takashi69aya18chikashi11 =右tasuku100 =叶kanae75
=司osamu37satoru26masashi16tsutomu14 =吉hajime82yoshi18 =吏osamu54satoshi41 =吟gin100 =告tsuguru100 =周hiroshi46makoto13shuu12chikashi12itaru9
=命akira100 =和takashi70hitoshi19ai6 =咲emi40saki40 =哉hajime100 =哲akira42satoshi15satoru14masaru14tooru12 =唯tadashi95 =唱takashi77shou23
=啄taku100 =啓akira28takashi17hiroshi10hajime9satoshi8 =善tadashi59masaru39 =喜yoshi100 =喬takashi91kyou9 =嗣tsuguru100 =嘉masaru80yoshi20
=嚴tsuyoshi100 =団dan100 =国kuni100 =園en71sono29 =團dan100 =在akira100 =圭takashi68kei32 =均hitoshi76kin24 =坦hiroshi100 =城jou100 =執tamotsu100
=基hajime87hajimu11 =堅tsuyoshi56ken42 =堯takashi100 =塁rui100 =塊kai100 =増masaru100 =墺ou100 =墾hiraku100 =壇dan100 =壌jou100 =士tsuyoshi100
=壮akira32takashi25masaru11tsuyoshi9takeshi7 =壯tsuyoshi54takeshi46 =壱ichi100 =壽hisashi100 =夏natsu100 =夕yuu100
=大takashi23osamu14hiroshi14hajime12masaru10 =天takashi46hiroshi28hajime24 =太hiroshi40hajime34tooru25 =央akira45takashi28hiroshi17 =奉itsuki100
=奎kei100 =奏susumu58sou31kanae7 =契kei100 =奨shou28susumu27tsutomu23tasuku21 =好yoshi77yoshimi23 =妍ken100 =始hajime100
=威akira60tsuyoshi16takeshi14takeru10 =娟ken100 =媛en83 =孔tooru100 =存akira84nobu9tamotsu7 =孜tsutomu100 =孝takashi69kou31
=孟hajime40takeshi23tsutomu19takeru18 =学satoru85gaku10 =學gaku100 =宇takashi81takeru19 =守osamu91mamoru9 =安yasushi58an25yasu17
=完osamu32hiroshi30masaru23kan9 =宏hiroshi54kou40 =宗takashi41osamu26hajime21shuu6sou6 =官tsukasa100 =宙hiroshi95 =定sadamu60tei40 =宜nobu100
=実makoto64minoru36 =宣akira71tooru21nobu8 =宰tadashi49osamu45 =容takashi52tadashi36you12 =寅tora100 =密hisoka100 =寛takashi53hiroshi32kan9
=實minoru100 =寧yasushi88 =審akira100 =寿hitoshi57hisashi23toshi16 =専atsushi100 =将akira23takashi17tadashi12osamu11masaru8
=將masaru39hitoshi24masashi24nobu13 =尊takashi81takeru19 =尋hiroshi85jin9hiro6 =導osamu42satoshi32tooru26 =尚takashi53masaru24shou16
=尭akira57takashi43 =就shuu100 =展hiroshi56atsushi26nobu13 =山takashi100 =岐takashi100 =岩iwao100 =岬misaki100 =岳takashi56takeshi17takeru13noboru11
=峰takashi100 =峻takashi72suguru21shun7 =崇takashi57tadashi39 =嵐ran67 =嵩takashi100 =嶮takashi100 =嶺rei100 =巌takeshi61gen27iwao11 =巍takashi100
=巖iwao100 =州shuu100 =巡jun78meguru22 =工kou91takumi9 =巧kou60isao16taku12takumi9 =己osamu100 =希nozomi57nozomu43 =平osamu69hitoshi30
=年minoru56toshi44 =幸kou85 =幹takashi49masaru22tsuyoshi17kan9 =幻gen100 =幾chikashi78iku22 =広hiroshi100 =庚kou100 =度hakaru100 =庵an100
=康kou85yasushi15 =庸nobu35you35isao30 =廉tadashi45osamu42kiyoshi9 =廣hiroshi100 =延nobu100 =廷tadashi100 =建takeshi33ken30takeru26tatsuru9
=弌hajime100 =式hajime100 =弘hiroshi52kou38 =弥wataru100 =弦gen71yuzuru29 =強tsuyoshi33takeshi28tsutomu23kyou9 =弾dan89 =当ataru100
=彗satoshi37satoru35kei27 =形kei100 =彦gen100 =彩aki51aya32akari13 =彪tsuyoshi53takeshi45 =彬akira70aki18aya11 =彰akira69aki18shou13
=征tadashi62masashi25sei13 =径kei91michi9 =律tadashi52osamu48 =得satoru100 =徳akira70atsushi15noboru10 =德toku100
=徹akira40osamu20satoshi15tooru12hitoshi8 =心shin90kokoro10 =忍shinobu100 =志takashi100 =応masaru100 =忠tadashi60atsushi25makoto15 =快hiroshi87kai13
=怜satoshi32satoru30ryou26rei12 =恋ren100 =恒kou45hitoshi28hisashi11wataru9 =恩megumu100 =恭takashi54tadashi37 =恵satoshi37kei36aya20 =悌tadashi94
=悟satoshi52satoru48 =悠hiroshi48yuu21chikashi12haruka10hisashi9 =惇atsushi38jun37makoto24 =惟tamotsu100 =惠satoshi37kei36aya20 =惣osamu81sou19
=想takashi62satoru28sou10 =愁shuu100 =愉satoshi100 =愛aya55ai18megumu14megumi7 =愼shin100 =慈chikashi61shigeru39 =慎shin52makoto48
=慧akira47satoshi14kei14satoru13aki12 =慶kei100 =憂yuu100 =憧shou96 =憩kei100 =憲akira27takashi21tadashi14osamu13satoshi10 =成akira60osamu29sei7
=戦isamu100 =才hajime89chikara11 =扶tasuku67tamotsu33 =承shou100 =抄nagisa100 =択taku100 =拓hiroshi44hajime38taku6 =拡hiroshi85hiromu9kaku6
=拳tsuyoshi57ken43 =挑chou75 =挙ken96 =捷masaru60shou40 =捺natsu100 =掌shou100 =掬kiku100 =掲kei100 =揚you100 =換kan100 =握atsushi100 =援tasuku100
=搖haruka100 =摂osamu95 =操aya86sou7misao7 =攝osamu100 =收osamu81shuu19 =改kai67arata33 =攻osamu59kou41 =政tadashi72masashi28
=敏satoshi39satoru36tsutomu19toshi6 =救tasuku87kyuu13 =敕susumu100 =教takashi52satoshi25satoru23 =敞akira57takashi43 =敢tsuyoshi53kan27isamu20
=敦osamu55atsushi25tsutomu21 =敬akira29takashi22tadashi15hiroshi13satoshi11 =整tadashi40osamu36hitoshi16sei8 =文akira82aya16
=斉tadashi33osamu31hitoshi13masashi13noboru10 =斌takeshi100 =斎tadashi67hitoshi27itsuki6 =斐aya100 =斗hakaru100 =新akira48tadashi25hajime19shin7
=旋meguru100 =旦akira65tadashi34 =早hajime100 =旬jun42hitoshi42shun15 =旭akira88noboru11 =旺akira97 =昂akira34takashi26hajime13kou11aki11 =昆kon100
=昇shou60noboru40 =昊hiroshi96 =昌akira52masaru14aki13shou9masashi9 =明akira73aki19 =星shou53sei25akari20 =映akira69aki22 =春hajime76shun15haru10
=昭akira69aki18shou13 =是tadashi100 =昴subaru100 =晁akira100 =晃akira43takashi27kou12aki11 =晋akira74susumu16shin10 =晟akira87noboru13 =晢akira100
=晨akira87shin12 =普hiroshi65susumu31 =景akira79kei21 =晴kiyoshi41sei41haru19 =晶akira68aki17shou12 =智akira55satoshi20satoru19
=暁akira46satoshi14satoru13masaru13aki12 =暉akira94hikari6 =暖atsushi65dan20haru15 =暢akira41hiroshi19masaru14tooru12noboru6 =曄akira68you32
=曉akira49satoshi18satoru17aki16 =曖ai100 =曜akira79you11 =更nobu76arata24 =有yuu69tamotsu29 =朋tomo100 =朔hajime96 =朗akira98 =望nozomi57nozomu43
=朝hajime84tomo11 =本hajime100 =朱aki47aya30akari12 =杏kyou50an38 =東akira100 =松matsu100 =果akira100 =柊shuu100 =栄ei57sakae43 =栞shiori100
=格takashi35tadashi25tooru14masashi10tsutomu9 =桂kei98 =桓kan100 =桜sakura100 =梓azusa100 =梢kozue100 =梨shiori100 =森shin65shigeru35 =椋muku100
=椛kaede67 =楓kaede100 =極kiwamu100 =楽gaku63raku25 =榛shin100 =榧kaya100 =榮sakae100 =槙maki100 =槿kin100 =標takashi100 =権chikara100
=樹takashi83tatsuru6 =檀dan89 =櫂kai100 =櫻sakura100 =欣kin100 =欧ou100 =欽hitoshi76kin24 =歌uta100 =歓kan100 =正akira42tadashi22masaru14shou9masashi9
=武takeshi45takeru35isamu20 =歩susumu72ayumi11ayumu11 =歳toshi100 =段dan100 =毅takashi52tsuyoshi18takeshi15atsushi15 =永takashi83hisashi9ei7
=汀nagisa75 =求motomu100 =汎hiroshi100 =治osamu55hajime45 =泉izumi100 =法sadamu100 =泰hiroshi50tooru32yutaka8yasushi6 =洋hiroshi72you28 =洪hiroshi100
=洵jun61makoto39 =洸akira40hiroshi18kou13tsuyoshi11takeshi9 =活katsu56iku44 =洽hiroshi100 =浄kiyoshi43jou37kiyo13 =浤hiroshi100
=浩hiroshi51kou37yutaka8 =海hiroshi83kai14 =涯gai100 =涼ryou60tasuku34 =淑hajime73yoshi16toshi11 =深shin94 =淳akira34tadashi18satoshi13aki11atsushi7
=清kiyoshi76kiyo24 =済tadashi57tooru32wataru7 =渉takashi57shou17susumu16 =渓kei100 =渚nagisa100 =渡wataru100 =渥atsushi100
=温atsushi60yutaka21sunao12 =港kou95 =渾hitoshi100 =湊minato100 =湘shou100 =湧yuu100 =湶izumi100 =満mitsuru56man33 =源hajime80gen20 =準jun50hitoshi50
=溥hiroshi100 =溪kei100 =滉akira47hiroshi22kou16aki15 =滋shigeru100 =滴shizuku100 =演hiroshi100 =漠hiroshi96 =漢masashi61kan39 =漣ren100 =漱sou100
=潔hiroshi76kiyoshi18 =潜hisoka67 =潤masaru61jun37 =澄tooru70kiyoshi26 =澪rei90 =濃atsushi100 =灯akari63akashi37
=烈akira57tsuyoshi15takeshi13takeru10 =然satoru95 =煌kou100 =照akira73aki23 =熙hiroshi100 =熱atsushi96 =燈akari71akashi29 =燎ryou100 =燦akira97
=爽akira90sou10 =爾akira90chikashi10 =猛tsuyoshi40takeshi34takeru26 =献ken100 =玄takashi44hiroshi27hajime23 =玉tama100 =玲akira62aki16ryou15rei7
=珠akemi33tama33tamaki33 =現akira91gen9 =理takashi21tadashi15osamu13satoshi10satoru10 =琢taku100 =琳rin100 =琴kin92 =瑛akira73aki19 =瑤haruka100
=瑶you75haruka25 =璃aki100 =璋akira100 =環kan70meguru17tamaki13 =瓊kei100 =甚jin100 =甫hajime89hajimu11 =由yuu57yoshi43 =甲hajime37masaru32kou31
=男dan100 =界kai100 =疾hayate100 =発akira100 =登noboru67minoru33 =的hitoshi100 =皇kou95 =皎akira100 =皓akira47hiroshi22kou16aki15 =盛takashi100
=盟akira90chikashi10 =監akira100 =直takashi48tadashi33suguru14 =相ai100 =省shou100 =眞shin52makoto48 =真tadashi65shin18makoto18 =眸hitomi100
=眺nozomu100 =督tadashi26osamu24masaru17atsushi11susumu11 =睦atsushi41makoto25chikashi22tomo10 =瞬shun100 =瞭akira75ryou22 =瞳akira98 =矢tadashi100
=知satoshi46satoru43tomo11 =研takeshi53ken47 =硬kou100 =碧aoi57midori43 =碩hiroshi100 =確akira77tsuyoshi21 =磐iwao100 =磨osamu100
=礼akira40tadashi17hiroshi15aki10masashi7 =祐hiroshi53yuu23tasuku19 =祖hajime100 =祝hajime100 =神shin100 =祥akira69aki18shou13 =禄roku100
=禅satoru59suguru37 =禎tadashi94 =禮aya100 =秀masaru45suguru28shuu15shigeru10 =秋aki73shuu27 =称hitoshi100 =税osamu91chikara9 =稔minoru100 =稜ryou100
=穀tsuyoshi100 =穂minoru100 =積atsumu83 =穣osamu61jou12minoru9yutaka9yuzuru8 =穫minoru100 =穰minoru100 =究kyuu60kiwamu40 =空takashi60hiroshi36
=立takashi88tatsuru7 =竜tooru44ryou25noboru23 =章akira62aki16shou11aya10 =竣shun100 =端tadashi57hajime43 =笑emi100 =笙shou100 =等hitoshi100
=節takashi95 =篤atsushi100 =簾ren100 =精akira46tadashi24aki15suguru10 =糸ito100 =糺tadashi100 =系kei100 =糾tadashi100 =紀osamu54hajime44
=紅akari59akashi24akane18 =紋aki61aya39 =納osamu100 =純atsushi28suguru28jun27kiyoshi14 =紘hiroshi58kou42 =素sunao100 =索motomu100 =紫yukari67
=紳shin100 =紹aki100 =紺kon100 =絃gen86ito14 =経osamu64kei36 =結hitoshi93yui7 =絢ken50aya50 =統osamu41hajime34tooru25 =継kei100 =維masashi100
=綱tsuyoshi100 =綵aya100 =綸rin100 =綺aya100 =綾ryou59aya41 =総osamu33satoshi25satoru24suguru15 =緑midori100 =緩aya60kan40 =縁en71yukari29 =縦juu100
=總sou100 =績isao100 =繁shigeru100 =美yoshi63haru37 =義tadashi54tsuyoshi27tsutomu19 =翌akira100 =習osamu100 =翔akira45takashi34shou10takeru8
=翠akira97 =翼tasuku83tsubasa13 =耀akira77you13 =考takashi69kou31 =耐tooru51tsuyoshi47 =耕osamu32hiroshi30kou22tasuku11 =聆satoru100
=聖akira36takashi22satoshi11satoru10suguru6 =聡akira26takashi20tadashi14hajime10satoshi9 =聰akira47satoshi17satoru16aki15 =聴akira100
=肇akira45tadashi24hajime18kei12 =育iku100 =脩osamu81shuu19 =腱ken100 =臣masaru100 =自hajime100 =至itaru92 =致itaru100 =興akira48takashi36kou16
=舜shun100 =航hiroshi43kou31susumu20wataru6 =艦kan100 =良akira66ryou19makoto9 =艶en100 =花aya89hana11 =芳kaoru50yoshi50 =苑sono100
=英akira35satoshi13masaru12aki11takeshi8 =茂shigeru100 =茉matsu100 =茎kei100 =茜akane100 =草kaya100 =荘tadashi82sou18 =莉ri100 =莞kan100 =菁sei100
=菊kiku100 =華aki88hana7 =萌hajime90 =萬man60yorozu40 =葉you100 =董tadashi51osamu47 =葵ai44mamoru33aoi22 =蒔maki100 =蒼sou70aoi20aoshi10 =蓮ren100
=蔵osamu100 =蕃shigeru100 =薫kaoru52kaori26kahori13kahoru9 =藍ai69ran31 =藏osamu100 =蘭ran100 =虎takeshi93tora7 =虔ken100 =虹kou100 =蛍kei98 =蜜mitsu100
=融akira77tooru23 =螢kei100 =衆hiroshi80shuu20 =行kou50susumu33itaru14 =衛masaru75ei15mamoru11 =衞mamoru100 =衡kou62hitoshi38
=裕hiroshi63yuu27yutaka10 =襄noboru62jou38 =要you87kaname13 =見akira100 =規tadashi100 =覚akira44tadashi23satoshi16satoru15 =親chikashi100
=覺satoru100 =解satoru100 =言gen100 =計hajime56kei38 =訓satoshi52satoru48 =証satoshi28satoru26shou17masashi16isamu8 =詔akira98 =詠ei100 =詩uta100
=詮akira100 =詳akira82shou18 =誇takashi100 =誉takashi76suguru22 =誓chikashi88chikai13 =誠akira62satoshi23makoto8sei7 =誼yoshimi100 =調osamu100
=諄atsushi65jun35 =諒akira51satoru18aki16ryou15 =論osamu53satoshi40 =諭akira55satoshi20satoru19 =謙takashi52hiroshi31ken14 =講akira100 =謡you67uta25
=謹kin100 =證akashi100 =識satoshi52satoru48 =議hakaru100 =譲jou58yuzuru42 =護mamoru100 =讓jou69yuzuru31 =豊noboru67yutaka33
=豪takashi39masaru18tsuyoshi14takeshi12suguru11 =貞tadashi90 =貫tooru69kan31 =貴takashi98 =資tadashi45osamu41tasuku14 =賛akira86tasuku14
=賞takashi100 =賢takashi26tadashi18satoshi12satoru12masaru12 =質tadashi100 =赫akashi100 =走kakeru80 =赳takeshi56takeru44 =超masaru39tooru33suguru25
=路susumu100 =跳chou100 =軼tetsu100 =輔tasuku100 =輝akira71kou19 =辨osamu100 =辰shin50tatsuru21jin18tatsu12 =農atsushi96 =迅jin100 =近chikashi100
=迪tadashi61susumu25itaru11 =透tooru100 =通tooru100 =速hayashi100 =造itaru73tsukuru27 =逢ai100 =連ren100 =進tooru45susumu33shin22 =逸atsushi50suguru50
=遂susumu100 =遊yuu100 =遍amane100 =道osamu59tooru35 =達satoshi26satoru24tooru21susumu15itaru7 =遙haruka100 =遥you43haruka37haru20 =遵jun100
=遷noboru100 =遼ryou76haruka24 =邇chikashi100 =邦kuni100 =郁takashi66aya17kaoru9 =郷satoshi47satoru44 =都miyako100 =醇atsushi51jun49 =里satoshi92sato8
=重shigeru100 =量ryou100 =金kin100 =鈞kin100 =鈴rin86 =鉄tetsu100 =銀gin100 =銑sen100 =鋭satoshi47satoru44ei9 =鋼kou55tsuyoshi44 =錠jou100 =錬ren100
=鍾shou100 =鎌ken100 =鎮osamu91mamoru9 =鏡akira100 =鐸taku100 =鑑akira88kan12 =長osamu44masaru31takeru16hisashi8 =開hajime47satoru41kai8 =閑shizuka100
=闘takeru95 =陣jin100 =陳gen100 =陵takashi72ryou28 =陸takashi77atsushi22 =陽akira59aki15you8 =隆takashi88yutaka9 =隼jun63shun23tsubasa8hayashi8
=雄takashi33masaru15tsuyoshi12takeshi10suguru9 =雅tadashi48masaru32masashi19 =集shuu74atsumu26 =雪setsu60yuki40 =雫shizuku100 =零rei94 =露akira100
=青sei65aoi20aoshi10 =靖akira61osamu29kiyoshi7 =静sei65shizuka25shizu10 =靜shizuka71shizu29 =革arata100 =音oto100 =響kyou87hibiki13
=順osamu36hajime30jun16aya15 =領osamu100 =顕akira56aki18kei15ken11 =類rui100 =顯akira83ken17 =颯sou88hayate13 =飛takashi100 =養tsuyoshi100 =饗kyou100
=香kaoru52kaori26kahori13kahoru9 =馨kei53kaoru20kyou15kaori7 =駆kakeru100 =駈kakeru100 =駿takashi58suguru17susumu17 =騫ken100 =騰noboru100
=高akira48takashi36kou16 =魁hajime85kai15 =鮎ayu100 =鮮akira100 =鴻kou100 =鶴kaku80 =鷹you87taka13 =麗akira76aki19 =麟rin100 =麦baku100 =麻asa100
=黎akira88rei12 =鼎kanae100 =齊osamu70hitoshi30 =龍takashi48tooru19ryou19noboru10 々na49zu11ri9 一ichi50kazu39 七na53shichi25nana20 万ma77kazu17
丈take70tomo14jou8hiro7 三mi35zou32sabu11zabu11 上taka42 不fu100 与yo89 丑ushi100 且katsu95 世yo75se11sei6 丘taka62ki13ku8 丙hei67 丞suke64jou25tsugu7
両ryou100 並nami83 中naka58chuu17nori17 丸maru97 丹ni54tan15aka12 主kazu47su15zu9yuki8 乃no96 久hisa53ku41 之yuki44no36shi12 乗nori89 乘nori100
乙oto29o28itsu25to7 九ku68hisa11kyuu11 也ya87nari11 乱ran100 乾ken82kan18 亀kame81ki15 了nori33ryou22aki17sato12 予yo99 二ji86fu7 互go80 五go50i24itsu18
井i95 亘nobu69kou21 亙nobu56kou33 亜a98 亞a90 交tomo60kou30 亥i100 亨yuki32aki18kyou15kou12ryou8 享taka46kyou20yuki16 京kyou43kei16atsu13ke7taka7
亮aki52suke29ryou14 人to63hito34 仁hito42ni11masa7to7ji6 今kyo28ima28ke22 介suke91yuki6 仔ko100 仕shi100 他ta100 仙nori46sen30hisa20 代yo98
令nori28rei21re20haru12ri9 以i93 仮ka100 仰taka43kou29 仲naka71chuu17na8 任hide24taka22tada16to10nori9 企ki95 伊i95 伍go98 伎ki50 休ku100 会e86a8
伝den85tsuta10 伯nori69tomo7hiro7 伴tomo91suke7 伶rei56re30sato11 伸nobu85shin14 伺shi57ji37 似i68ni21 伽ka99 位i62nori21taka15 住sumi54su15zumi13zu10
佐sa96 佑suke39yu37yuu18 何ka100 余yo97 作saku92 佳ka79yoshi16 併hei100 使shi100 來ki35ku25kuru10 侍ji70shi18 侑yu48yuu36yuki10 供tomo62ku31
依i44e41yo6yori6 侯kimi75 俊toshi85shun12 俐ri67 保yasu43ho42o15 信nobu80shin14 修nobu44shuu31nao8 倉kura81sou19 倍masu100 倖kou69sachi15yuki15
候kou40toki40 倫tomo35nori30michi14ri8 倭wa33i22 倶ku60tomo40 偉i52take22hide20 偕tomo100 健take47ken37 偲shi100 偵sada100 傑hide40taka40 備tomo50nobu25
傳den57 像zou100 僚tomo56ryou44 儀nori54yoshi24gi22 億oku67 優yu44masa28yuu21 允masa39nobu25mitsu15 元moto61gen19yuki8 充mitsu56michi14atsu13mi8
兆chou50yoshi25 先saki40 光mitsu50kou18teru12 克katsu89 兎to62u38 児ji96 兒ji82 入iru100 全masa81 八ya58hachi27pachi8 公kimi28kou15masa15ku12hiro8
六roku87 共tomo83ku8kyou8 兵hei40be29he13pei9hyou7 具tomo86ku11 典nori67suke16fumi9 兼kane48ken35tomo10 内na71nai29 円mado25e19kazu19en17nobu8
冊fumi100 冠kan100 冨fu71tomi20to7 冬fuyu51to27tou10 冴sa57sae35 冶ji59haru25ya16 准jun87nori13 凉suzu67 凌ryou93 凖jun100 凛rin89ri11 凜rin80ri20
凡hiro32ho16chika16nami11tsune11 凪nagi80 凰ou100 凱gai67kai33 出de76izu22 刀to45tou45 初hatsu77ha9 利ri51toshi42 到yuki44to22tou22 則nori99
剛take38taka28gou13 剣ken97 創sou89 力riki53katsu19chika11 功nori33kou25katsu14isa8 加ka98 助suke100 努tsuto50to50 効kazu50kou25 勁kei67 勅toki55nori27
勇yuu39o22take16isa12 勉katsu69ben12itsu12 勘kan88sada8 務mu60chika20 勝katsu69masa21 勢se54sei39 勤nori50iso25kin19 勧kan57yuki43
勲isa38nori26hiro15kun12 勳nori100 包kane86 化ka100 北kita50hoku33 匠taku51shou42 匡masa63tada26 十to58juu23so12 千chi91 升masu50shou30 午go100 半han100
卓taku51taka44 協kyou69tomo15kana15 南na89 博hiro100 卯u87shige7 卿kyou67 厘ri100 厚atsu72kou20hiro7 原gen100 厳yoshi26itsu22gen17izu9taka9 参san80
又mata91 及taka43 友tomo51yu37yuu8 双fu31tomo29sou29 収shuu68kazu18 叔toshi70yoshi20 受zu60 叙nobu100 叡ei67e22 古ko96 句ku100 只tada83 可ka93
史shi40fumi34ji10hito7 右suke64u13yuu7aki6 叶kana67to13 司ji49shi45 合ri80ai6 吉kichi51yoshi45 名na100 后mi52kimi33 吏ri71shi14sato7 吐to100
向hisa37na19kou19 君kimi83ki10 吟gin33uta33oto33 吹buki50fuku25 吾go90a9 呂ro90tomo10 呉kure60go40 告tsugu43kou29nori29
周shuu30chika25nori15kane10hiro9 味mi98 呼ko89 命nori75 和kazu65wa18 咏e100 咲sa72saki18 哉ya82 員kazu100 哲tetsu43aki27nori19 唄uta75 唆sa100
唯tada47yu19i16yui15 唱shou40masa30uta20 啄taku100 商aki50shou50 啓hiro54kei23taka7aki7 善yoshi84zen14 喜ki69yoshi22nobu7 喬taka78kyou14 営e50ei50
嗣tsugu42shi26ji24 嘉yoshi47ka47 器ki94 四shi94 図to57zu43 国kuni99 圀kuni100 國kuni100 園sono78e14 土to68do23 圧atsu100 在ari85
圭kei37ka27yoshi11tama8ke6 地chi68ji19kuni10 均hito47kin29 城ki65kuni14jou12shiro6 培masu67 基ki54moto39nori7 埼ki100 堂taka88 堅ken89 堯taka82 塁taka67
塩shio100 境kei50kyou50 増masu100 墨sumi100 壇dan100 壌jou100 士shi58ji26hito8 壬mi100 壮take36sou30masa18aki6 壯sou37take31masa25 声sei67
壱ichi52kazu29i11itsu6 壽toshi38hisa27su11zu10 夏ka71natsu20na8 夕yu80yuu19 外to74soto21 多ta91 夜ya50yo48 夢mu63yume27yu8 大hiro43dai19ta13tai8
天taka43ten19a10ama10te9 太ta86 夫o96 央o49hisa17hiro14 奈na100 奉tomo84taka6 奎kei80 奏kana55sou22so8 契kei77hisa15 奥tsu67 奨shou63masa26suke11 女me83
奴nu100 好yoshi73kou9 如yuki67ki7nao7 妃hi45ki45 妙ta28sa22tae19mi16tayu8 妥ta43ya29 妹se67 姉ne67 始shi41ji21tomo18haru15 委i68tomo23 姫ki71hi9hime7
姿shi74su11 威take61i27taka7 娘ko100 娜na100 婦fu81bu19 媛hime60 嫁ka100 嬉ki100 子ko99 孔kou54ku15yoshi9hiro7 字ji100 存ari93 孝taka76kou15 孟take84taka12
季ki78toshi9 学taka31gaku26nori17sato10hisa10 孫mago80 宅taku100 宇taka43u37hiro12 守mori87 安a53yasu41 完kan47hiro25sada20 宏hiro87kou12
宗mune51sou15hiro8nori7 宙hiro57chuu11michi11oki9 定sada92tei8 宜nori33taka21yoshi16nobu15ki9 宝taka43ho18tomo11o7hou7 実mi93 宣nobu57nori33 宥yuu67
宮ku50mi25 宰tada40sai40sa10suzu7 宴uta50e50 家ie55ka34ya8 容yo44hiro27you11 寅tora67tomo26fusa7 富fu42tomi38to15 寒kan100 寛hiro77kan7 察sa67 實mi91
寧ne54nei22yasu11shizu7 審shin50aki37 寸su63zu38 寿toshi25hisa23zu17su16kazu7 専sen83 将masa71shou9nobu9 將masa85shou12 尉yasu65i30 尊taka92 尋hiro93
導michi100 小sa61ko31o6 少sa100 尚nao40hisa28taka19 尭taka79aki17 就nari75shuu14 尾o100 居ori33oru25 展nobu70hiro18nori11 山zan30san20yama20taka15
岐ki98 岩iwa100 岳take62taka28gaku8 岸kishi100 峩ga90 峯mine67ne11taka11 峰mine41taka31ho8mi7 峻taka49shun38toshi12 崇taka91 崚ryou100 嵐ran60 嵩taka89
嵯sa100 嶺rei33ryou29mine24ne10 巌iwa45gan15mine15gen10michi10 巖iwa100 州kuni51shuu18su16zu11 工kou37nori37e13ku13 左sa98 巧kou48taku26yoshi10
巨nao33o14mi12masa10hiro10 差sa100 己mi52ki42 已mi69i23 巳mi91shi7 巴ha57tomo32e8 巻maki100 市ichi92shi7 布fu50nobu15ho14u7 帆ho89o9 希ki91 帝tada43tei29
師shi48nori29kazu14ji7 帰ki100 常tsune82nobu7 干tate67 平hei69pei22hira6 年toshi93 幸yuki56kou18sachi8sa7 幹miki44ki12kan12masa9moto7 幻gen100
幾ki44iku43i6 広hiro89kou11 庄shou90 序jo50nobu50 庚kou60 度nori50to20 庫kura45ku18go18 庵an100 庶chika100 康yasu75kou21 庸nobu42tsune29you13yasu6
廉ren54kiyo25yuki21 廊rou100 廣hiro91kou9 延nobu91 廷taka33 廸michi100 建ken41take27tatsu17tate13 弁ben83 弌kazu67 式nori87tsune9 弐ji70 弓yumi48mi35yu16
弘hiro86kou12 弥ya68mi24 弦gen64ito14zuru11o7 張haru100 強kyou47tsuyo32 弼suke51 弾dan100 彌ya80mi15 当masa75 彗sui43e29 彦hiko94 彩sa44aya26a13 彪hyou67
彬aki93 彰aki84shou10 影kage50e25ei25 彼ka78hi22 往yuki48o29ou9 征masa40yuki38sei16 径kei50michi50 律nori43ritsu15ri14tsu11zu8 徒to71 従tsugu67
得toku51e37nori9 御mi100 復mata50 循jun100 微mi80 徳nori71toku23 徹tetsu81 心shin48mi19ko10koko9 忍nobu43o29shino29 志shi81ji12 応masa44o37ou13
忠tada89chuu8 快kai36yoshi24haya16yasu12ka8 念toshi67 怜rei33re22sato22ryou13 思shi90 怡i100 恆tsune100 恋ren60koi20re12ko8 恒tsune57kou25hisa9 恩on67
恭yasu44kyou17taka13 息iki100 恵e88 悌tei68tomo21 悟go65sato18nori16 悠yu45yuu30haru9hiro7hisa6 悦etsu60yoshi18e15 惇atsu56jun39 惟i62kore12tada10
惠e83kei11 惣sou74nobu19fusa7 想sou62so19 愁shuu100 愉yu50sato40 意i84oki7 愛a35e23ai21 愼shin78nori15 慈ji61shige12shi7 慎shin53nori28chika8masa6
慧e55kei31sato11 慶yoshi48kei28nori12 憂yu47yuu44 憧shou57dou29 憲nori68ken20kazu9 應masa50o29 懐e100 懸ken100 成nari32shige29sei11masa9aki6 我ga100
戸to80 房fusa91 扇mi50sen25 手te75 才sa47sai26toshi17 扶fu73o8bu6 承tsugu41shou24yoshi14suke7 技ki75 抄sa90 折ori100 択taku100 抽yu67 拓taku60hiro39
招aki91 拡hiro89kou6 括katsu100 拳ken100 持ji80 挙taka56ken13kyou12 振shin87 捨sute100 捷katsu53shou26haya11 捺na57natsu43 掌shou100 採tsumi57sa29
揚aki42you29yo19age6 握atsu100 揮ki100 摂setsu80 摘tsumi60zumi20tsu15 摩ma99 撤tetsu100 操aya40sou25misa15 攝setsu100 支shi76e12sa6 收shuu43kazu29
攻kou83 政masa88sei8 敍nobu100 敏toshi95 教nori71taka14 敞shou50 敢kan76katsu12 敦atsu74nobu21 敬taka37kei16hiro15nori15 数kazu97 整sei77 數kazu100
文fumi60aya10 斉nari33masa20sei13 斎itsu25sai19toki12sei12nari12 斐aya54hi23i15 斗to98 新shin63nii12ni10ara10 方masa53kata16o8nori8 於o100 施shi83
旅tabi100 旗ki89 日hi56su17ka12 旦aki54katsu31asa15 旨shi91 早sa88 旬jun48masa17shun13toki9hito9 旭aki75asa10 旺o50ou33aki17 昂taka49kou45
昇nori43shou34nobu14 昊kou60hiro40 昌masa67aki12shou7 明aki61a18 易yasu80 星sei55hoshi18se18 映e64aki15teru9ei8 春haru88 昭aki81shou11
是kore32yuki27yoshi17shi15 昴kou78 昶nobu67 晁asa100 時toki76ji14 晃aki57teru24kou14 晄kou40 晋shin48kuni16nobu14yuki10 晏an43a29 晟aki50sei33 晧kou67
晩ban100 普hiro63fu19yuki7 景kei42kage37hiro11 晴haru87sei9 晶aki64masa19shou7 智chi40tomo38toshi7nori7 暁aki75 暉ki57aki23teru20 暎ei33 暖haru67atsu26
暢nobu78masa15 曄you67 曇zumi100 曉aki75sato11 曙ake87 曜teru31you26aki23yo14 更sa64kou16nobu8 曹sou100 月zuki40tsuki31tsu13zu7 有yu36ari18a16yuu11
朋tomo91 朔saku100 朗rou69aki17o11 望mi53nozo19mo8 朝tomo52asa34 期ki50 木ki72ko13 未mi99 末sue63ma25 本moto100 朱a21su17ake16aka11zu8 机ki100 杉sugi100
李ri98 杏a41an27kyou12azu6 杖tsue100 杜mori53to40 束taba60zuka40 条jou50e50 来ki56ku15rai12ra7kuru7 東haru33tou32to28 松matsu84shou16 枇hi100
林rin71ri15 果ka95 枝e97 枯ko100 架ka100 柄e77hei22 柊shuu75tou19 柑kan100 柚yu65yuzu31 柳ryuu67yana33 査sa100 柾masa92 栄e56hide16ei13 栖su75
栞kan33shio27ori20 根ne94 格nori41kaku33tada14masa10 桂kei47ka32katsu12ke6 桃momo53to33tou9 案an75 桐kiri47hisa41tou9 桑sou50 桔ki98 桜o63sa13ou10
梅ume100 梓azu44shi38 梗kyou100 條jou100 梢kozu43shou29taka14 梧go99 梨ri95 棋ki100 棟tou100 森mori68shin32 椋ryou60muku40 椎shii100 椛ka67 椰ya94
楓fuu42ka40 楚so100 楠na61kusu25nan11 業nari80 楽ra54ta21kura13 榎ka80 榛haru100 榮e60ei26 構kou100 槙shin64maki20ma12 槻tsuki100 模nori75
権ken59gon27nori14 樫kashi100 樹ki79ju7 樺ka94 橘ki60kitsu40 機ki100 櫻o43sa29 次ji79tsugu16 欣kin47yoshi31ki12 欧ou47o31oo12hiro6 欽kin94 歌ka94
歓kan65mu18yoshi18 正masa73sei8tada7shou7 武take83mu11 歩ho59ayu19 歳toshi89 殉jun100 殊koto83 殖shige100 毅ki39take31taka24 比hi89i7 毬mari90
氏shi49uji28ji20 民tami74mi17 気ki100 氣ki100 水mi83mizu6 永e35naga25hisa17ei10 汀tei43nagi29 求ku47ki18hide12 汎hiro100 汐shio63shi22shiho7 江e98
池chi90 汰ta99 沖oki86 沙sa98 沢sawa67taku17 河ka60ga31 治ji59haru37 泉mi33izu26zumi16sen11 法nori93 波ha39nami38na13 泰yasu54hiro27tai14 泳e63ei37
洋hiro82you11 洙shi67 津tsu52zu47 洪kou62hiro38 洲su37shuu25kuni25 洵jun100 洸kou64hiro32 活katsu80iku17 流ru75ryuu11 浄kiyo44jou30shizu19 浅asa94
浜hama100 浦ho70ura15o15 浩hiro83kou16 浪nami59na12rou12 浬ri98 浴yu100 海mi73kai13umi10 涼ryou47suzu37 淑toshi34yoshi30sumi10 淨kiyo100
深mi78shin13fuka7 淳atsu56jun26aki7 添zo50soe50 清kiyo63sei17 済masa20sumi20nari20zumi13sei13 渉shou67taka19 渓kei100 渚na68nagi13o10 渡to91 渥atsu100
温atsu47haru34 測hiro100 湊sou100 湖ko83hiro9 湘shou100 湧yuu82 満mitsu42ma38mi12michi6 源gen87moto12 準jun57nori23 滉kou77hiro15 滋shige65ji27 滝taki100
演nobu44en33hiro22 漢kan50 漣ren100 漱sou100 潔kiyo86 潤jun70hiro18uru7 潮shio85 澄sumi51zumi24su11kiyo7 澪rei62mio31 濃no67atsu22 瀧taki100 瀬se98
火hi44ka44 灯to57hi29 為tame74i23 烈take67 無mu50na33 然nori50zen30 煕hiro50ki33 照teru72aki18shou7 熊kuma100 熙hiro56ki44 熱atsu80 燎ryou100 燕en80
燦san100 燿you100 爵taka100 爽aki32sou28saya20sa8sawa8 爾ji88 牧maki100 犬ken100 猛take97 猪i78 献ken80nobu13 猶nao100 玄gen45haru34hiro8 玉tama98
王o61kimi21ou11 玖ku86hisa7 玲re29rei27aki17tama10 珂ka100 珊san100 珠tama34zu19su15mi13 珪kei100 現gen42aki33mi17 球tama47kyuu35ku18 理ri77masa9
琉ru85ryuu11 琢taku92 琥ko100 琳rin50 琴koto87 瑛e48aki25ei19 瑞mizu49zu23tama14 瑠ru96 瑳sa100 瑶you50haru22yo17tama11 璃ri96 璋aki67 環tama59wa24kan14
璽ji100 甘kan80 甚jin86shige10 生o48ki17sei7 用yo43chika29you29 甫ho47suke25toshi12o10 田ta100 由yu73yoshi18 甲kou63ki13ka9katsu7 申nobu71shin26 男o99
町machi100 画e80 界kai80 留ru91tome8 畝ho50se50 當masa100 疏so100 登to89 白hiro20kiyo20 百yu61momo16o11mo7 皆mi40 皇kou49kimi35 皐kou33sa32
皓kou39hiro37teru13aki8 皖kiyo67 益masu79 盛mori63sei19shige16 盟aki55chika22 監aki62 直nao80tada7na7 相suke23ai20a17sou17haru7 盾jun60tate40
省shou58sei18mi10 眞ma50masa31shin12 真ma59masa23shin8 督masa32toku25suke17tada11 睦mutsu38chika28yoshi7tomo6nobu6 瞬shun100 瞭ryou83
瞳hito43tou14mi14 矛mu100 矢ya98 知chi50tomo36 矩nori85ku15 石seki80 砂sa96 研ken89 砕sai100 硬kou100 碁go100 碧ao65a10tama7heki7 碩hiro62seki25 磁ji100
磐iwa100 磨ma93 磯iso56ki44 礁shou100 礒iso100 示ji62shi28 礼re20aya20nori19rei18hiro12 社taka100 祈ki82 祉shi62sachi37 祐suke28yu21yuu18hiro17masa10
祝nori74toki15 神ka36kan36 祟taka100 祥yoshi41shou18sachi11aki9hiro9 禄yoshi40roku40 禎sada36yoshi21tada18tei13tomo6 福fuku74fu7tomi7 禮rei43nori29
秀hide85shuu11 秋aki86 科ka75shina19 秩chi100 称na45shou18 稀ki93 程nori100 稔toshi89 稚chi83nori7 稜ryou76aya12 稟rin100 種tane85gusa10
稲ina47ine18to9ne9tou9 稼ka100 稿kou50 穀koku100 穂ho80o18 積zumi56tsumi12 穎ei100 穏yasu44on22shizu22 穗ho83o17 穣jou78aki11shige11 穰jou100 究kyuu75
空ku34sora15taka13kuu11 窓mado83 立tatsu81 竜tatsu62ryuu31ryou7 章aki66shou9fumi8 竣shun100 童dou75 端tada50 競kyou100 竹take95 笑e69emi25 笙shou100
笛fue83 笥shi100 第dai100 笹sa100 等hito29ra24to14tomo14toshi10 策saku98 算kazu100 節setsu56taka25toki11 範nori97 篤atsu76toku16 簡hiro67 米yone83me14
粋kiyo50 粛toshi29 粧sa83shou17 精sei55kiyo31aki10 糧ryou100 糸shi56ito37 系kei100 糾tada100 紀ki61nori29 紅ku45kure11kou10beni9aka9 紋aya73a9mon9aki7
納na64nori17no13 純sumi40zumi21jun19 紗sa95 紘hiro78kou21 素moto51su35so12 索saku100 紫shi97 紳shin64nobu36 紹tsugu52aki35shou9 絃ito50 組kumi100
絋hiro71kou29 経tsune41nori27kei16 結yu78yui11yuu8 絢aya69ken16 統nori43tou14to11 絵e98 絹kinu76ki9masa9 經tsune100 継tsugu81kei12 綜sou100
維i51masa10tada8kore8 綱tsuna75kou25 綺ki58aya42 綾aya55ya20a17 綿wata40 緋hi81aka7 総fusa39sou37nobu15 緑nori31tsuna15roku15mi15ao15 緒o97 編ami100
緩hiro29nobu24kan18fusa12 緯i100 練ren87 縁e100 縫nui100 績nori33isa22mi17 繁shige97 織ori63o23 繪e100 繭mayu87 繰kuru40aya40 羅ra100 羊you67yo17 美mi97
群tomo50gun37 義yoshi88 羽ha61u20wa15 翁o78 翌asu86 習shuu83 翔shou53to20ka14 翠su29aki29 翼suke50yoku25sa16 耀you42aki26teru21 考taka65kou20nori8 而ji67
耐tai67tae33 耕kou94 耶ya98 耿kou80 聖kiyo23sei22masa22sato9 聞mon100 聡toshi33aki29sato18sou10 聰aki31sato28toshi24sou14 聴aki67
肇toshi54hatsu16kei14tada11 肖aya26shou26nori16taka11yuki10 肯kou67 育iku77yasu9 胡ko86 胤tane50tsugu43 能yoshi37taka21no20nori8 脩shuu62nao8
臣omi54tomi11taka8shin8 臨rin100 自ji96 至shi49ji23yuki14nori9 致chi46yuki23nori15yoshi15 與tomo47yo47 興oki54kou36 舜shun92 舞ma59mai29bu9
舟shuu67nori17fune17 航kou89kazu9 良yoshi55ra15ryou12 色iro99 芙fu93 芝shi57shige21ji14 芭ha75 芯shin100 花ka91 芳yoshi72ka13ho6 芸ki56nori16 芹seri100
芽me73ka12ga8 苑sono79on13 苗nae49na29e17 若waka74wa13 英hide53e27ei12 苺ichigo100 茂shige85mo12 茄ka82na18 茅chi54ka23kaya23 茉ma99 茎kei40
茜a62aka21ake11 茶sa76cha18 草sou36sa26gusa19 荒ara67kou33 荘sou82shou12 荷ka50 荻ogi100 莉ri99 莊sou100 莎sa100 莞kan88 菅kan67 菊kiku87ki11 菓ka100
菖shou67 菜na96 華ka88 萌mo55moe21 萩hagi100 萬ma73kazu18 葉ha60yo22 著aki100 董tou40 葦ashi67 葵ki77a10ao10 蒔maki70 蒼sou59ao31a10 蓉yo46you38
蓮ren77hasu23 蔵zou90kura8 蕉shou100 蕗ro57 薦nobu100 薩satsu100 薪maki100 薫shige22ka20masa12nobu9kun6 藍ai73a10ao6 藏zou100 藝ki100 藤fuji48tou43
蘭ran82ra10 虎tora80ko10 虞ku100 虹niji44kou22ko22 蛍kei100 融yuu67michi33 衆shuu67tomo20hiro13 行yuki84kou8 街machi100 衛e75ei18 衞e50
衡hira29hiro28kou14 衣i51e44 衿eri100 袈ka71ke29 装sa100 裕hiro66yu18yuu9 補suke65ho23 裟sa100 襟eri100 西aki37sa25 要you46kana22yo17toshi13 見mi94
規nori50ki44 視mi49shi41 覚kaku37aki28sato24 親chika88shin9 観kan54mi46 角kaku65sumi20zumi10 解toki100 言koto74gen11 計kazu73kei21 訓nori51kuni35
託taku100 記ki70nori28 証masa31aki23aka15shou15 詔nori38shou27aki19tsugu12 詞shi52ji20nori18 詠e65ei25 詢jun100 詩shi82uta11 詳shou40yoshi30aki15
誉taka45yo35shige7 誌shi86ji7fumi7 誓sei47chika47 誕nobu67 語go99 誠sei31masa26nobu11tomo9 説setsu36nobu18 諄jun100 請sei67 諒ryou60aki28masa9
論nori79ron14 諭sato51tsugu27yu16 諸o100 謙ken54nori30aki9kane6 講kou100 謡you50 謹nori48kin44chika8 識nori56sato26shi12 譜tsugu71fu29 議nori94
譲jou75nori15 護go69mori31 讓jou80 谷ya90 豆zu100 豊toyo77to7 豐toyo100 象shou55zou29 豪take33hide32gou18 貝kai100 貞sada84tei14 財taka50
貢kou42tsugu25ku17mitsu7 貫kan84tsura14 貴ki49taka44 賀ka75ga9nori8 資shi37suke32ji9 賛yoshi29 賜shi60tama33 賞shou57taka29 賢ken36masa22taka20 赤aka86
赫kaku100 走sou100 赳take100 赴take75 起ki82tatsu7 越etsu78e17 足taru100 路ji45michi32ro15 踏tou100 躍you50 身mi97 軌ki54nori42 軍gun89 載nori56toshi33
輔suke95 輝ki47teru43aki7 輪wa75rin19 辛shin100 辰tatsu79shin14 農atsu50no38 迅haya62toshi25 近chika89 迪michi87yu9 述nobu100 退tai100 透tou50yuki19too12
途to57michi29 通michi83tsu8 速haya80sumi15 造zou99 連ren87 進shin61nobu28 逸itsu69i10ichi7toshi6 逹tatsu100 遊yuu79yu17 運yuki30kazu30michi20un20
道michi89 達tatsu86 遙haru100 遠on33wa22too22 遣ken100 遥haru83you15 遵jun70nobu20 遼ryou79haru21 邑sato50yu33 那na95 邦kuni96 郁iku40fumi27ka17
郊hiro43sato29 郎rou93o7 郡kuni60gun30 郭hiro100 郷sato57gou17kyou15 都to40tsu30zu20 酉yu40yuu40 醇jun67 采aya57sai19sa14 里ri90sato7 重shige58e32juu7
野no68ya31 量kazu71ryou18 金kin64kane34 釟hatsu100 鈴suzu55rin14rei10ri6 鉄tetsu90 鉦kane67 鉱kou100 銀gin86kane14 銑sen100 銘na50 鋭ei61toshi34 鋼kou100
錠jou100 錦kin65kane15ku8kinu8 錫suzu100 錬ren87 録roku75 鍾shou75 鎌ken100 鎭shizu67 鎮shizu41shige18shin14yasu14 鏡kyou40aki20mi19 鐘shou50kane47
鐵tetsu87 鑑nori50aki31kan19 長naga53chou17take12osa9 門to49mon26kado19 開kai64haru18ka7 閑shizu57kan29 閲etsu100 闘tou100 阿a100 陛nori71hei29 陣jin100
陪suke100 陳nobu83 陵ryou74taka22 陶tou60 陸riku32michi21atsu13mu11taka11 陽haru23aki23you17hi10yo9 隆taka88ryuu11 隼haya24jun22shun18toshi18taka11
雄o72yuu12take7 雅masa75ka8 集shuu75 雛hina100 雨u100 雪yuki80setsu11 雲kumo40 零rei86 雷rai100 震shin67 霞ka93 霧kiri55mu18giri18 露ro50tsuyu33
青sei38ao25haru20o8 靖yasu72nobu14sei8 静shizu62sei21 靜shizu82sei14 鞠mari100 音ne65oto10on10 響kyou62hibi19 順jun25nobu19yori16masa10nori8
須su83zu16 頌nobu61shou30 預yo100 領ryou93 頬ho76 頴ei100 頼yori78rai9 顕aki71ken24 類tomo50 顯aki67ken33 風fuu33fu30kaza12kaze11ka7
颯sou52satsu17fuu9haya9 飛hi39taka24to8asu8 養yo38you37 香ka94 馨ka57kei27 馬ma98 駒koma83ku17 駿shun57toshi28taka10 騎ki91nori9 高taka88kou11 魁kai94
魂gon100 魅mi100 魔ma100 魚yu40na40 鮎ayu96 鯉ri98 鯛tai100 鳥suka24dori22tori22ka20 鳴naru50 鴻kou73hiro20 鶏kei100 鶴zu56tsuru21zuru12tsu6 鷹taka91you9
鹿ka68shika24 麗rei32re29ri14kazu8 麟rin67 麦mugi100 麻ma71asa16a8 麿maro61ma34 黄ki56gi24kou12 黎rei100 鼓ko100 齢toshi75 龍tatsu68ryuu25ryou7
`
