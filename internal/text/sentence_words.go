package text

// abbreviations are words that keep their full stop inside a sentence, by primary language; "und" holds everywhere.
// Words count as written here and with a capital.
var abbreviations = map[string]string{
	"und": `dr prof mr mrs ms st vs Rev Sen Gov Gen Sgt Lt Capt Col Maj Rep Det Insp Supt Hon`,
	"en": `mr mrs ms messrs mx dr prof rev hon gen lt col maj capt cmdr sgt cpl pvt adm brig sen rep gov pres supt
		det insp sr mme mlle st mt ft vs viz cf approx dept univ assn bros ave blvd rd esq e.g i.e E.g I.e
		fig eq al asst atty ald amb ins cong comm reps sens P.O Op op dist`,
	"de": `dr prof hr fr frl dipl ing st bzw ca usw vgl z.B d.h u.a u.ä o.ä i.d.R s.o s.u v.a m.E z.T z.Zt sog evtl ggf
		inkl exkl zzgl bspw abs abschn art aufl bd bes betr bez dgl ebd einschl entspr erg geb gem gest hrsg jh
		lt max min mind mio mrd nr o.g od orig p.a rd s.a sen str tel u.U urspr verh vorm zb zw Z.B D.h u.s.w
		b.z.w röm kath ev allg abk akad anm bundesgerichtl ehem ff gegr hl i.A i.V jr jun kfm kgl led mtl
		phil rer nat med jur theol h.c dt franz engl amerik int nat ü.d.M n.Chr v.Chr n.Ch v.Ch k.o St`,
	"fr": `m mm mme mmes mlle mlles dr pr prof me mgr st ste cf env p.ex p.e ex c.-à-d c.à.d art av apr boul bd chap
		éd fig hab ibid id l.c max min mt mts n.b no nos op p.p pp q.v s.v réf sq tél vol vs av.J.-C ap.J.-C J.-C
		gén col cap lt sgt cdt etc.à S.A.R S.M`,
	"es": `sr sra sres sras srta dr dra drs dres prof profa ing lic arq abog d dña dn doña ud uds vd vds st sto sta
		gral gob cap cnel cmdte tte av avda blvd cía c.ía dpto depto ej p.ej p.e pág págs núm tel fig vol cap art
		aprox máx mín vs admón atte fdo ob ntra ntro gdor gte hno hnos mons pbro ptes rdo rdos rte urb vda
		EE.UU EE UU JJ FF.AA RR.HH p.m.de`,
	"it": `sig sigg sig.na sig.ra sig.re sigra dott dott.ssa dr dr.ssa prof prof.ssa proff avv ing arch geom rag on sen cav comm
		uff gen col magg cap ten mons don fra s ss p.es ad.es es cfr cit vs pag pagg art artt cap fig figg tav
		vol voll nr tel all avv.ti egr gent spett ill.mo preg n.b sec ca c.a circa.ca dir amm ecc.mo rev card
		dep min pres seg segr vicepres`,
	"pt": `sr sra srs sras srta dr dra drs dras prof profa eng enga arq d dom exmo exma ilmo ilma vossa v.ex v.exa
		gen cel cap ten maj sgt av r p.ex ex pág págs núm n.º tel fig vol cap art aprox máx mín vs ltda cia
		dep sen gov min pe fr sto sta`,
	"nl": `dhr mevr mw dr drs prof ir ing mr st blz bijv bv bv.zn d.w.z d.m.v m.b.t o.a o.m i.p.v i.v.m m.a.w n.a.v
		t.a.v t.o.v z.g zgn ca evt enz.m incl excl max min nl nr resp vgl vs z.o.z aanw vnw jl a.s plm
		t.w v.Chr n.Chr`,
	"ru": `г гг гр г-н г-жа д ул пр пр-т просп пер пл наб ш бул им проф акад доц инж к канд д-р докт ген полк
		кап лейт серж рис табл гл разд ст п пп с стр стр. т тт тыс млн млрд руб коп см ср напр т.е т.к т.н т.п.н
		и.о о оз р обл р-н пос пгт дер корп кв тел факс ред изд сост пер авт куб кв.м св прп пом зам зав нач
		англ нем франц лат греч др.греч мин макс прибл ок б н.э.до и т.д.и м Дж`,
	"uk": `м вул просп пл пров бул ім проф акад доц д-р ген полк кап рис табл гл розд ст п пп с стор т тис млн млрд
		грн коп див напр т.зв т.ін ред вид обл р-н смт буд кв тел англ нім зам зав нач о р рр Дж Дз`,
	"bg": `г гр ул бул пл бл вх ет ап им проф акад доц д-р инж ген полк кап рис табл гл чл ал т стр с сп бр
		хил млн млрд лв ст вж напр т.нар т.е вкл изкл ок обл общ англ нем фр лат р`,
	"sr": `др проф инг ул бул бр стр нпр тзв сл тј г гђа гђица св dr prof ing ul bul br str npr tzv sl tj g gđa sv`,
	"pl": `dr prof mgr inż hab lek ks o p pp pan św ul al pl os gen płk mjr kpt por sierż red np tzn tzw tj m.in
		ok wg ww zob por r.n str s tab rys t tys mln mld zł godz min sek im jw pkt poz art ust lit wyd tel
		ang niem franc łac bałt ros czes dyr kier zast pow woj gm pt ds kard bp abp ps bryg dyw`,
	"cs": `dr prof doc ing mgr bc mudr judr phdr rndr tzv tj např atd.a apod.a resp str s č čís obr tab odst kap st sv
		ul nám tř kpt gen plk mjr por rtm tis mil mld kč hod min sek tel cca př n.l pozn red roč viz zv vč p pí sl`,
	"sk": `dr prof doc ing mgr bc mudr judr phdr rndr tzv tj napr resp str s č čís obr tab ods kap st sv ul nám
		kpt gen plk mjr por tis mil mld hod min sek tel cca pozn red roč vč`,
	"sv": `dr prof bl.a dvs d.v.s t.ex t.o.m fr.o.m m.fl.a o.d ca c:a kl nr sid s st jfr resp inkl exkl ev f.d
		f.n p.g.a s.k tel tr vs bl ang obs t ung forts`,
	"da": `dr prof hr fr frk bl.a bl dvs d.v.s f.eks fx mht m.h.t ca kl nr s st jf jfr resp inkl ekskl evt pga p.g.a
		s.k såk tlf tel vs pr ang vedr ekskl adj adv afd afg ank ass bet cand cirk cl dir div ell eng
		fhv forb fors forsk fre gdr gen gl gr ind ing inkl int istf iflg jan.kvt jur kap kgl lb lign maks
		max md mdr mio mia ml mv ndf ngt obl opl ordn osfr p.t par pct pers pgf red ref reg sml sp str
		tekn tidl vol skt`,
	"nb": `dr prof hr fr bl.a bl dvs d.v.s f.eks m.h.t ca kl nr s st jf jfr resp inkl ekskl evt pga s.k tlf tel vs
		pr ang vedr mill mrd kap`,
	"fi": `dr prof esim mm ns ks vrt nk em ko klo nro n s sv t tri toht mrd milj tms.n puh os ts eli.k huom pyh`,
	"hu": `dr prof özv ifj id kb ún pl stb.n vö ill kft.n sz old u krt tel fsz em ker min max mrd`,
	"ro": `dl dle d-l d-na dna dra dr prof ing av gen col cpt lt str bd bl sc et ap nr pag art alin lit cap
		vol ed ex aprox max min tel sf Sf jud com`,
	"tr": `dr prof doç yrd av sn müh mim alb yb bnb yzb tğm org gen sok cad mah apt no tel vb.g vs.g örn bkz krş
		yy s sf c çev haz yay alm ing fr lat`,
	"el": `κ κα κκ δρ καθ π.χ δηλ βλ πρβλ σελ αρ τηλ οδ λεωφ χλμ εκ δισ.εκ μ.μ.τ υπ γεν αγ Τζ Ντ Μπ Γκ Τσ`,
	"hr": `dr prof mr ing dipl sv ul br str npr tzv tj sl odn god st čl al gđa gđica g o.g vl tel`,
	"sl": `dr prof mag dipl ing sv ul št str npr t.i tj oz g ga gdč čl odst tel`,
	"et": `dr prof hr pr st nt nr lk mnt tn vt jne.n sh tel`,
	"lt": `dr prof doc inž g pr al a pvz t.y t.p kt nr p psl žr m d val min tel sav apskr r raj vad pav`,
	"lv": `dr prof doc g pr iela nr lpp piem t.i t.s sk u.c.n tel plkst gs`,
	"kk": `т.б б.з.б б.з т.с.с мыс проф акад`,
	"id": `dr drs dra prof ir h hj tn ny sdr bpk jl jln no hlm tel dll.n a.n d.a u.p s.d yth tgl jend brigjen letjen mayjen kol`,
	"ms": `dr prof ir jln jl tn pn hj kol lt`,
	"tl": `dr g gng bb atty brgy sto sta kgg`,
	"ta": `திரு`,
	"vi": `gs pgs ts ths tp q p đ tt bs ks ông.g TT TP Tp GS PGS TS ThS BS KS`,
	"ca": `sr sra srs dr dra prof av c pl pàg núm tel p.ex fig vol art aprox`,
	"fa": `ق.م ه.ش`,
	"he": ``,
	"ar": `د م أ`,
	"hi": `डॉ श्री प्रो सुश्री पं मि मिस कि मी`,
	"mr": `डॉ श्री प्रा`,
	"ur": ``,
	"af": `dr prof mnr mev mej adv ds st bv d.w.s m.a.w nr bl sg asb`,
	"mk": `д-р проф инж ул бул бр стр на пр т.е т.н св`,
	"be": `г гг вул праф акад д-р ст с р тыс млн млрд руб гл рыс табл п пп ім н.э`,
}

