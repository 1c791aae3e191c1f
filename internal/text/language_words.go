package text

import (
	"slices"
	"strings"

	"polydigest/internal/lazy"
)

// functionWords are the commonest short words of each language: whole words, which the n-grams of the table, counted
// inside words, do not see. A word counts for every language that lists it.
var functionWords = map[string]string{
	"af": "die en van het is nie vir op dat hy sy aan te met was ’n om as deur ek ons sal hulle",
	"sq": "dhe të në e i për me nga është një që më se nuk si do janë ka kjo",
	"az": "və bir bu ilə üçün də ki olan olaraq o edilir hər sonra daha ən",
	"eu": "eta da du bat dira ez ere izan zen zuen baina edo dute hau egin",
	"ca": "el la de i que els les en un una per amb no és del al va ha més però seva aquest",
	"hr": "i je u na da se za od su s o kao bi te nije ali što koji koja iz li će biti sam do",
	"cs": "a v je na se že s z o do ve pro to by při který které podle jsou ale jako však byl už jeho si k po od za i ze než nebo tak jsem není což co co proč zkus",
	"da": "og i at er en det til af på den for de der med ikke som et har var han hun blev efter ved mod også sig om men fra jeg nu ud kun hvad hvor over blev noget",
	"nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als bij door maar naar uit ze hij wordt heeft over was nog werd hun haar of zich wat kan dit",
	"en": "the of and to in a is that for on was with as it at by from he be are his have an has not but they this will or had who were which their said we you i one she all been her would there can if more about when it's didn't don't my your our what so up out",
	"eo": "la kaj de en estas al ne kiu por ke li pri sed kun tiu ĉiu havas oni",
	"et": "ja on ei et see ta ning oli kui aga ka oma mis selle mida kes olid ole pärast",
	"fi": "ja on ei että se hän oli mutta kun myös ovat joka mukaan sekä tai kuin ole hänen jo niin",
	"fr": "le la les de des et un une du en est que qui dans pour pas sur par au plus avec il ce ne se son sa ont été a d l qu n s c mais ou elle aux ces leur nous vous on cette être après selon je tout sont fait j comme y si dit",
	"de": "der die das und in den von zu mit ist des nicht ein eine auf für dem sich im es sie er als auch an dass hat war wird bei aus einen nach sind wie um noch oder über nur haben zum einer wurde vor am wir ich",
	"hu": "a az és hogy nem is egy ez volt meg el de csak már mint van fel még ki be aki amely szerint",
	"is": "og að í á er sem við til það um með ekki af en hann var fyrir þess hún frá eru",
	"id": "yang dan di dengan untuk ini itu dari dalam tidak pada adalah akan ke oleh telah bahwa karena bisa juga sudah saya ada mereka ia kami setiap atau seorang harus hanya anak mengatakan para serta dapat persen bukan tersebut kata bahkan menjadi",
	"ms": "yang dan di dengan untuk ini itu dari dalam tidak pada adalah akan ke oleh telah bahawa kerana boleh juga beliau ialah iaitu mereka hendaklah sahaja tiap-tiap kerajaan polis peratus manakala sebarang kanak-kanak mempunyai atau mahu lain-lain",
	"ga": "agus an na ar i le go is ag do tá a bhí sé ní",
	"it": "il la di e che in un una per è non del della con le i si da al sono ha dei nel più anche lo gli come alla ma dal suo delle o se stato l dell nella questo questa essere ad dopo hanno ci degli mi mio quando cosa",
	"lv": "un ir no ar par uz tas ka kas bija lai pēc arī viņš bet vai kā",
	"lt": "ir yra kad su iš tai į ne jis buvo kaip bet po apie už per nuo dėl",
	"nb": "og i er det en til av på den for de som med ikke et har var han hun ble etter ved mot også seg om men fra jeg nå ut bare hva hvor over noe at opp enn skal kan være",
	"nn": "og i er det ein til av på den for dei som med ikkje eit har var han ho vart etter ved mot òg seg om men frå eg no ut berre kva kvar",
	"pl": "w i na z się że do nie to jest o jak po za od przez dla ale są który które był ma a co tym tak jego oraz jej czy już został tego może tylko",
	"pt": "de a o e que do da em um uma para com não no na os as por se mais dos das ao foi é são como mas pelo pela sua seu ou ser quando muito nos já eu também só até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles está você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual",
	"ro": "și în de la a că cu nu o pe un este pentru din care mai au fost sau dar se va prin lui ale sunt după al",
	"sk": "a v je na sa že s z o do vo pre to by pri ktorý ktoré podľa sú ale ako však bol už jeho si k po od za aj zo než alebo tak som nie čo keď prečo",
	"sl": "in je v na da se za so s o kot bi ne pa ki ali iz še tudi po od z do bil",
	"so": "iyo oo ka ku in waa uu ah ee ay la",
	"es": "de la que el en y a los se del las un una por con no para su al es lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada eso no ella venga otra esto",
	"sw": "ya na wa kwa ni katika la za kuwa cha au yake huyo hii kila mtu",
	"sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när hon säger efter vid också mot nu ut bara vad där över något skulle eller hade sin under blev",
	"tl": "ang ng sa na mga ay at ni si hindi para ito siya niya kung may isang",
	"tr": "ve bir bu da için ile de olarak olan daha çok gibi o ne var kadar sonra en ama her ise olduğunu değil dedi diye ya mi",
	"vi": "và của là có được cho không trong một những các đã với người này để khi đến từ về ông cũng ra như nhưng tại vào sẽ",
	"cy": "y yn a i o yr ar mae ei am bod gan wedi ond",
	"be": "і ў на з што не да як для гэта па за ад быў але ён яна яго таксама ці пры гэтым",
	"bg": "на и в да се за от с не че е са по до като си ще след но при това той беше към или което един във със тя",
	"kk": "және бұл мен үшін деп бір де болып бар осы еді кейін",
	"mk": "на и во да се за од со не дека е ќе по до како ги што го но при ова тој беше кон или ја",
	"mn": "нь юм байна энэ гэж болон бол ба байсан тухай",
	"ru": "и в не на с что он по как это но из у за от к его о для бы так же или был она мы были при если только до когда я то их ещё чтобы мне во со после уже",
	"sr": "и је у на да се за од су са о као би не али што који из ће бити сам до које који",
	"uk": "і в у не на що з він та до як це але із за від його про для би так або був вона ми були при якщо тільки коли я їх після вже є й щоб під час",
	"ar": "في من على أن إلى التي عن مع هذا الذي كان ما لا هذه بعد كما لم بين أو قال وقال ذلك حيث قد إن",
	"fa": "در و به از که این را با است برای آن یک می خود تا بر شد های هم کرد ها بود اما نیز شده او ما",
	"ur": "کے میں کی ہے اور سے کا کو اس نے پر کہ ہیں ایک یہ نہیں کر بھی تھا گیا جو ہو",
	"hi": "के में की है और से का को पर कि हैं एक यह ने नहीं भी इस था हो गया लिए ही तो कर थे साथ वह",
	"mr": "आहे आणि या च्या ते हे की नाही होते मध्ये साठी तर व होता आहेत त्या केली",
}

