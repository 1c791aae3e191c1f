package extractive

import (
	"regexp"

	"polydigest/internal/digest"
)

// unconfirmed, denied and said are words of the trade in the languages of most news: somebody does not confirm,
// denies, says. Where they fail a sentence is a report, which claims least.
var (
	unconfirmed = regexp.MustCompile(`(?i)(?:没有|沒有|未|尚未|无法|無法|不能)(?:得到)?(?:确认|確認|证实|證實)|(?:情况|事实|消息)?未得到证实|不予(?:置评|评论)|拒绝(?:置评|评论)|不(?:作|做|对此发表)评论|` +
		`確認(?:されて|して|できて)い(?:ない|ません)|確認されず|確認できない|(?:回答|コメント)を(?:控え|避け|差し控え)|` +
		`확인(?:되지|하지) ?않|확인할 수 없|언급을 (?:피|거부)|` +
		`\b(?:not|n't|yet to|unable to|neither|cannot) (?:been |be |yet )?confirm|\bunconfirmed\b|\bdeclin\w+ to (?:comment|say|confirm)|\bno comment\b|` +
		`\bnon (?:ha|hanno|è stat\w|aveva|abbiamo) (?:\w+ )?confermat|\bnon conferm|n['’](?:a|ont|avait|est) pas (?:été )?confirm|ne confirme pas|` +
		`\bno (?:ha|han|se ha|está|confirm)\w*(?: sido)? ?confirm|\bnão (?:foi |foram )?confirm|\bnicht bestätig|` +
		`не (?:подтвер\w+)|لم (?:تؤكد|يؤكد|يتأكد)|غير مؤكد`)
	denied = regexp.MustCompile(`(?i)否认|否認|否定し|事実ではない|부인|\bden(?:y|ies|ied|ying)\b|\bsmenti|\bdément|\bdesmi[en]|\bnegó\b|\bneg[oó]u\b|\bdementier|\bbestreit|\bbestritt|опроверг|отриц|نفى|نفت|ينفي`)
	said   = regexp.MustCompile(`(?i)表示|指出|称[，：“]|说[，：“]|回应|強調|述べ|語っ|話し|明らかにした|説明し|밝혔|말했|전했|` +
		`\bsaid\b|\btold\b|\bstated\b|\bha (?:detto|dichiarato|aggiunto|affermato)|\ba (?:déclaré|dit|ajouté|affirmé|indiqué)|\b(?:dijo|declaró|afirmó|señaló)\b|\b(?:disse|afirmou|declarou)\b|\bsagte\b|\berklärte\b|сказал|заявил|сообщил|قال|وقالت|صرح|أعلن`)
)

func kindOf(sentence string) digest.Kind {
	switch {
	case unconfirmed.MatchString(sentence):
		return digest.NonConfirmation
	case denied.MatchString(sentence):
		return digest.Denial
	case said.MatchString(sentence):
		return digest.Statement
	}
	return digest.Report
}