// beforeNumbers are abbreviations when a number follows; sentences do end with these words.
var beforeNumbers = map[string]string{
	"und": `no nr n n° n.º vol art fig pp p pg cap ca tel op sec § jan feb mar apr jun jul aug sep sept oct nov dec`,
	"en":  `nos arts figs ch chap chaps par pars para paras ver ed eds ext lot app ph art line tab pt`,
	"de":  `s abb kap ziff tab jan feb mär apr jun jul aug sep sept okt nov dez`,
	"fr":  `chap fig tab janv févr avr juil sept oct nov déc art al`,
	"es":  `ene abr ago set sept dic cap tomo págs teléf hs`,
	"it":  `gen mag giu lug ago set ott dic lett mar lun mer gio ven sab dom`,
	"pt":  `fev abr mai ago set out dez jan inc`,
	"da":  `jan feb mar apr jun jul aug sep sept okt nov dec kl`,
	"sv":  `jan feb mar apr jun jul aug sep sept okt nov dec kl`,
	"nl":  `jan feb mrt apr jun jul aug sep sept okt nov dec blz hfst`,
	"ru":  `янв февр мар апр июн июл авг сент окт нояб дек`,
	"pl":  `sty lut mar kwi maj cze lip sie wrz paź lis gru`,
	"tr":  `mad fık`,
}

