package text

import "sync"

var (
	notFound    = sync.OnceValue(func() lexicon { return newLexicon(notFoundPhrases) })
	needsScript = sync.OnceValue(func() lexicon { return newLexicon(scriptPhrases) })
	consent     = sync.OnceValue(func() lexicon { return newLexicon(consentPhrases) })
	paywall     = sync.OnceValue(func() lexicon { return newLexicon(paywallPhrases) })
)

// any reports whether one of the phrases stands in s, which has to be lower case.
func (l lexicon) any(s string) bool {
	found := false
	l.scan(s, func(int, int) { found = true })
	return found
}

const notFoundPhrases = `
404 not found|error 404|404 error|404 -|- 404|page not found|page cannot be found|page can't be found|page can’t be found|page could not be found|page you requested|page you are looking for|page you're looking for|page you’re looking for|page doesn't exist|page doesn’t exist|page does not exist|no longer available|nothing was found|content not found|article not found
页面不存在|页面未找到|找不到页面|找不到该页面|页面找不到|您访问的页面|您要访问的页面|您查看的内容不存在|内容不存在|文章不存在|该文章已被删除|此内容已被删除|该内容已被发布者删除|網頁不存在|找不到網頁|找不到頁面|頁面不存在|您要找的頁面
ページが見つかりません|ページは見つかりません|ページは存在しません|ページが存在しません|お探しのページ|ご指定のページ|記事が見つかりません|掲載期間が終了|公開を終了|削除された可能性
페이지를 찾을 수 없습니다|존재하지 않는 페이지|요청하신 페이지|삭제된 기사|존재하지 않는 기사|찾을 수 없는 페이지|삭제되었거나 존재하지
الصفحة غير موجودة|لم يتم العثور على الصفحة|الصفحة التي تبحث عنها|صفحة غير موجودة|عذرا، الصفحة|عذراً، الصفحة
страница не найдена|страница не существует|страницы не существует|такой страницы нет|запрашиваемая страница|ошибка 404|сторінку не знайдено|сторінка не знайдена
ไม่พบหน้า|ไม่พบหน้าที่คุณ|ไม่พบเนื้อหา|ไม่พบหน้านี้|หน้าที่คุณกำลังค้นหา|หน้าที่ท่านต้องการ
seite nicht gefunden|seite konnte nicht gefunden|seite wurde nicht gefunden|seite existiert nicht|fehler 404|page introuvable|page non trouvée|page n'existe pas|page n’existe pas|page demandée|erreur 404|pagina non trovata|pagina non è stata trovata|pagina che cerchi|pagina che stai cercando|errore 404|página no encontrada|página no existe|página que busca|página que buscas|no se encontró la página|página não encontrada|página não existe|página que procura|erro 404|pagina niet gevonden|nie znaleziono strony|strona nie istnieje|strona nie została znaleziona|sayfa bulunamadı|không tìm thấy trang|halaman tidak ditemukan|पेज नहीं मिला|صفحه یافت نشد|הדף לא נמצא|העמוד לא נמצא|η σελίδα δεν βρέθηκε|sidan hittades inte|sidan kunde inte hittas|stránka nenalezena|stránka nebyla nalezena|az oldal nem található|pagina nu a fost găsită|страницата не е намерена
`

const scriptPhrases = `
enable javascript|turn on javascript|javascript is disabled|javascript is required|requires javascript|javascript to run this app|javascript to view|javascript must be enabled|without javascript|javascript seems to be disabled|checking your browser|checking if the site connection is secure|verify you are human|verifying you are human|just a moment...|ddos protection by
启用javascript|开启javascript|启用 javascript|开启 javascript|打开 javascript|不支持javascript|javascript已禁用|需要javascript|啟用javascript|啟用 javascript|開啟 javascript|请开启|请完成安全验证|正在检查您的浏览器
javascriptを有効|javascriptが無効|javascript を有効|javascriptの設定|javascriptをオン|javascriptを使用|自바스크립트
자바스크립트를 활성화|자바스크립트를 사용|javascript를 활성화|javascript를 사용|javascript가 필요
تفعيل جافا سكريبت|تفعيل javascript|تمكين javascript|تمكين جافا سكريبت|جافا سكريبت
включите javascript|включить javascript|включен javascript|отключен javascript|поддержка javascript|необходим javascript|требуется javascript|проверка браузера|увімкніть javascript
เปิดใช้งาน javascript|เปิดใช้ javascript|เปิด javascript|เปิดใช้งานจาวาสคริปต์|จาวาสคริปต์
javascript aktivieren|aktivieren sie javascript|javascript ist deaktiviert|activer javascript|activez javascript|javascript est désactivé|abilita javascript|attiva javascript|abilitare javascript|javascript è disabilitato|activa javascript|active javascript|habilite javascript|habilitar javascript|javascript está desactivado|ative o javascript|habilite o javascript|schakel javascript|javascript inschakelen|włącz javascript|włączyć javascript|javascript'i etkinleştirin|bật javascript|aktifkan javascript|aktivera javascript|povolte javascript
`

