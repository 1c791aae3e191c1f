package text

import (
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A lexicon holds phrases, lower case, by their first character, longest first.
type lexicon map[rune][]string

func newLexicon(phrases string) lexicon {
	l := lexicon{}
	for p := range strings.FieldsFuncSeq(phrases, func(r rune) bool { return r == '|' || r == '\n' }) {
		if p = strings.TrimSpace(p); p != "" {
			first, _ := utf8.DecodeRuneInString(p)
			l[first] = append(l[first], p)
		}
	}
	for _, list := range l {
		sort.Slice(list, func(i, j int) bool { return len(list[i]) > len(list[j]) })
	}
	return l
}

// scan calls found for each phrase in s, which has to be lower case, from left to right without overlap. In scripts that put
// spaces between words a phrase is whole words.
func (l lexicon) scan(s string, found func(start, end int)) {
	before := ' '
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		match := ""
		for _, p := range l[r] {
			if strings.HasPrefix(s[i:], p) && wordEdges(before, s[i:], p) {
				match = p
				break
			}
		}
		if match == "" {
			before = r
			i += n
			continue
		}
		found(i, i+len(match))
		before, _ = utf8.DecodeLastRuneInString(match)
		i += len(match)
	}
}

// wordEdges reports whether p, which s starts with, is whole words there.
func wordEdges(before rune, s, p string) bool {
	first, _ := utf8.DecodeRuneInString(p)
	last, _ := utf8.DecodeLastRuneInString(p)
	after, _ := utf8.DecodeRuneInString(s[len(p):])
	if unicode.Is(unicode.Arabic, first) && strings.ContainsRune("وبلفك", before) {
		before = ' ' // "and", "with", "for" are written onto the word
	}
	return !(spaced(first) && spaced(before)) && !(spaced(last) && spaced(after))
}

// spaced reports whether r is a letter of a script that puts spaces between words and does not glue endings to them.
func spaced(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Armenian)
}

// whole reports whether s is one of the phrases.
func (l lexicon) whole(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	for _, p := range l[first] {
		if p == s {
			return true
		}
	}
	return false
}

// starts gives the phrase that s starts with, or "".
func (l lexicon) starts(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	for _, p := range l[first] {
		if strings.HasPrefix(s, p) && wordEdges(' ', s, p) {
			return p
		}
	}
	return ""
}

// lower folds case character by character: enough to compare words of any script with a list in lower case, and no
// character changes its place.
func lower(s string) string { return strings.Map(unicode.ToLower, s) }

// fold keeps the letters and digits of s, in lower case.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// The lists are built on first use, so that a process that reads no document pays nothing.
var (
	widgets   = sync.OnceValue(func() lexicon { return newLexicon(widgetWords) })
	openers   = sync.OnceValue(func() lexicon { return newLexicon(openerPhrases) })
	notices   = sync.OnceValue(func() lexicon { return newLexicon(noticePhrases) })
	platforms = sync.OnceValue(func() lexicon { return newLexicon(platformWords) })
	appeals   = sync.OnceValue(func() lexicon { return newLexicon(appealWords) })
)