// ordinalHeads are words before which a number with a full stop is an ordinal, in the languages that write
// ordinals so. Month names are those of Unicode CLDR.
var ordinalHeads = map[string]string{
	"de": `januar jänner februar feber märz april mai juni juli august september oktober november dezember jan feb mär
		apr jun jul aug sep sept okt nov dez jahrhundert jahrhunderts jh jahrtausend platz rang mal runde spieltag
		tag woche monat monats jahr jahres minute stunde klasse stock etage geburtstag jahrestag todestag auflage
		kapitel bundesliga liga weltkrieg weltkriegs bezirk armee division kongress parteitag etappe`,
	"da": `januar februar marts april maj juni juli august september oktober november december århundrede plads
		etage division runde sal gang`,
	"nb": `januar februar mars april mai juni juli august september oktober november desember århundre plass runde`,
	"fi": `tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta
		marraskuuta joulukuuta tammikuun vuosisadan vuosisata`,
	"cs": `ledna února března dubna května června července srpna září října listopadu prosince století`,
	"sk": `januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra storočia`,
	"hu": `január február március április május június július augusztus szeptember október november december
		század évfordulója kerület`,
	"pl": `stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia`,
	"hr": `siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca stoljeća`,
	"sl": `januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra stoletja`,
	"sr": `januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra veka јануара
		фебруара марта априла маја јуна јула августа септембра октобра новембра децембра века`,
	"et": `jaanuar jaanuaril veebruar veebruaril märts märtsil aprill aprillil mai mail juuni juunil juuli juulil
		august augustil september septembril oktoober oktoobril november novembril detsember detsembril sajand sajandi`,
	"lv": `janvāris janvārī februāris februārī marts martā aprīlis aprīlī maijs maijā jūnijs jūnijā jūlijs jūlijā
		augusts augustā septembris septembrī oktobris oktobrī novembris novembrī decembris decembrī gadsimta gada gadā`,
	"tr": `yüzyıl yüzyılda yüzyılın madde maddesi kat sınıf ligi hafta dünya`,
	"is": `janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember`,
}

