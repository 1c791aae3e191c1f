package read

import (
	"errors"
	"testing"

	"polydigest/internal/text"
)

// notices are what pages of many languages show instead of their text, in the words of sites.
var siteNotices = []struct {
	lang                                string
	missing, script, consent, paywalled string
}{
	{"de", "Ups! Die gesuchte Seite gibt es leider nicht mehr.", "Bitte schalten Sie JavaScript in Ihrem Browser ein, um diese Seite zu nutzen.",
		"Wir und unsere Partner brauchen Ihre Zustimmung. Alle akzeptieren oder Einstellungen verwalten. Mehr in der Datenschutzerklärung.", "Lesen Sie weiter mit Anzeiger plus. Sie sind bereits Abonnent? Hier anmelden."},
	{"fr", "Oups, cette page n'existe plus ou a été déplacée.", "Veuillez activer JavaScript dans votre navigateur pour afficher ce site.",
		"Votre vie privée nous importe. Avec votre accord, nos 734 partenaires et nous utilisons des cookies. Tout accepter ou paramétrer vos choix.", "Cet article est réservé aux abonnés. Il vous reste 80 % à découvrir. Déjà abonné ? Connectez-vous."},
	{"it", "Ops! La pagina richiesta non esiste o è stata spostata.", "Per visualizzare questo sito è necessario abilitare JavaScript nel browser.",
		"La tua privacy è importante. Noi e i nostri partner archiviamo informazioni su un dispositivo. Accetta tutto o personalizza.", "Contenuto per gli abbonati. Vuoi continuare a leggere? Abbonati ora. Sei già abbonato? Accedi."},
	{"es", "Vaya, no hemos encontrado la página que buscas.", "Necesitas activar JavaScript en tu navegador para ver este sitio.",
		"Tu privacidad es importante. Nosotros y nuestros socios usamos cookies. Aceptar y continuar o configurar.", "Contenido exclusivo para suscriptores. Suscríbete para seguir leyendo. ¿Ya eres suscriptor? Inicia sesión."},
	{"pt", "Ops! Não encontramos a página que você procura.", "Ative o JavaScript no seu navegador para ver este site.",
		"A sua privacidade é importante. Nós e os nossos parceiros usamos cookies. Aceitar tudo ou gerir opções.", "Conteúdo exclusivo para assinantes. Assine para continuar lendo. Já é assinante? Entre."},
	{"nl", "Helaas, deze pagina bestaat niet meer.", "Zet JavaScript aan in je browser om deze site te bekijken.",
		"Wij en onze partners gebruiken cookies. Alles accepteren of zelf instellen. Je toestemming kun je altijd intrekken.", "Dit artikel is alleen voor abonnees. Verder lezen? Neem een abonnement. Al abonnee? Log in."},
	{"pl", "Przepraszamy, strona, której szukasz, nie istnieje.", "Aby wyświetlić tę stronę, włącz obsługę JavaScript w przeglądarce.",
		"Dbamy o Twoją prywatność. My i nasi partnerzy przechowujemy pliki cookie. Przejdź do serwisu lub zmień ustawienia.", "Treść dostępna tylko dla subskrybentów. Masz już subskrypcję? Zaloguj się."},
	{"tr", "Aradığınız sayfa bulunamadı.", "Bu siteyi görüntülemek için tarayıcınızda JavaScript'i etkinleştirmeniz gerekir.",
		"Gizliliğiniz bizim için önemli. Biz ve iş ortaklarımız çerezler kullanıyoruz. Tümünü kabul et veya ayarla.", "Bu içerik yalnızca abonelere özeldir. Devamını okumak için abone olun. Zaten abone misiniz?"},
	{"ru", "К сожалению, такой страницы не существует.", "Для просмотра сайта необходимо включить JavaScript в вашем браузере.",
		"Мы заботимся о вашей конфиденциальности. Мы и наши партнёры используем файлы cookie. Принять все или настроить.", "Полный текст доступен только подписчикам. Уже есть подписка? Войдите."},
	{"uk", "На жаль, такої сторінки не існує.", "Щоб переглянути сайт, увімкніть JavaScript у вашому браузері.",
		"Ми дбаємо про вашу приватність. Ми та наші партнери використовуємо файли cookie. Прийняти всі або налаштувати.", "Повний текст доступний лише передплатникам. Уже маєте передплату? Увійдіть."},
	{"ar", "عفوا، الصفحة المطلوبة غير موجودة.", "يرجى تفعيل جافاسكريبت في متصفحك لعرض هذا الموقع.",
		"نحن نهتم بخصوصيتك. نستخدم نحن وشركاؤنا ملفات تعريف الارتباط. قبول الكل أو إدارة الخيارات.", "هذا المحتوى للمشتركين فقط. اشترك الآن لمتابعة القراءة. هل أنت مشترك؟ سجل الدخول."},
	{"he", "העמוד שחיפשת לא נמצא.", "כדי לצפות באתר יש להפעיל JavaScript בדפדפן.",
		"הפרטיות שלך חשובה לנו. אנחנו והשותפים שלנו משתמשים בעוגיות. אשר הכל או נהל העדפות.", "הכתבה המלאה למנויים בלבד. כבר מנוי? התחבר."},
	{"fa", "متأسفانه صفحه مورد نظر یافت نشد.", "برای مشاهده این سایت جاوا اسکریپت را فعال کنید.",
		"حریم خصوصی شما برای ما مهم است. ما و شرکای ما از کوکی\u200cها استفاده می\u200cکنیم. پذیرش همه یا مدیریت.", "این مطلب ویژه مشترکان است. برای ادامه مطلب مشترک شوید."},
	{"hi", "क्षमा करें, यह पेज उपलब्ध नहीं है। पेज नहीं मिला।", "इस साइट को देखने के लिए जावास्क्रिप्ट चालू करें।",
		"हम आपकी निजता का सम्मान करते हैं। हम और हमारे साझेदार कुकीज़ का उपयोग करते हैं। सभी स्वीकार करें।", "यह लेख केवल सदस्यों के लिए है। पूरा पढ़ने के लिए सब्सक्राइब करें।"},
	{"el", "Η σελίδα που ζητήσατε δεν βρέθηκε.", "Ενεργοποιήστε τη JavaScript στον περιηγητή σας για να δείτε τη σελίδα.",
		"Σεβόμαστε την ιδιωτικότητά σας. Εμείς και οι συνεργάτες μας χρησιμοποιούμε cookies. Αποδοχή όλων ή ρυθμίσεις.", "Το άρθρο είναι μόνο για συνδρομητές. Είστε ήδη συνδρομητής; Συνδεθείτε."},
	{"sv", "Sidan du letar efter finns inte längre.", "Du måste aktivera JavaScript i din webbläsare för att se sidan.",
		"Vi värnar om din integritet. Vi och våra partners använder cookies. Acceptera alla eller hantera inställningar.", "Artikeln är endast för prenumeranter. Redan prenumerant? Logga in."},
	{"cs", "Omlouváme se, požadovaná stránka neexistuje.", "Pro zobrazení stránky povolte ve svém prohlížeči JavaScript.",
		"Vážíme si vašeho soukromí. My a naši partneři používáme soubory cookie. Přijmout vše nebo nastavit.", "Celý článek je dostupný jen pro předplatitele. Už máte předplatné? Přihlaste se."},
	{"hu", "Sajnáljuk, a keresett oldal nem található.", "Az oldal megtekintéséhez engedélyezze a JavaScriptet a böngészőjében.",
		"Fontos számunkra az Ön adatainak védelme. Mi és partnereink sütiket használunk. Összes elfogadása vagy beállítások.", "A cikk csak előfizetőknek érhető el. Már előfizető? Jelentkezzen be."},
	{"ro", "Ne pare rău, pagina căutată nu există.", "Activați JavaScript în browser pentru a vedea acest site.",
		"Confidențialitatea ta este importantă. Noi și partenerii noștri folosim cookie-uri. Acceptă toate sau gestionează.", "Articolul este disponibil doar pentru abonați. Ești deja abonat? Autentifică-te."},
	{"vi", "Rất tiếc, trang bạn tìm không tồn tại.", "Vui lòng bật JavaScript trên trình duyệt để xem trang này.",
		"Chúng tôi tôn trọng quyền riêng tư của bạn. Chúng tôi và đối tác sử dụng cookie. Chấp nhận tất cả hoặc tùy chỉnh.", "Nội dung dành cho thuê bao. Đăng ký để đọc tiếp. Đã là thuê bao? Đăng nhập."},
	{"id", "Maaf, halaman yang Anda cari tidak ditemukan.", "Aktifkan JavaScript di peramban Anda untuk melihat situs ini.",
		"Kami menghargai privasi Anda. Kami dan mitra kami menggunakan cookie. Terima semua atau kelola preferensi.", "Artikel ini khusus pelanggan. Berlangganan untuk membaca selengkapnya. Sudah berlangganan? Masuk."},
	{"th", "ขออภัย ไม่พบหน้าเว็บที่คุณต้องการ", "โปรดเปิดใช้งาน JavaScript ในเบราว์เซอร์ของคุณเพื่อดูเว็บไซต์นี้",
		"เราให้ความสำคัญกับความเป็นส่วนตัวของคุณ เราและพันธมิตรใช้คุกกี้ ยอมรับทั้งหมด หรือจัดการการตั้งค่า", "เนื้อหานี้สำหรับสมาชิกเท่านั้น เข้าสู่ระบบเพื่ออ่านต่อ"},
	{"ko", "요청하신 페이지를 찾을 수 없거나 삭제된 기사입니다.", "이 사이트를 보려면 브라우저에서 자바스크립트를 켜 주세요.",
		"개인정보 보호를 중요하게 생각합니다. 당사와 파트너는 쿠키를 사용합니다. 모두 수락하거나 설정을 관리하세요.", "이 기사는 유료 구독자만 볼 수 있습니다. 전체 기사를 보려면 로그인하세요."},
	{"ja", "申し訳ございません。お探しの記事は公開を終了したか、存在しません。", "このページをご覧いただくにはブラウザのJavaScript設定を有効にしてください。",
		"プライバシーを尊重します。当社とパートナーはCookieを使用します。すべて同意するか設定を管理してください。", "ここから先は会員限定です。続きを読むにはログインしてください。"},
	{"zh-Hans", "抱歉，您访问的文章已被删除或不存在。", "请在浏览器中启用 JavaScript 以浏览本网站。",
		"我们重视您的隐私。我们和合作伙伴使用 Cookie。全部接受或管理设置。", "本文为订阅用户专享，订阅后可阅读全文。已是会员？请登录。"},
	{"zh-Hant", "很抱歉，您要瀏覽的網頁不存在或已移除。", "請在瀏覽器中開啟 JavaScript 以瀏覽本網站。",
		"我們重視您的隱私。我們和合作夥伴使用 Cookie。全部接受或管理設定。", "本文為訂戶限定，訂閱後可閱讀全文。已是會員？請登入。"},
}

// TestNoticesInManyLanguages holds that each is reported for what it is: alone on a page, and a paywall's below the first
// lines of an article.
func TestNoticesInManyLanguages(t *testing.T) {
	for _, n := range siteNotices {
		for _, c := range []struct {
			name, page string
			want       error
		}{
			{"missing", "<p>" + n.missing + "</p>", ErrNotFound},
			{"script", "<p>" + n.script + "</p>", ErrScript},
			{"consent", "<div><p>" + n.consent + "</p></div>", ErrConsent},
			{"paywall", "<article><p>" + shown + "</p><p>" + n.paywalled + "</p></article>", ErrPaywall},
		} {
			_, err := Document(text.Raw{Body: []byte("<!DOCTYPE html><html lang=" + n.lang + "><head><meta charset=utf-8><title>The Shore</title></head><body>" + c.page + "</body></html>")})
			if !errors.Is(err, c.want) {
				t.Errorf("%s, %s: got %v, want %v", n.lang, c.name, err, c.want)
			}
		}
	}
}