// widgetWords are the words of buttons, counters and data lines. A short line made of little else is chrome.
const widgetWords = `
facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|instagram|youtube|tiktok|messenger|flipboard|pocket|tumblr|line|threads|bluesky|mastodon|weibo|wechat|qq|qzone|vk|viber|xing|email|e-mail|mail|rss|admin|editor|print|pdf|share|share this|share this article|share this story|share on|share via|share to|shares|tweet|save|like|likes|comment|comments|comments off|no comments|leave a comment|reply|copy link|copied|listen|bookmark|follow|follow us|follow us on|subscribe|sign in|sign up|log in|login|register|newsletter|home|menu|search|skip to content|skip to main content|back to top|top|next|previous|prev|read more|more|loading|advertisement|ad|ads|sponsored|promoted|views|view|reads|min read|minutes read|minute read|read time|reading time|by|posted|posted on|posted by|posted in|published|updated|last updated|tags|tag|categories|category|filed under|uncategorized|show more|see more|click here|here|close|ok|accept|news|latest|opinion|sports|world|business|contact|contact us|about us|privacy|privacy policy|terms|terms of use|cookie policy|faq|help|and|or|to|the article|a friend|this page|page|font size|a+|a-
分享|分享到|分享至|分享文章|转发|收藏|点赞|赞|踩|打赏|评论|条评论|发表评论|阅读|阅读量|浏览|浏览量|次阅读|次浏览|人阅读|复制链接|打印|打印本页|字号|大|中|小|微信|微博|新浪微博|朋友圈|空间|首页|返回首页|上一篇|下一篇|返回顶部|登录|注册|关注|已关注|加关注|订阅|举报|扫一扫|扫码|更多|查看更多|展开|收起|广告|推广|赞助|资讯|新闻|快讯|编辑|责任编辑|小编|管理员|发布|发布于|发布时间|更新|更新时间|来源|作者|标签|分类|未分类|分享到微信|下载app|打开app|客户端|手机版|听新闻|语音播报
分享至|轉發|轉貼|讚|收藏|留言|列印|字級|字體|複製連結|臉書|推特|首頁|上一則|下一則|下一頁|回頂端|登入|註冊|追蹤|訂閱|瀏覽|人氣|廣告|贊助|即時|新聞|編輯|發布|發佈|標籤|分類|加入好友|看更多|我要留言|回應|則留言
シェア|シェアする|共有|共有する|ツイート|ツイートする|ポスト|ポストする|いいね|フォロー|フォローする|フェイスブック|ツイッター|ライン|はてブ|はてなブックマーク|ブックマーク|保存|保存する|印刷|印刷する|メール|リンクをコピー|コピー|送る|コメント|件のコメント|コメントする|コメント数|閲覧数|ログイン|会員登録|新規登録|無料登録|ホーム|トップ|トップページ|メニュー|検索|閉じる|続きを読む|もっと見る|もっと読む|一覧|一覧へ|次へ|前へ|前の記事|次の記事|広告|スポンサーリンク|スポンサードリンク|管理人|編集部|投稿|投稿日|投稿者|公開|公開日|更新|更新日|最終更新|カテゴリ|カテゴリー|タグ|ニュース|文字サイズ|拡大|縮小|通知|購読|ページの先頭へ|この記事を|記事を|で|に|を|する
공유|공유하기|공유 목록|페이스북|트위터|카카오톡|카카오스토리|네이버|네이버블로그|밴드|인쇄|인쇄하기|프린트|스크랩|글자크기|글자 크기|글씨|크게|작게|가|url복사|url 복사|주소복사|링크복사|링크 복사|복사|댓글|댓글달기|개|좋아요|싫어요|추천|구독|구독하기|로그인|회원가입|홈|메뉴|검색|닫기|더보기|목록|이전|다음|이전기사|다음기사|맨위로|광고|입력|수정|승인|등록|최종수정|조회|조회수|기사입력|기사수정|관리자|뉴스|이메일|메일|보내기|본문|폰트|듣기|음성으로 듣기|북마크|저장|신고|에|으로|하기
مشاركة|شارك|شاركها|المقال|الخبر|هذا|هذه|الصفحة|شارك هذا|شارك المقال|شارك الخبر|فيسبوك|فيس بوك|تويتر|إكس|واتساب|واتس آب|تيليجرام|تلغرام|لينكد إن|البريد الإلكتروني|بريد إلكتروني|طباعة|اطبع|نسخ الرابط|نسخ|حفظ|إعجاب|أعجبني|تعليق|تعليقات|التعليقات|لا توجد تعليقات|أضف تعليق|الرئيسية|القائمة|بحث|تسجيل الدخول|تسجيل|اشترك|اشتراك|تابعنا|تابعنا على|متابعة|إغلاق|المزيد|اقرأ المزيد|عرض المزيد|إعلان|إعلانات|أخبار|الأخبار|نشر|نشر في|تاريخ النشر|آخر تحديث|تحديث|مشاهدة|مشاهدات|قراءة|دقائق قراءة|وسوم|تصنيف|على|عبر|في|حجم الخط|أدمن
поделиться|поделиться в|поделитесь|рассказать друзьям|твитнуть|отправить|сохранить|печать|распечатать|версия для печати|скопировать ссылку|ссылка скопирована|копировать ссылку|вконтакте|одноклассники|мой мир|телеграм|фейсбук|твиттер|вотсап|ватсап|нравится|мне нравится|комментарии|комментариев|комментарий|комментировать|нет комментариев|оставить комментарий|просмотров|просмотра|просмотры|подписаться|подписка|войти|вход|регистрация|главная|на главную|меню|поиск|закрыть|ещё|еще|далее|назад|вперёд|наверх|читать далее|читать полностью|показать ещё|реклама|новости|лента|опубликовано|обновлено|дата публикации|автор|редактор|админ|администратор|теги|метки|рубрика|рубрики|категория|минут чтения|мин чтения|время чтения|на почту|шрифт|размер шрифта
แชร์|แชร์ไปที่|แบ่งปัน|ทวีต|ไลน์|เฟซบุ๊ก|เฟสบุ๊ค|ทวิตเตอร์|คัดลอกลิงก์|คัดลอกลิงค์|พิมพ์|พิมพ์หน้านี้|บันทึก|ถูกใจ|แสดงความคิดเห็น|ความคิดเห็น|ความเห็น|หน้าแรก|หน้าหลัก|เมนู|ค้นหา|เข้าสู่ระบบ|สมัครสมาชิก|ติดตาม|กดติดตาม|ปิด|เพิ่มเติม|ดูเพิ่มเติม|อ่านเพิ่มเติม|อ่านต่อ|ดูทั้งหมด|โฆษณา|ข่าว|ข่าวล่าสุด|เผยแพร่|เผยแพร่เมื่อ|อัปเดต|อัปเดตล่าสุด|แก้ไขล่าสุด|ผู้เข้าชม|เข้าชม|ครั้ง|อ่าน|แท็ก|หมวดหมู่|ขนาดตัวอักษร|ย้อนกลับ|ถัดไป|ก่อนหน้า|กลับขึ้นด้านบน|แอดมิน|นาที
teilen|twittern|drucken|merken|versenden|per mail|per e-mail|kommentare|kommentar|kommentieren|anmelden|registrieren|abonnieren|startseite|suche|suchen|menü|schließen|mehr|weiterlesen|weiter|zurück|nach oben|anzeige|werbung|aktualisiert|veröffentlicht|stand|schlagwörter|themen|kategorie|link kopieren|gefällt mir|vorlesen|artikel
partager|partager sur|partager cet article|partager par|tweeter|imprimer|envoyer|envoyer par email|copier le lien|commentaires|commentaire|commenter|réagir|réactions|ajouter|se connecter|connexion|s'abonner|s’abonner|inscription|accueil|rechercher|recherche|fermer|lire la suite|voir plus|plus|suivant|précédent|haut de page|publicité|annonce|publié le|mis à jour|mis à jour le|modifié le|écouter|sauvegarder|enregistrer|j'aime|lecture|min de lecture|temps de lecture|mots-clés|étiquettes|catégorie|catégories|abonnés|article réservé
condividi|condividi su|stampa|invia|copia link|copia il link|commenti|commenta|accedi|registrati|abbonati|cerca|chiudi|leggi tutto|continua a leggere|altro|successivo|precedente|torna su|pubblicità|pubblicato il|aggiornato il|aggiornato|ascolta|salva|mi piace|tempo di lettura|minuti di lettura|tag|categoria|seguici|seguici su|articolo
compartir|compartir en|comparte|comparta|tuitear|imprimir|enviar|enviar por correo|copiar enlace|comentarios|comentario|comentar|iniciar sesión|regístrate|registrarse|suscríbete|suscribirse|inicio|portada|buscar|cerrar|leer más|ver más|seguir leyendo|siguiente|anterior|arriba|publicidad|publicado|publicado el|actualizado|actualizado el|escuchar|guardar|me gusta|lectura|etiquetas|categoría|síguenos|síguenos en|correo
compartilhar|compartilhe|partilhar|tweetar|copiar link|comentários|comente|entrar|cadastre-se|assine|assinar|início|busca|fechar|leia mais|ver mais|próximo|voltar|voltar ao topo|publicidade|publicado em|atualizado|atualizado em|ouvir|salvar|curtir|leitura|siga-nos
delen|deel|tweeten|afdrukken|printen|reacties|reageer|inloggen|aanmelden|abonneren|zoeken|sluiten|lees meer|meer|advertentie|bijgewerkt|geplaatst
udostępnij|podziel się|tweetnij|drukuj|wydrukuj|wyślij|kopiuj link|komentarze|komentarzy|skomentuj|zaloguj|zaloguj się|zarejestruj|subskrybuj|strona główna|szukaj|zamknij|czytaj więcej|czytaj dalej|więcej|następny|poprzedni|do góry|reklama|opublikowano|aktualizacja|lubię to|tagi|kategoria
paylaş|tweetle|yazdır|kopyala|yorum|yorumlar|yorum yap|giriş yap|üye ol|abone ol|anasayfa|ana sayfa|ara|kapat|devamını oku|daha fazla|sonraki|önceki|reklam|yayınlanma|güncelleme|güncellenme|takip et|beğen|etiketler
chia sẻ|bình luận|đăng nhập|đăng ký|trang chủ|tìm kiếm|đóng|xem thêm|đọc thêm|in bài|lưu bài|sao chép liên kết|quảng cáo|cập nhật|theo dõi|thích|chủ đề|từ khóa
bagikan|komentar|masuk|daftar|beranda|cari|tutup|selengkapnya|baca selengkapnya|cetak|simpan|salin tautan|iklan|diperbarui|ikuti|suka|topik
साझा करें|शेयर करें|शेयर|टिप्पणी|टिप्पणियां|प्रिंट|होम|और पढ़ें|विज्ञापन|अपडेट|फॉलो करें
поділитися|надрукувати|коментарі|коментувати|увійти|реєстрація|головна|пошук|закрити|читати далі|реклама|опубліковано|оновлено|підписатися
اشتراک گذاری|اشتراک‌گذاری|چاپ|نظرات|نظر|ورود|ثبت نام|صفحه اصلی|جستجو|بیشتر|تبلیغات|کپی لینک
שתף|שיתוף|הדפסה|תגובות|הגב|התחברות|הרשמה|ראשי|חיפוש|סגור|עוד|פרסומת|העתק קישור
κοινοποίηση|εκτύπωση|σχόλια|σύνδεση|εγγραφή|αρχική|αναζήτηση|κλείσιμο|περισσότερα|διαφήμιση|ενημερώθηκε
dela|skriv ut|kommentarer|logga in|prenumerera|hem|sök|stäng|läs mer|annons|uppdaterad|publicerad
sdílet|tisk|komentáře|diskuse|přihlásit|hledat|zavřít|více|číst dál|reklama|aktualizováno
megosztás|nyomtatás|hozzászólások|bejelentkezés|keresés|tovább|hirdetés
distribuie|tipărește|comentarii|autentificare|căutare|citește mai mult|publicitate
`