const consentPhrases = `
before you continue to|we value your privacy|we care about your privacy|accept all cookies|accept cookies|accept all|manage cookies|manage your privacy|manage preferences|cookie preferences|cookie settings|consent to the use|consent to cookies|your consent|your privacy choices|we and our partners|we use cookies|uses cookies
我们使用cookie|使用 cookie|接受所有cookie|接受全部cookie|cookie设置|隐私偏好|同意并继续|同意使用 cookie|接受所有 cookie|隱私權設定
cookieを使用|クッキーを使用|cookieの使用|すべてのcookieを受け入れる|すべて受け入れる|同意して続ける|同意する|プライバシー設定
쿠키를 사용|쿠키 설정|모든 쿠키 허용|쿠키 사용에 동의|개인정보 수집 및 이용에 동의
ملفات تعريف الارتباط|الكوكيز|قبول الكل|قبول جميع
файлы cookie|файлов cookie|принять все|настройки cookie|использует cookie|используем cookie|согласие на обработку
คุกกี้|ยอมรับทั้งหมด|ยอมรับคุกกี้|นโยบายความเป็นส่วนตัว
alle akzeptieren|cookies akzeptieren|zustimmen und weiter|mit werbung weiterlesen|ihre einwilligung|privatsphäre-einstellungen|wir verwenden cookies|cookie-einstellungen|tout accepter|accepter et continuer|accepter les cookies|continuer sans accepter|nous et nos partenaires|gérer les cookies|votre consentement|accetta tutti|accetta e continua|accetta i cookie|gestisci i cookie|noi e i nostri partner|il tuo consenso|rifiuta e abbonati|aceptar todo|aceptar y continuar|aceptar cookies|nosotros y nuestros socios|su consentimiento|tu consentimiento|aceitar todos|aceitar cookies|aceitar e continuar|nós e os nossos parceiros|alles accepteren|cookies accepteren|zaakceptuj wszystkie|akceptuję|przejdź do serwisu|çerezleri kabul|tümünü kabul|chấp nhận tất cả|terima semua|прийняти всі|acceptera alla|přijmout vše|elfogadom|acceptă toate|αποδοχή όλων|קבל הכל|אשר הכל|پذیرش همه
`

const paywallPhrases = `
subscribe to continue|subscribe to read|subscribe now to read|subscribe to keep reading|to continue reading|to read the full|to read the rest|already a subscriber|for subscribers only|subscribers only|subscriber-only|exclusive to subscribers|this article is for subscribers|register to continue|sign in to continue|log in to continue|become a subscriber|you have reached your limit|free articles remaining|unlock this article|rest of this article is
订阅后阅读全文|登录后阅读全文|付费阅读|付费后阅读|付费内容|本文为付费|会员专享|仅限会员|订阅会员|试读结束|剩余内容需|登录查看全文|购买后阅读|訂閱後閱讀|訂閱會員|會員限定|會員專享|登入閱讀全文|加入會員
この記事は有料|有料記事|有料会員限定|会員限定記事|会員限定です|残り|続きを読むには|続きは有料|この記事の続き|ログインして続き|登録すると続き|購読すると
구독자 전용|유료 기사|유료기사|유료회원|회원 전용|로그인 후 이용|구독 후|이어서 보시려면|전문을 보시려면
للمشتركين فقط|اشترك لقراءة|لمتابعة القراءة|لقراءة المقال كاملا|المحتوى حصري للمشتركين
доступно только подписчикам|только для подписчиков|оформите подписку|чтобы читать дальше|чтобы прочитать полностью|доступ к полной версии|материал доступен|купите подписку
เฉพาะสมาชิก|สำหรับสมาชิก|สมัครสมาชิกเพื่ออ่าน|เข้าสู่ระบบเพื่ออ่าน
nur für abonnenten|weiterlesen mit|exklusiv für abonnenten|jetzt weiterlesen|mit abo weiterlesen|sie haben bereits ein abo|réservé aux abonnés|réservée aux abonnés|pour lire la suite|il vous reste|déjà abonné|contenu abonnés|riservato agli abbonati|per continuare a leggere|sei già abbonato|contenuto riservato|solo para suscriptores|exclusivo para suscriptores|para seguir leyendo|ya eres suscriptor|ya es suscriptor|exclusivo para assinantes|para continuar lendo|já é assinante|conteúdo exclusivo|alleen voor abonnees|tylko dla prenumeratorów|dla subskrybentów|pozostało|czytaj dalej w|sadece aboneler|dành cho thuê bao|khusus pelanggan|лише для передплатників|endast för prenumeranter|pouze pro předplatitele|csak előfizetőknek
`