// ordinalArticles are words behind which a number with a full stop before a capital is an ordinal.
var ordinalArticles = map[string]string{
	"de": `der die das dem den des am im vom zum zur beim ins jeder jedes jede ihrem ihren seinen ihr ihre ihrer sein seine seiner mein meine meinem meinen dein unser
		unsere unserem unseren euer diesem diesen dieser dieses jedem jeden einem einen`,
	"da": `den det de`,
	"nb": `den det de`,
}

// sentenceOpeners are words that begin sentences far more often than they follow an initial or an acronym.
var sentenceOpeners = map[string]string{
	"en": `a an the he she it they we you i his her its their our my this that these those there here but and or so if
		in on at for from with when while after before as not no yes what how why who where which is are was were
		did do does has have had then now however some many most all both each to by another although because since
		until under over more also according meanwhile despite during one two three once such only even just let
		please travelers moreover still yet unlike between among last next it's he's she's that's there's they're`,
	"fr": `le la les l un une des il elle ils elles on nous vous je ce cette ces cet c mais et ou donc or ni car en dans pour
		sur par avec sans selon après avant lors depuis si quand comme qui que où son sa ses leur leurs à au aux`,
	"es": `el la los las un una unos unas él ella ellos ellas yo nosotros usted este esta estos estas ese esa eso esto
		pero y o si en de para por con sin según después antes desde cuando como que quien su sus al del no se lo`,
	"it": `il lo la i gli le l un uno una egli ella lui lei loro noi voi questo questa questi queste quello quella ma e o
		se in nel nella per con senza secondo dopo prima quando come che chi suo sua al alla del della non si dal`,
	"pt": `o a os as um uma ele ela eles elas nós eu este esta isto esse essa isso mas e ou se em no na nos nas para por
		com sem segundo depois antes desde quando como que quem seu sua ao à do da não`,
	"de": `der die das dem den des ein eine einer einem er sie es wir ihr ich dieser diese dieses aber und oder wenn in
		im an am auf für von vom mit nach vor bei bis seit als wie was wer wo warum sein seine ihre doch denn auch
		nicht nur so dann da damit zu zum zur laut trotz während`,
	"nl": `de het een hij zij ze wij we jij u ik dit dat deze die maar en of als in op aan voor van met na bij tot sinds
		toen hoe wat wie waar waarom zijn haar hun ook niet er volgens`,
	"ru": `он она оно они мы вы я это этот эта эти но а и или если в во на для от из с со к по при после до как что
		кто где когда его её их также не так однако`,
	"uk": `він вона воно вони ми ви я це цей ця ці але а і й та або якщо в у на для від із з до по при після як що хто де коли`,
	"pl": `on ona ono oni my wy ja to ten ta te ale a i lub jeśli w we na dla od z ze do po przy przed jak co kto gdzie
		kiedy jego jej ich nie tak jednak`,
	"sv": `den det de en ett han hon vi ni jag detta denna dessa men och eller om i på för av från med efter före när
		hur vad vem var`,
	"da": `den det de en et han hun vi i jeg dette denne disse men og eller hvis på for af fra med efter før når
		hvordan hvad hvem hvor`,
	"cs": `on ona ono oni my vy já to ten ta ti ale a i nebo pokud v ve na pro od z ze do po při před jak co kdo kde když`,
	"tr": `bu şu o biz siz ben onlar ama ve veya eğer bir`,
}