// openerPhrases head a list that belongs to the site. Alone on a line they open it; before a colon they make the line chrome.
const openerPhrases = `
related|related articles|related article|related stories|related story|related posts|related news|related content|related coverage|related topics|related links|read also|also read|see also|read more|read next|up next|more from|more on this story|more on this|more stories|more news|most read|most popular|most viewed|trending|trending now|popular posts|popular now|recent posts|latest news|latest stories|latest articles|recommended|recommended for you|recommended stories|recommended reading|you may also like|you might also like|you may like|further reading|don't miss|don’t miss|editor's picks|editors' picks|editor’s picks|top stories|what to read next|recommended articles|from our partners|around the web|sponsored content|about the author|leave a reply|leave a comment|share this|share this article|post navigation|table of contents|contents|in this article|tags|newsletter|what do you think
相关文章|相关阅读|相关新闻|相关报道|相关推荐|相关内容|相关链接|相关专题|推荐阅读|推荐文章|为您推荐|为你推荐|猜你喜欢|延伸阅读|扩展阅读|热门文章|热门推荐|热门新闻|热门评论|最新文章|最新新闻|最新评论|最新消息|近期文章|随机文章|往期回顾|往期推荐|精彩推荐|更多新闻|更多报道|阅读更多|点击排行|阅读排行|排行榜|网友评论|发表评论|文章评论|全部评论|上一篇|下一篇|返回列表|声明|免责声明|目录
相關文章|相關閱讀|相關新聞|相關報導|推薦閱讀|推薦文章|延伸閱讀|熱門文章|熱門新聞|最新文章|最新新聞|你可能感興趣|你可能還想看|更多新聞|網友留言|留言板|看更多|編輯推薦|猜你喜歡
関連記事|関連ニュース|関連リンク|関連コンテンツ|関連トピックス|関連ワード|関連キーワード|過去参考記事|過去の関連記事|過去記事|参考記事|最新記事|最新ニュース|新着記事|新着|人気記事|人気の記事|人気ランキング|アクセスランキング|ランキング|おすすめ記事|おすすめ|オススメ記事|あわせて読みたい|合わせて読みたい|こちらもおすすめ|こちらの記事もおすすめ|次に読みたい|この記事の関連ニュース|この記事に関するタグ|この記事をシェア|この記事をシェアする|この記事を書いた人|この記事の著者|前後の記事|注目記事|注目の記事|特集|ピックアップ|カテゴリ一覧|目次|コメントを残す|コメント一覧|みんなのコメント|お知らせ|スポンサーリンク
관련기사|관련 기사|관련뉴스|관련 뉴스|연관기사|추천기사|추천 기사|추천뉴스|인기기사|인기 기사|많이 본 뉴스|많이 본 기사|가장 많이 본 뉴스|주요뉴스|주요 뉴스|최신기사|최신뉴스|최신 뉴스|이 시각 주요뉴스|오늘의 뉴스|함께 볼만한 기사|이 기사를 추천합니다|댓글|전체댓글|실시간 뉴스|더보기|핫이슈|포토뉴스|기자의 다른기사|다른기사 보기
مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|اخبار ذات صلة|ذات صلة|موضوعات متعلقة|مواضيع متعلقة|أخبار متعلقة|اقرأ أيضا|اقرأ أيضًا|اقرأ أيضاً|إقرأ أيضا|إقرأ أيضاً|الأكثر قراءة|الأكثر مشاهدة|الأكثر تداولا|المزيد من الأخبار|قد يعجبك أيضا|قد يعجبك أيضاً|قد يهمك|شاهد أيضا|شاهد أيضاً|آخر الأخبار|أحدث الأخبار|مختارات|روابط ذات صلة|كلمات مفتاحية|اترك تعليقا|التعليقات
читайте также|читать также|читайте ещё|по теме|материалы по теме|новости по теме|статьи по теме|похожие материалы|похожие статьи|похожие новости|смотрите также|ещё по теме|еще по теме|популярное|популярные статьи|самое популярное|самое читаемое|главное за день|главные новости|последние новости|другие новости|новости партнёров|новости партнеров|рекомендуем|рекомендуем почитать|вам может быть интересно|вам будет интересно|ранее по теме|лента новостей|комментарии|оставить комментарий|материалы партнеров
ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|เนื้อหาที่เกี่ยวข้อง|ข่าวแนะนำ|บทความแนะนำ|ข่าวล่าสุด|ข่าวยอดนิยม|ข่าวอื่นๆ|เรื่องที่เกี่ยวข้อง|อ่านข่าวเพิ่มเติม|อ่านข่าวอื่นๆ|ข่าวน่าสนใจ|เรื่องที่คุณอาจสนใจ|คุณอาจสนใจ|ยอดนิยม|แท็กที่เกี่ยวข้อง|อ่านเพิ่มเติม|แสดงความคิดเห็น
lesen sie auch|lesen sie mehr|mehr zum thema|zum thema|mehr dazu|weitere artikel|ähnliche artikel|ähnliche beiträge|verwandte artikel|das könnte sie auch interessieren|das könnte dich auch interessieren|auch interessant|meistgelesen|meistgelesene artikel|aktuelle nachrichten|neueste beiträge|empfehlungen der redaktion|schlagwörter|kommentare
lire aussi|à lire aussi|a lire aussi|lire également|à lire également|sur le même sujet|sur le même thème|articles liés|articles similaires|articles connexes|dans la même rubrique|vous aimerez aussi|vous pourriez aussi aimer|les plus lus|les plus consultés|derniers articles|à découvrir|à voir aussi|pour aller plus loin|en savoir plus|commentaires
leggi anche|articoli correlati|articoli simili|potrebbe interessarti|potrebbe interessarti anche|potrebbero interessarti|ti potrebbe interessare|ultime notizie|più letti|i più letti|le più lette|notizie correlate|approfondimenti|commenti|vedi anche
lea también|lea tambien|lee también|leer también|le puede interesar|te puede interesar|puede interesarle|te recomendamos|le recomendamos|noticias relacionadas|artículos relacionados|temas relacionados|contenido relacionado|más noticias|más información|lo más leído|lo más visto|últimas noticias|ver también|además|comentarios
leia também|leia mais|veja também|veja mais|notícias relacionadas|artigos relacionados|matérias relacionadas|relacionadas|mais lidas|mais lidos|últimas notícias|recomendado para você|você pode gostar|saiba mais|comentários
lees ook|lees verder|gerelateerd|gerelateerde artikelen|meest gelezen|meer over dit onderwerp
czytaj też|czytaj także|czytaj również|zobacz też|zobacz także|zobacz również|przeczytaj także|przeczytaj też|polecamy|powiązane artykuły|podobne artykuły|najczęściej czytane|najnowsze|komentarze
ilgili haberler|ilginizi çekebilir|bunlar da ilginizi çekebilir|çok okunanlar|son haberler|benzer haberler|öne çıkanlar
tin liên quan|bài liên quan|bài viết liên quan|tin cùng chuyên mục|xem nhiều|đọc nhiều|tin mới nhất|có thể bạn quan tâm
berita terkait|artikel terkait|baca juga|lihat juga|terpopuler|berita terbaru|rekomendasi untuk anda
संबंधित खबरें|यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|ताज़ा ख़बरें
читайте також|за темою|схожі новини|дивіться також|останні новини|популярні новини
بیشتر بخوانید|اخبار مرتبط|مطالب مرتبط|پربازدیدترین
קרא עוד|קראו עוד|כתבות נוספות|אולי יעניין אותך|הנקראות ביותר
διαβάστε επίσης|διαβάστε ακόμη|σχετικά άρθρα|δείτε επίσης|δημοφιλή
läs även|läs också|läs mer|mest läst|relaterade artiklar
čtěte také|související články|mohlo by vás zajímat|nejčtenější
kapcsolódó cikkek|ajánlott cikkek|olvasta már|citește și|articole similare|те може да харесате|прочетете още
`

