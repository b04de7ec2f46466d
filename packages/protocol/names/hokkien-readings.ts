/**
 * Han characters of names as Hokkien and Teochew speakers of Singapore, Malaysia and Taiwan spell them: each word is a
 * spelling and the characters read so, surnames first where one character has two. Written down for this table.
 */
export const HOKKIEN_READINGS = `
tan陳陈 lim林 ng黃黄 ong王翁 lee李利里理莉 goh吳吴呉 koh許许高 tay鄭郑戴 lau劉刘老 teo張张 chua蔡 yeo楊杨 chia謝谢車车 ang洪 khoo邱丘 chew周 gan顏颜 yap葉叶 kok郭國国閣 sim沈心
png方 chan曾 loh羅罗 low盧卢路 kang江康姜綱 tiong忠中張终 toh卓杜土 soh蘇苏 phua潘 poh寶宝保傅 hoe火會会 ho何河好和賀贺浩 chong莊庄鍾钟宗 han韓韩 hong馮冯鳳凤宏鴻鸿風 see施四詩诗 ee余于餘
tng唐湯汤 sng孫孙 choo朱珠 hu胡 khor許許辜 quek郭 seah佘 siow蕭萧 neo梁 leow廖 foo符扶 ching清 phang彭 thor塗 tang鄧邓董 teng丁庭婷亭廷 gui魏 jim任 kua柯 mah馬马 oei黄 pua半 tiu趙赵 wee偉伟威維维黄
kim金錦锦 seng成生聲声城勝胜升盛誠诚星 hock福 beng明民名銘铭 boon文聞汶 bee美米 geok玉 siew秀修壽寿 hwa華华花樺 teck德澤泽 heng興兴恆恒行亨衡 huat發发法 chye財财再才材在 swee水瑞
bak木墨 choon春俊純纯駿骏 chee志智治芝紫 thian天添田 thiam添甜 soon順顺舜 ann安 peng平兵炳萍 kong光廣广港 yeow耀曜 hui輝辉惠慧暉 ek益易奕 leong龍龙隆良量 hor虎 san山珊三 hai海 chuan川泉全 eng榮荣永英瑛
hiong雄香 yong勇容庸 kian健建堅坚 keong強强 siang祥翔相湘 lok祿禄樂乐洛 kwee貴贵桂季 cheng正貞贞靜静政 ghee義义宜 jin仁人忍仁 lay禮礼麗丽 sin信新辛 how孝豪 kheng慶庆卿瓊琼 guan源元原 tin珍鎮镇
lan蘭兰 lian蓮莲連连 mui梅妹 yen燕 guat月 hoon雲云芬芸勳勋 seok雪石惜 hay霞 leng玲齡龄鈴 sok淑叔 chok作祝足 kah佳嘉家 kiat傑杰吉結 kai開开凱凯 lam南蓝 tong東东棟栋通同 sai西世 pak北 tai大泰 sio小少 su士思斯司 lip立
ah亞亚阿 iam炎 khoon坤昆 ean延彥彦 hian賢贤顯显 joo如裕 lai來来賴赖 sun善順 suan萱宣選旋 siok俗肅 kin根勤均 hin欣 khim琴 lin鄰琳霖 mei薇 ling凌陵靈 see思 chiu秋 bing敏 ming敏閔 hak學学鶴鹤 kee基奇記其期旗
keng景敬京經经瓊 tee弟帝 tek竹 pin彬賓宾斌 phin品 phaik碧白 pek碧 choy彩才 chin真進进振震津 chun君俊 hean獻 heap協协 hoh何 in印 ik億亿 jit日 jee子 keat杰 khai凱 kuan觀观冠關关寬宽 kui貴 kun君軍军
lang郎 liat烈 long農 nai乃 ngee藝艺 oon恩溫温 pao包 pheng鵬鹏 po波 pui培佩沛 see時时 siu修 tat達达 thye太 ti知 tian典殿 toon敦 tuan端 uan遠远 uat悅 wan婉 woon雲 yew友有 yi怡儀仪 yin寅音
yoke玉 yuen圓員 sen森 say西 ser思 hsien賢 soo素 siong松崇頌 tsu祖 wei維 wen文 hao昊 ho浩 ping平 nee妮 na娜 ni尼 swan璇 shan善 yan燕艷艳 lu露魯 jiak若 chiam詹 chai柴 kow高
`
