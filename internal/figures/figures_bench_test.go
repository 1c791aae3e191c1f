package figures

import (
	"strings"
	"testing"
)

// mixed is running text with figures in six languages, as many characters with and without.
var mixed = []struct{ lang, text string }{
	{"en", "The company said on Monday that it had sold about 1.2 billion shares to more than 300 investors, among them two banks, and that its costs had fallen by 4.3% since the summer. The chairman declined to say more. "},
	{"fr", "Le ministre a rappelé que plus de 1 200 personnes avaient été évacuées et que les travaux, dont le coût est estimé à 2,5 millions d’euros, dureraient vingt-trois mois. Aucune date n’a été donnée. "},
	{"de", "Nach Angaben der Polizei wurden mindestens dreiundzwanzig Menschen verletzt, darunter zwei Kinder. Der Schaden wird auf rund 3,5 Mio. Euro geschätzt. Die Ermittlungen dauern an, wie ein Sprecher mitteilte. "},
	{"ja", "同社は約12億3400万円の損失を計上し、従業員の三割にあたる3万5千人を削減すると発表した。市場関係者の間では、今後の見通しについて懸念する声が広がっている。"},
	{"zh-Hans", "据报道，超过300名工人参加了会议，公司计划投资约12亿元人民币，比去年增长百分之二十。有关部门负责人表示，相关工作正在推进之中。"},
	{"ar", "وقال المتحدث إن أكثر من 20 ألف شخص شاركوا في المظاهرات، وإن ثلاثة وعشرين منهم أصيبوا بجروح. ولم ترد الحكومة على طلب التعليق. "},
	{"ru", "По словам министра, ущерб составил около 3,5 млн рублей, пострадали двадцать три человека, половина из них дети. Расследование продолжается, сообщили в ведомстве. "},
}

// BenchmarkRead is of this package alone; BenchmarkFind is with the dates.
func BenchmarkRead(b *testing.B) {
	benchmark(b, func(text, lang string) { read(text, lang) })
}

func BenchmarkFind(b *testing.B) {
	benchmark(b, func(text, lang string) { Find(text, lang, "2024-02-05") })
}

func benchmark(b *testing.B, f func(text, lang string)) {
	var texts []string
	size := 0
	for _, m := range mixed {
		t := strings.Repeat(m.text, 40)
		texts = append(texts, t)
		size += len(t)
		f(t, m.lang)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i, t := range texts {
			f(t, mixed[i].lang)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load("ru")
	}
}