// noticePhrases make a line of up to two or three sentences chrome wherever they stand: nobody writes them in a report.
const noticePhrases = `
all rights reserved|sign up for our|subscribe to our|sign up to our|join our newsletter|our newsletter|follow us on|like us on facebook|join us on telegram|join our whatsapp|join our telegram|download our app|download the app|click here to subscribe|this post appeared first on|appeared first on|the post originally appeared|originally published on|this article was originally published|please enable javascript|this site uses cookies|we use cookies|this website uses cookies|if you enjoyed this article|if you liked this article|support our journalism|support independent journalism|make a donation|buy me a coffee|become a patron|become a member|skip to main content|your email address will not be published|required fields are marked|have a news tip|story continues below|article continues below|continue reading below|scroll to continue|this material may not be published|may not be reproduced|terms of service apply|comments are closed|photograph by|photographs by|comments are moderated|join the conversation|send us your
版权所有|未经授权|未经许可|不得转载|禁止转载|转载请注明|转载须注明|转载自|本文转自|本文转载|原文始发于|原文链接|原文地址|本文链接|文章来源于网络|仅代表作者|不代表本站|不代表本网|侵删|侵权请联系|联系我们删除|点击阅读原文|阅读原文|扫描二维码|扫一扫下方|扫码关注|关注我们|关注公众号|微信公众号|长按识别|点击关注|欢迎关注|点击订阅|下载客户端|下载app|打开客户端|如果觉得文章|如果您觉得|如果你喜欢|觉得不错|您的支持|打赏作者|赞赏作者|请登录后|登录后发表|欢迎投稿|投稿邮箱|新闻线索|报料|责任编辑
版權所有|未經授權|不得轉載|請勿轉載|轉載請註明|點我加入|加入line|加入好友|追蹤我們|訂閱我們|按讚|粉絲團|粉絲專頁|下載app|不代表本報|歡迎投稿
無断転載|無断複製|転載を禁|転載禁止|禁無断|からのお知らせ|お知らせはこちら|詳しくはこちら|詳細はこちら|登録はこちら|こちらからどうぞ|クリックお願いします|ポチッと|ランキング参加中|ブログランキング|メルマガ登録|メールマガジン|友だち追加|チャンネル登録|フォローお願い|フォローしてね|フォローしてください|応援お願いします|この記事が気に入ったら|この記事が参考になった|この記事が「良かった|記事が役に立った|無料会員登録|会員限定|有料会員|続きは有料|ログインして続きを|アプリをダウンロード|当サイトの利用規約|カテゴリの最新記事|カテゴリーの最新記事|の記事一覧|コメントを投稿|どんなニュース？|どんなニュース?|どんなにゅーす？|どんなにゅーす?
무단전재|무단 전재|재배포 금지|재배포금지|저작권자|ⓒ|copyright ⓒ|제보는|기사제보|기사 제보|구독해주세요|구독과 좋아요|채널 추가|채널을 추가|뉴스레터 신청|네이버에서 구독|카카오톡에서|앱 다운로드|앱을 다운로드|후원하기|후원 계좌|후원계좌|독자 여러분의 후원|이 기사가 마음에|광고문의|광고 문의
جميع الحقوق محفوظة|حقوق النشر محفوظة|لا يسمح بإعادة نشر|اشترك في نشرتنا|اشترك في النشرة|اشترك الآن|اشترك في قناتنا|تابعونا على|تابعنا على|تابع صفحتنا|انضم إلى قناتنا|حمل التطبيق|حمّل التطبيق|حمل تطبيق|اضغط هنا|انقر هنا|للاشتراك في|لن يتم نشر عنوان|ادعم الموقع|ادعم الصحافة|ادعموا|تبرع الآن
все права защищены|перепечатка|при использовании материалов|при копировании материалов|подписывайтесь на|подпишитесь на|подписаться на наш|наш телеграм|наш канал|нашем канале|нашем telegram|наш telegram|в нашем телеграм|поддержите проект|поддержите нас|поддержите редакцию|поддержите журналист|поддержать редакцию|поддержать проект|присылайте новости|если вы нашли ошибку|нашли ошибку|нашли опечатку|выделите её и нажмите|выделите фрагмент|ctrl+enter|войдите, чтобы|чтобы оставить комментарий|установите приложение|скачайте приложение|читайте нас в|следите за нами
สงวนลิขสิทธิ์|ห้ามคัดลอก|ห้ามทำซ้ำ|ติดตามเราได้ที่|ติดตามข่าวสาร|ติดตามข่าวสารได้ที่|กดติดตาม|กดไลก์|แอดไลน์|เพิ่มเพื่อน|ดาวน์โหลดแอป|สมัครรับข่าวสาร|สมัครรับจดหมายข่าว|คลิกที่นี่|สนับสนุนเรา|ร่วมสนับสนุน|บริจาค
alle rechte vorbehalten|melden sie sich für unseren|unseren newsletter|newsletter abonnieren|folgen sie uns|folgt uns auf|hier klicken|jetzt abonnieren|unterstützen sie uns|jetzt spenden|laden sie unsere app|nachdruck nur mit|das thema könnte|weiterführender link|weiterführende links|lade weitere inhalte|inhalte werden geladen|beitrag kommentieren
tous droits réservés|inscrivez-vous à notre|abonnez-vous à notre|abonnez-vous pour|notre newsletter|suivez-nous sur|suivez nous sur|cliquez ici|téléchargez l'application|téléchargez notre application|soutenez-nous|faites un don|faire un don|reproduction interdite|cet article est réservé aux abonnés|il vous reste
tutti i diritti riservati|riproduzione riservata|iscriviti alla newsletter|iscriviti alla nostra|iscriviti al nostro canale|seguici su|seguiteci su|clicca qui|scarica l'app|sostienici|fai una donazione|sostieni il nostro
todos los derechos reservados|suscríbete a nuestro|suscríbase a nuestro|suscríbete al|síguenos en|síganos en|únete a nuestro canal|haga clic aquí|haz clic aquí|descarga la app|descargue la app|prohibida su reproducción|puede escribirnos a|apóyanos|haz una donación|dona aquí
todos os direitos reservados|assine nossa newsletter|assine a nossa|inscreva-se em|siga-nos|siga o nosso|entre no canal|participe do canal|clique aqui|baixe o aplicativo|baixe o app|proibida a reprodução|apoie o
alle rechten voorbehouden|schrijf je in voor|volg ons op|klik hier|wszelkie prawa zastrzeżone|zapisz się do newslettera|śledź nas na|obserwuj nas|kliknij tutaj|wesprzyj nas|dowiedz się więcej|ten tekst przeczytasz|materiał chroniony prawem|dalsze rozpowszechnianie|źródło zdjęcia|her hakkı saklıdır|tüm hakları saklıdır|bizi takip edin|buraya tıklayın|abone olmak için|mọi quyền được bảo lưu|theo dõi chúng tôi|nhấn vào đây|hak cipta dilindungi|klik di sini|ikuti kami|усі права захищені|підписуйтесь на|підписуйтеся на|наш телеграм-канал|تمامی حقوق محفوظ|כל הזכויות שמורות|לחצו כאן|με επιφύλαξη παντός|ακολουθήστε μας|alla rättigheter|prenumerera på vårt|všechna práva vyhrazena|minden jog fenntartva|toate drepturile rezervate|всички права запазени
`

