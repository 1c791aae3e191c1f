package extractive

import (
	"polydigest/internal/digest"
	"polydigest/internal/lazy"
)

// unconfirmed, denied, said and opined are words of the trade in the languages of most news: somebody does not confirm,
// denies, says, or the author himself thinks. Where they fail a sentence is a report, which claims least.
var (
	unconfirmed = lazy.MustCompile(`(?i)(?:没有|沒有|未|尚未|无法|無法|不能)(?:得到)?(?:确认|確認|证实|證實)|(?:情况|事实|消息)?未得到证实|不予(?:置评|评论)|拒绝(?:置评|评论)|不(?:作|做|对此发表)评论|` +
		`確認(?:されて|して|できて)い(?:ない|ません)|確認されず|確認できない|(?:回答|コメント)を(?:控え|避け|差し控え)|` +
		`확인(?:되지|하지) ?않|확인할 수 없|언급을 (?:피|거부)|` +
		`\b(?:not|n't|yet to|unable to|neither|cannot) (?:been |be |yet )?confirm|\bunconfirmed\b|\bdeclin\w+ to (?:comment|say|confirm)|\bno comment\b|` +
		`\bnon (?:ha|hanno|è stat\w|aveva|abbiamo) (?:\w+ )?confermat|\bnon conferm|n['’](?:a|ont|avait|est) pas (?:été )?confirm|ne confirme pas|` +
		`\bno (?:ha|han|se ha|está|confirm)\w*(?: sido)? ?confirm|\bnão (?:foi |foram )?confirm|\bnicht bestätig|` +
		`не (?:подтвер\w+)|لم (?:تؤكد|يؤكد|يتأكد)|غير مؤكد`)
	denied = lazy.MustCompile(`(?i)否认|否認|否定し|事実ではない|부인|\bden(?:y|ies|ied|ying)\b|\bsmenti|\bdément|\bdesmi[en]|\bnegó\b|\bneg[oó]u\b|\bdementier|\bbestreit|\bbestritt|опроверг|отриц|نفى|نفت|ينفي`)
	said   = lazy.MustCompile(`(?i)表示|指出|称[，：“]|说[，：“]|回应|強調|述べ|語っ|話し|明らかにした|説明し|밝혔|말했|전했|` +
		`\bsaid\b|\btold\b|\bstated\b|\bha (?:detto|dichiarato|aggiunto|affermato)|\ba (?:déclaré|dit|ajouté|affirmé|indiqué)|\b(?:dijo|declaró|afirmó|señaló)\b|\b(?:disse|afirmou|declarou)\b|\bsagte\b|\berklärte\b|сказал|заявил|сообщил|قال|وقالت|صرح|أعلن`)
	opined = lazy.MustCompile(`(?i)我(?:认为|認為|觉得|覺得|怀疑|懷疑|相信)|[笔筆]者|(?:かしら|ではないか|じゃないか|だろうか|べきだ|べきである|と思う|と思います|許せない)[!?！？。…]*$|` +
		`생각한다|생각합니다|아닐까|해야 한다[.!]*$|\b(?:I|we) (?:think|believe|suspect|doubt|bet)\b|\b(?:in|to) my (?:view|opinion|mind)\b|` +
		`\bje (?:pense|crois|trouve)\b|à mon (?:avis|sens)|\b(?:secondo me|a mio (?:avviso|parere)|(?:credo|penso) che)\b|\b(?:creo|pienso|opino) que\b|en mi opinión|a mi juicio|` +
		`\b(?:acho|penso|creio) que\b|na minha opinião|\bich (?:glaube|denke|finde|meine)\b|meiner Meinung nach|meines Erachtens|` +
		`я (?:думаю|считаю|полагаю)|по-моему|на мой взгляд|أعتقد|أظن|في رأيي|برأيي|(?:ผม|ฉัน)(?:คิด|เชื่อ)ว่า`)
	quoted = lazy.MustCompile(`[“”„«»「」『』"]`) // who thinks so may be whoever is quoted
)

func kindOf(sentence string) digest.Kind {
	switch {
	case unconfirmed.MatchString(sentence):
		return digest.NonConfirmation
	case denied.MatchString(sentence):
		return digest.Denial
	case said.MatchString(sentence):
		return digest.Statement
	case opined.MatchString(sentence) && !quoted.MatchString(sentence):
		return digest.Opinion
	}
	return digest.Report
}
