package read

import (
	"strings"
	"unicode"

	"polydigest/internal/lazy"
	"polydigest/internal/text"
)

// widgetLine is the longest line, in characters, that is weighed word by word; longer ones are prose.
const widgetLine = 120

var (
	urlOnly = lazy.MustCompile(`^[^\p{L}\p{N}]*(?:(?:https?://|www\.)\S+|\S+@\S+\.\w+)` +
		`(?:\s+(?:https?://|www\.)\S+)*[^\p{L}\p{N}]*$`)
	copyright = lazy.MustCompile(`(?i)^\W*(?:©|ⓒ|\(c\)|copyright\b)|(?:©|ⓒ|\(c\))\s*(?:19|2[05])\d\d|(?:19|2[05])\d\d\s*(?:©|ⓒ)`)
	// timeAgo are times that count from whenever the page was shown.
	timeAgo = lazy.MustCompile(
		`\d{1,3}\s*(?:秒|分钟|分鐘|分|小时|小時|時間|天|日|周|週間|週|个月|個月|か月|ヶ月|カ月|年|초|분|시간|일|주|개월|년)\s*(?:之?前|전)|` +
			`\b(?:\d{1,3}|an?|one|few) (?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)(?: \d+ \w+)? ago\b|` +
			`\b(?:il y a|vor|hace|há) \d{1,3} \p{L}+|\b\d{1,3} \p{L}+ (?:fa|назад|temu|önce|yang lalu|trước|тому)\b|` +
			`(?:قبل|منذ) \d{1,3} \p{L}+|\d{1,3}\s*(?:วินาที|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน|ปี)(?:ที่แล้ว|ก่อน)`)
	dateToken = lazy.MustCompile(`\d{4}\s*[-/.年년]\s*\d{1,2}\s*[-/.月월]\s*\d{1,2}\s*[日일]?|` +
		`\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?`)
	// callToFollow are calls with a name in their middle, in lower case; each has a word of the platforms.
	callToFollow = lazy.MustCompile(`下载.{0,12}客户端|下載.{0,12}app|关注.{0,12}公众号|加入.{0,10}(?:微信群|频道|電報群)|` +
		`(?:follow|like|find|join) .{1,30} on (?:facebook|twitter|x|instagram|telegram|youtube|whatsapp|google news|linkedin)\b|` +
		`download (?:our|the) .{0,20}\bapp\b|подпи\pL+ на .{0,30}(?:канал|рассылку)|` +
		`تابع\pL* .{0,30}(?:تيليجرام|تلغرام|تويتر|فيسبوك|واتساب|إنستغرام)|(?:เพิ่ม|แอด).{0,20}ไลน์|채널을? .{0,10}(?:추가|구독)|` +
		`folgen sie .{0,20} auf|suivez.{0,30} sur|segui\pL* .{0,30} su (?:facebook|twitter|instagram|telegram|whatsapp)|` +
		`s[ií]gue\pL* .{0,30} en (?:facebook|twitter|instagram|telegram|whatsapp)|` +
		`(?:line|x|twitter|facebook|instagram|threads).{0,6}フォロー`)
)

// isChromeLine reports whether a line by itself belongs to the site and not to the document. s is the line, low
// the same in lower case.
func isChromeLine(s, low string) bool {
	if !hasText(s) {
		return true // rules, ornaments, lonely marks
	}
	n := runes(s)
	switch {
	case n > 400:
		return false
	case n <= 20 && omissions().whole(trimMarks(low)), n <= 200 && hasAddress(s) && urlOnly.MatchString(s):
		return true
	case n <= 90 && (labelled(low, pictures()) || labelled(low, sources()) && libraries().any(low)):
		return true
	case n <= 300 && (endsInCredit(low) || isTagLine(low)), n <= 200 && copyright.MatchString(s):
		return true
	case n <= widgetLine && (madeOfWidgets(low) || isCounters(low) || shares(low) || stamped(low)):
		return true
	}
	return hasNotice(low, n) || asksReader(low, weight(low, n))
}

// isCounters reports whether a line holds numbers under short labels, a third of them a widget's: views, replies, likes.
func isCounters(low string) bool {
	if text.EndsSentence(low) || strings.Contains(low, "。") {
		return false
	}
	numbers, letters := 0, 0
	for label := range strings.FieldsFuncSeq(low, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsPunct(r) || r == '|' }) {
		if n := runes(fold(label)); n > 0 {
			numbers++ // before it or behind
			letters += n
		}
		if weight(label, runes(label)) > 26 {
			return false
		}
	}
	if numbers < 2 || strings.IndexFunc(low, unicode.IsDigit) < 0 {
		return false
	}
	known, of := 0, 0
	widgets().scan(low, func(from, to int) {
		if !kana(low[from:to]) {
			known++
			of += runes(fold(low[from:to]))
		}
	})
	return known >= 2 && of*3 >= letters
}

// kana reports whether a word is written in hiragana: particles and endings of verbs are.
func kana(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Hiragana, r) })
}

// stamped reports whether a line puts buttons beside a time that counts from whenever the page was shown.
func stamped(low string) bool {
	return strings.ContainsAny(low, "|｜·•") && weight(low, runes(low)) <= 60 && strings.ContainsAny(low, "0123456789") && timeAgo.MatchString(low)
}