// wordWeight is what a function word counts, in nats.
const wordWeight = 2.5

// wordLanguages returns, for each word of functionWords, the languages that list it.
func wordLanguages() map[string][]int {
	return keptWordLanguages.Get(func() map[string][]int {
		index := map[string][]int{}
		for i, tag := range languageTags {
			for word := range strings.FieldsSeq(functionWords[tag]) {
				if n := len(index[word]); n == 0 || index[word][n-1] != i {
					index[word] = append(index[word], i)
				}
			}
		}
		return index
	})
}

var keptWordLanguages lazy.Value[map[string][]int]

// FunctionWord reports whether a word, in small letters, is one of the commonest of the language: one that says
// nothing of what a text is about.
func FunctionWord(word, tag string) bool {
	i := slices.Index(languageTags[:], Base(tag))
	return i >= 0 && slices.Contains(wordLanguages()[word], i)
}

// malayOnly and indonesianOnly are common words that the other language does not use, or spells otherwise.
var (
	malayOnly = words(`bahawa kerana ialah iaitu hendaklah sahaja tiap-tiap kerajaan peratus manakala sebarang kanak-kanak beliau
		mahu awak boleh polis ogos julai mac syarikat pelajaran mesyuarat berkenaan datuk seri jawatan
		kesihatan wang hospital ubat lelaki bilik pejabat
		ahli kewangan dijangka menerusi mengenainya selepas sepanjang isnin sabtu khamis ahad`)
	indonesianOnly = words(`bahwa karena bisa yaitu hanya setiap pemerintah persen sementara anak-anak ingin anda dapat
		polisi agustus juli maret perusahaan pendidikan rapat kesehatan uang pria wanita kantor kamar setelah saat senin
		kamis minggu mengatakan bilang ujar sebuah seorang tetapi namun perkawinan seluruh saja tak butuh
		terhadap agar serta sangat`)
)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}
