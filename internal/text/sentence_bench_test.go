package text

import (
	"strings"
	"testing"
)

// benchTexts are ordinary paragraphs, repeated to the size of an article.
var benchTexts = map[string]string{
	"en":      "The ministry said on Monday that 12 people were hurt, among them Mr. Smith. “It was quick,” he said. Nobody else saw it, according to the U.S. Coast Guard.\n",
	"fr":      "Le ministère a déclaré lundi que douze personnes avaient été blessées. « Ce fut rapide », a ajouté M. Dupont. L’enquête commence.\n",
	"zh-Hans": "外交部星期一表示，共有十二人受伤。“事情发生得很快。”他说。调查将在2024年3月完成，结果会向公众公布。\n",
	"ja":      "外務省は月曜日、12人が負傷したと発表した。「あっという間だった。誰も見ていない」と同氏は語った。調査は2024年3月に終わる予定だ。\n",
	"ar":      "قالت الوزارة يوم الاثنين إن اثني عشر شخصا أصيبوا بجروح. وأضاف المتحدث أن التحقيق سيبدأ غدا. هل يكفي ذلك؟\n",
}

func BenchmarkSentences(b *testing.B) {
	for lang, paragraph := range benchTexts {
		text := strings.Repeat(paragraph, 6000/len(paragraph))
		b.Run(lang, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Sentences(text, lang)
			}
		})
	}
}

func BenchmarkLanguage(b *testing.B) {
	for lang, paragraph := range benchTexts {
		b.Run(lang, func(b *testing.B) {
			b.SetBytes(int64(len(paragraph)))
			b.ReportAllocs()
			for b.Loop() {
				Language(paragraph)
			}
		})
	}
}