// letterNames are the names of Latin letters in scripts that spell foreign initials by them, as in यू.एस. for U.S.
var letterNames = map[string]string{
	"hi": `ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू डब्लू एक्स वाई जेड`,
	"ar": `إيه ايه بي سي دي إي إف اف جي إتش اتش آي جيه كيه إل ال إم ام إن ان أو او كيو آر إس اس تي يو في دبليو إكس اكس واي زد`,
	"fa": `ای بی سی دی اف جی اچ آی جی کی ال ام ان او پی کیو آر اس تی یو وی دابلیو دبلیو ایکس وای زد`,
	"he": `איי אי ביי בי סי די אף ג'י ג'יי ג‘יי ג׳יי יי אייץ' קיי אל אם אן או פי קיו אר אס טי יו וי אקס ווי זי`,
}

// saysBehind are verbs that, right behind a quoted sentence or behind a speaker there, say who said it in the sentence
// that the quote is in. Languages that write them with a small letter need none.
var saysBehind = map[string]string{
	"en": `said says asked asks added replied answered shouted cried yelled screamed whispered wrote tweeted joked warned told`,
	"vi": `nói hỏi đáp kể viết sẻ biết hét thêm`,
	"hi": `कहा बोला बोली बोले पूछा चिल्लाया चिल्लाई बताया लिखा`,
	"ar": `قال قالت قالوا قائلا قائلًا قائلاً قائلة حسبما بحسب وفقا وفقًا يقول تقول أضاف أضافت صاح صاحت هتف هتفت سأل سألت تساءل تساءلت أجاب أجابت`,
	"fa": `گفت گفتند افزود و`,
	"he": `אמר אמרה אמרו באומרו באומרה הוסיף הוסיפה ציין ציינה צעק צעקה שאל שאלה ענה ענתה`,
}

// What a clause ends with that says who said the quoted sentence before.
var (
	saidKorean = []string{
		"말했다", "밝혔다", "전했다", "덧붙였다", "강조했다", "설명했다", "주장했다", "지적했다", "외쳤다", "소리쳤다", "물었다", "답했다", "말했습니다",
		"밝혔습니다", "물었습니다", "답했습니다",
	}
	saidJapanese = []string{"語った", "言った", "述べた", "話した", "付け加えた", "叫んだ", "尋ねた", "答えた", "語りました", "言いました", "述べました", "話しました"}
)

// unitAbbreviations are those of units that sentences often end with.
var unitAbbreviations = map[string]string{
	"ru": `гг руб долл коп тыс млн млрд мин`,
	"uk": `рр грн коп тис млн млрд хв`,
	"pl": `zł tys mln mld godz min`,
	"cs": `kč tis mil mld hod min`,
	"de": `mio mrd`,
}

// companies end the names of companies, and now and then a sentence.
var companies = wordSet(`inc ltd corp co plc`)

// companyRoles follow the name of a company, with a capital.
var companyRoles = map[string]string{
	"en": `chief chairman chairwoman chair president director founder spokesman spokeswoman vice executive senior managing ceo CEO CFO`,
}

// timeZones follow the hour of a clock.
var timeZones = wordSet(`ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST JST KST AEST AEDT Eastern Pacific`)

// What Thai writes instead of a mark, next to a space: words that begin sentences, words and particles that end them,
// and subjects, which begin a sentence more often than not; what no sentence ends with or begins with; and what begins a
// phrase that goes with what follows: in an interview, if they learn it.
var (
	thaiOpeners = []string{
		"อย่างไรก็", "นอกจากนี้", "นอกจากนั้น", "ในขณะเดียวกัน", "ขณะเดียวกัน", "หลังจากนั้น", "ก่อนหน้านี้", "ทั้งนี้", "ตอนนี้", "ทว่า",
	}
	thaiEnders      = []string{"กล่าว", "กล่าวเสริม", "ครับ", "ค่ะ", "หรือไม่", "เท่านั้น"}
	thaiSubjects    = []string{"เขา", "พวกเขา", "นาย", "นาง"}
	thaiLeads       = []string{"ว่า", "คือ", ":", "-", ","}
	thaiForerunners = []string{"ใน", "ตาม", "จาก", "เมื่อ", "หาก", "ถ้า"}
	thaiJoiners     = []string{"และ", "หรือ", "แต่", "ซึ่ง", "ที่", "โดย", "เพื่อ", "เมื่อ", "ตาม", "สำหรับ", "ใน", "เพราะ", "จาก", "กับ", "ของ"}
)