// shares reports whether a line is half made of places to share a text at, at least two.
func shares(low string) bool {
	places, letters := 0, 0
	networks().scan(low, func(from, to int) {
		places++
		letters += runes(fold(low[from:to]))
	})
	widgets().scan(low, func(from, to int) {
		if !networks().whole(low[from:to]) {
			letters += runes(fold(low[from:to]))
		}
	})
	return places >= 2 && !text.EndsSentence(low) && letters*2 > runes(fold(low))
}

// asksReader reports whether a line of that weight speaks to the reader for the site: whether the page helped, to tell of
// mistakes, to take the newsletter.
func asksReader(low string, heavy int) bool {
	switch {
	case heavy <= 140 && mistakes().any(low) && tellUs().any(low):
		return true
	case heavy <= 120 && thisPage().any(low) && useful().any(low) && (strings.ContainsAny(low, "?？؟") || !text.EndsSentence(low)):
		return true
	}
	return heavy <= 220 && (callsUpon(low) || promises().any(low)) && offers().any(low)
}

// callsUpon reports whether a sentence of a line begins with a call.
func callsUpon(low string) bool {
	for part := range strings.FieldsFuncSeq(low, func(r rune) bool { return strings.ContainsRune(".!?:;", r) }) {
		if calls().starts(trimMarks(part)) != "" {
			return true
		}
	}
	return false
}

// trimMarks drops everything round a line's words.
func trimMarks(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
}

// labelled reports whether a line begins with one of the labels and a colon, an equals sign or a slash.
func labelled(low string, labels lexicon) bool {
	low = strings.TrimLeftFunc(low, func(r rune) bool { return !unicode.IsLetter(r) })
	label := labels.starts(low)
	rest := strings.TrimLeft(low[len(label):], " \u00a0\u3000")
	return label != "" && strings.IndexAny(rest, ":：=／/＝") == 0
}

// endsInCredit reports whether a line ends with a picture's credit in brackets: only captions do.
func endsInCredit(low string) bool {
	low = strings.TrimRight(low, ".")
	open := strings.LastIndexAny(low, "(（[【")
	if open < 0 || !strings.ContainsAny(low[len(low)-min(4, len(low)):], ")）]】") {
		return false
	}
	return labelled(low[open:], pictures())
}

// isTagLine reports whether a line lists a document's tags: behind a colon, with commas, or, where words are not
// spaced, with spaces.
func isTagLine(low string) bool {
	label := tagLabels().starts(low)
	if label == "" || strings.ContainsAny(low, ".!?。！？") {
		return false
	}
	rest := strings.TrimLeft(low[len(label):], " \u00a0\u3000")
	commas := strings.Count(rest, ",") + strings.Count(rest, "、") + strings.Count(rest, "，") + strings.Count(rest, "،")
	return strings.IndexAny(rest, ":：|#＃") == 0 || commas >= 2 || !spaced(firstRune(label)) && len(rest) < len(low)-len(label) && short(strings.Fields(rest))
}

func hasAddress(s string) bool {
	return strings.Contains(s, "://") || strings.Contains(s, "www.") || strings.Contains(s, "@")
}

// madeOfWidgets reports whether four fifths of a line's letters are widget words, dates with a clock, and times
// ago, or there are only figures.
func madeOfWidgets(low string) bool {
	found := false
	covered := make([]bool, len(low))
	cover := func(from, to int) {
		for i := from; i < to; i++ {
			covered[i] = true
		}
	}
	if strings.ContainsAny(low, "0123456789") && !text.EndsSentence(low) {
		for _, m := range timeAgo.FindAllStringIndex(low, -1) {
			cover(m[0], m[1])
			found = true
		}
		for _, m := range dateToken.FindAllStringIndex(low, -1) {
			cover(m[0], m[1])
			found = found || strings.ContainsAny(low[m[0]:m[1]], ":：")
		}
	}
	widgets().scan(low, func(from, to int) {
		cover(from, to)
		found = true
	})
	in, out, digits := 0, 0, 0
	for i, r := range low {
		switch {
		case covered[i] && unicode.IsLetter(r):
			in++
		case unicode.IsDigit(r):
			digits++
		case !covered[i] && unicode.IsLetter(r):
			out++
		}
	}
	if in+out == 0 {
		return digits > 0 && !looksLikeYear(low) // counters
	}
	return found && in >= 4*out && (in > 1 || out == 0)
}

// looksLikeYear spares lines that are a year or a date: they head entries of chronicles.
func looksLikeYear(s string) bool {
	return dateToken.MatchString(s) && !strings.ContainsAny(s, ":：") || len(s) == 4
}

// hasNotice reports whether a line of n characters holds a phrase that only sites write. Long lines need a
// second sign, but where they ask the reader how the text was.
func hasNotice(low string, n int) bool {
	heavy := weight(low, n)
	if heavy <= 120 && platforms().any(low) && callToFollow.MatchString(low) {
		return true
	}
	hits := 0
	notices().scan(low, func(int, int) { hits++ })
	return hits > 0 && (heavy <= 90 || hits > 1 || countAppeals(low) >= 2) || favours().any(low)
}

// weight is a line's length in characters of a Latin script: an East Asian character says as much as two or
// three.
func weight(s string, n int) int {
	for _, r := range s {
		if r >= 0x2e80 {
			n++
		}
	}
	return n
}