// platformWords are where sites ask to be followed.
const platformWords = `
facebook|twitter|x|instagram|telegram|youtube|whatsapp|google news|linkedin|threads|line|app|客户端|公众号|微信群|频道|電報群|канал|рассылку|تيليجرام|تلغرام|تويتر|فيسبوك|واتساب|إنستغرام|ไลน์|채널|채널을
`

// appealWords are what calls for money, subscriptions and clicks are made of. One proves nothing; several close together do.
const appealWords = `
donate|donation|donations|donating|tip jar|patreon|paypal|ko-fi|buy me|credit card|bank transfer|subscribe|subscriber|subscribers|subscription|newsletter|support us|your support|our readers|our work|sign up|sign in|your email|inbox|per month|a month|free trial|click|button|below|our site|our website|this site|this website|our channel|our app|follow us|membership|crowdfunding|contribute|independent journalism|ad-free|unsubscribe|bitcoin
捐款|捐赠|赞助|打赏|支持我们|您的支持|支付宝|微信支付|银行转账|信用卡|订阅|会员|付费|每月|扫码|二维码|公众号|点击|链接|本站|本网站|网站|赞赏|小额|众筹|下方|按钮|加入|免费|粉丝|关注
捐款|贊助|捐贈|支持我們|您的支持|信用卡|轉帳|訂閱|會員|付費|每月|點擊|連結|本站|網站|小額|加入|按鈕|追蹤
カンパ|ご支援|支援|寄付|募金|投げ銭|チップ|サポート|応援|クレジット|銀行振込|自動引き落とし|電子マネー|決済|paypal|月額|金額|円から|購読|ご購読|登録|会員|限定|有料|無料|配信|メルマガ|ウェブマガジン|マガジン|クリック|こちら|サイト|当サイト|当ブログ|ブログ|ページ|リンク|運営|存続|継続|よろしくお願い|お願いいたします|お願いします|いただけます|いただけますと|嬉しいです|ございます|くださいませ|ご覧ください|ご自由に|可能です|出来ます|できます|この記事|購入|管理人|クリエイター|楽曲|ci-en|note|fanbox|patreon
후원|기부|후원계좌|계좌|계좌이체|신용카드|결제|구독|구독료|회원|월|정기후원|여러분의|응원|클릭|홈페이지|사이트|독립언론|가입|무료|링크|카카오페이
تبرع|تبرعات|تبرعك|دعمكم|ادعمنا|ادعم|دعم|اشترك|اشتراك|اشتراكك|شهريا|بطاقة ائتمان|تحويل بنكي|باي بال|موقعنا|الموقع|قناتنا|اضغط|انقر|الرابط|نشرتنا|بريدك|مجانا|عضوية
пожертвование|пожертвования|пожертвовать|донат|донаты|поддержите|поддержать|ваша поддержка|вашей поддержке|подписка|подписку|подписчики|подписывайтесь|ежемесячно|в месяц|карта|картой|банковской картой|перевод|paypal|patreon|boosty|бусти|нажмите|кнопку|ссылке|наш сайт|нашего сайта|нашем сайте|нашу работу|читатели|бесплатно|рассылка|рассылку
บริจาค|สนับสนุน|ร่วมสนับสนุน|บัตรเครดิต|โอนเงิน|พร้อมเพย์|บัญชีธนาคาร|สมัครสมาชิก|สมาชิก|รายเดือน|ต่อเดือน|คลิก|ลิงก์|เว็บไซต์ของเรา|เพจ|ช่อง|ติดตาม|ฟรี|กดปุ่ม|ช่วยเหลือเรา
spenden|spende|unterstützen|unterstützung|überweisung|kreditkarte|abonnieren|abonnement|newsletter|monatlich|im monat|klicken|unsere seite|unsere arbeit|kostenlos|mitglied|leserinnen und leser|jetzt
faire un don|dons|soutenir|soutien|soutenez|virement|carte bancaire|carte de crédit|abonnez|abonnement|par mois|cliquez|notre site|notre travail|gratuit|gratuitement|adhérer|lecteurs|infolettre
donazione|donazioni|dona|sostenere|sostegno|sostieni|bonifico|carta di credito|abbonati|abbonamento|al mese|clicca|nostro sito|nostro lavoro|gratis|gratuitamente|lettori|iscriviti
donación|donaciones|donar|dona|apoyo|apóyanos|apoya|transferencia|tarjeta de crédito|suscríbete|suscripción|al mes|haz clic|nuestro sitio|nuestra web|nuestro trabajo|gratis|lectores|boletín
doação|doações|doe|apoie|apoio|transferência|pix|cartão de crédito|assine|assinatura|por mês|clique|nosso site|nosso trabalho|grátis|leitores
darowizna|wesprzyj|wsparcie|przelew|subskrypcja|prenumerata|miesięcznie|kliknij|naszą stronę|za darmo|doneer|steun ons|overschrijving|abonneer|per maand|onze site|bağış|destek|abone|aylık|tıklayın|sitemiz|ücretsiz|quyên góp|ủng hộ|chuyển khoản|đăng ký|miễn phí|donasi|dukung|langganan|per bulan|gratis
`
