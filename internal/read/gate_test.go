package read

import (
	"errors"
	"strings"
	"testing"

	"polydigest/internal/text"
)

// TestPagesThatAreNotArticles holds that a notice is not digested as if it were the article, in the languages
// of the seeds and more.
func TestPagesThatAreNotArticles(t *testing.T) {
	cases := []struct {
		name string
		page string
		want error
	}{
		{"not found, en", `<title>Page not found - The Shore</title><h1>404</h1><p>Sorry, the page you are looking for has moved or no longer exists.</p><ul><li><a href=/>Home</a></ul>`, ErrNotFound},
		{"not found, zh", `<title>404 页面不存在</title><div><h2>抱歉，您访问的页面不存在或已被删除</h2><p>5秒后自动返回首页</p></div>`, ErrNotFound},
		{"not found, ja", `<title>ページが見つかりません | 潮見新聞</title><p>お探しのページは移動または削除された可能性があります。トップページからお探しください。</p>`, ErrNotFound},
		{"not found, ar", `<title>خطأ</title><h1>الصفحة غير موجودة</h1><p>عذرا، الصفحة التي تبحث عنها غير متوفرة حاليا.</p>`, ErrNotFound},
		{"not found, fr", `<title>Page introuvable</title><p>Désolé, la page demandée n’existe pas ou a été supprimée.</p>`, ErrNotFound},
		{"script, en", `<title>The Shore</title><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>`, ErrScript},
		{"script, in sight", `<title>Just a moment...</title><p>Please enable JavaScript and cookies to continue.</p>`, ErrScript},
		{"script, ja", `<title>潮見新聞</title><p>このサイトを表示するにはJavaScriptを有効にしてください。</p>`, ErrScript},
		{"script, ru", `<title>Вестник</title><p>Для работы сайта включите JavaScript в настройках браузера.</p>`, ErrScript},
		{"consent, en", `<title>Before you continue</title><h1>We value your privacy</h1><p>We and our 812 partners store and access information on a device. You can accept all or manage preferences.</p><button>Accept all</button>`, ErrConsent},
		{"consent, de", `<title>Anzeiger</title><h2>Willkommen</h2><p>Mit Werbung weiterlesen: Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Ihre Einwilligung können Sie jederzeit widerrufen.</p><button>Zustimmen und weiter</button>`, ErrConsent},
		{"consent, fr", `<title>Le Rivage</title><p>Nous et nos partenaires utilisons des cookies pour mesurer l’audience. Votre consentement peut être retiré à tout moment. Continuer sans accepter.</p>`, ErrConsent},
		{"consent, ko", `<title>한빛일보</title><p>이 사이트는 쿠키를 사용합니다. 계속하려면 쿠키 사용에 동의해 주세요.</p><button>모든 쿠키 허용</button>`, ErrConsent},
		{"teaser, declared", `<title>Harbour</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour","isAccessibleForFree":false}</script><article><p>` + shown + `</p></article>`, ErrPaywall},
		{"teaser, en", `<title>Harbour</title><article><p>` + shown + `</p><p>Subscribe to continue reading. Already a subscriber? Sign in.</p></article>`, ErrPaywall},
		{"teaser, ja", `<title>港</title><article><p>潮見市は十三日、連絡船の運航を再開すると発表した。</p><p>この記事は有料会員限定です。残り1200文字</p></article>`, ErrPaywall},
		{"teaser, fr", `<title>Port</title><article><p>Le port de Lindvik a rouvert mardi matin, a annoncé la capitainerie.</p><p>Il vous reste 85 % de cet article à lire. La suite est réservée aux abonnés.</p></article>`, ErrPaywall},
		{"an article that mentions cookies and subscriptions", `<title>Regulator fines a shop</title><article><p>` + strings.Repeat(shown+" The shop had asked visitors to accept all cookies before they could subscribe to read its news. ", 12) + `</p></article>`, nil},
		{"a short article", `<title>Quay closed</title><article><h1>Quay closed</h1><p>` + shown + `</p><p>It will be shut for a week.</p></article>`, nil},
		{"a short article, zh", `<title>渡轮停航</title><article><h1>渡轮停航</h1><p>云溪市交通局周二表示，受大雾影响，跨江渡轮当天全部停航。</p><p>预计周三恢复。</p></article>`, nil},
		{"a short article on an agreement, ja", `<title>両市が合意</title><article><p>潮見市と沖ノ瀬町は十三日、合併に同意すると発表した。残りの手続きは六月に終わる。</p></article>`, nil},
		{"a short article on a site, ar", `<title>غرامة</title><article><p>غرمت الهيئة موقعا استخدم ملفات تعريف الارتباط من دون موافقة الزوار.</p></article>`, nil},
		{"a short article on sales, fr", `<title>Ventes</title><article><p>Il vous reste deux jours pour visiter le salon, a rappelé la mairie de Lindvik.</p></article>`, nil},
		{"a short report on scripts", `<title>Firefox</title><article><p>Mozilla will allow users of Firefox to block JavaScript on single sites from next month, the company said on Monday.</p><p>The switch is meant to protect people from ads that mine coins. Security researchers welcomed the step.</p></article>`, nil},
		{"a short report on a banner", `<title>Fine</title><article><p>France's privacy watchdog fined the search company 150 million euros because its cookie banner has one button to accept all trackers but several steps to refuse them.</p><p>The company has three months to comply, the authority said in Paris.</p></article>`, nil},
		{"a short report on subscribers", `<title>Netflix</title><article><p>Subscribers in Canada will only be able to log in from one household, the company said on Tuesday.</p><p>` + shown + `</p></article>`, nil},
		{"a short report on members, ja", `<title>図書館</title><article><p>県の図書館は四月から、会員のみの読書サービスを始める。利用者はログインして約二万冊を読める。</p><p>対象は県内に住む十八歳以上の人で、図書館の窓口に四月から置かれる端末も使えると県の担当者は火曜日に説明した。</p></article>`, nil},
		{"a dated line on what was not found, th", `<head><title>ข่าว</title><meta property="article:published_time" content="2025-03-14T09:20:00Z"></head><article><p>ตำรวจเผยไม่พบร่องรอยคนร้ายบริเวณหน้าบ้านผู้เสียหาย ในจังหวัดเชียงใหม่ เมื่อวันอังคารที่ผ่านมา</p></article>`, nil},
		{"nothing", `<title></title><div></div>`, ErrEmpty},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Document(text.Raw{Body: []byte("<!DOCTYPE html><html><head><meta charset=utf-8></head><body>" + c.page + "</body></html>")})
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}
