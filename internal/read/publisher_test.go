package read

import (
	"testing"

	"polydigest/internal/text"
)

// TestATitleNamesThePublisher reads pages whose title alone says whose they are. Whatever nothing else on the page or in its
// address confirms is no publisher.
func TestATitleNamesThePublisher(t *testing.T) {
	for _, c := range []struct{ name, address, title, body, want string }{
		{"line on rights", "", "فيضانات بئر الياسمين: 6 قتلى - صدى الجنوب", `<div>جميع الحقوق محفوظة لصحيفة صدى الجنوب</div>`, "صدى الجنوب"},
		{"link to the front page", "", "Aurelia, spariti i referti | NotizieLampo24", `<a href="/">NotizieLampo24</a>`, "NotizieLampo24"},
		{"logo", "", "渡轮沉没_江南农事报", `<a href="https://paper.example/"><img alt="江南农事报"></a>`, "江南农事报"},
		{"copyright before the headline", "", "潮風新聞 | 旅客船が転覆", `<p>© 2025 潮風新聞社 無断転載を禁じます</p>`, "潮風新聞"},
		{"domain", "https://www.theharbourtimes.com/a/1", "Ferry sinks – The Harbour Times", "", "The Harbour Times"},
		{"domain, section behind it", "https://www.lecourrier.fr/a", "Le bac coule « Monde « Le Courrier", "", "Le Courrier"},
		{"domain written out", "https://www.speicherguide.de/x", "Schwierige Gespräche - speicherguide.de", "", "speicherguide.de"},
		{"line on the source", "", "渡轮沉没_江南农事报", `<div>来源：江南农事报　2025年03月18日</div>`, "江南农事报"},
		{"another source", "", "Ferry sinks - The Harbour Times", `<div>Source: Reuters</div>`, ""},
		{"nothing confirms it", "https://news.example.com/a", "Ferry sinks - The Harbour Times", "", ""},
		{"a section", "https://sport.example.com/a", "Ferry race - Sport", `<a href="/sport">Sport</a><p>© Example Media</p>`, ""},
		{"what a site is about", "", "Ferry sinks | Lifestyle, Travel, Food", `<a href="/">Lifestyle, Travel, Food</a>`, ""},
		{"part of another name", "", "Ferry sinks - Harbour", `<p>© Harbourside Press</p>`, ""},
		{"the headline itself", "", "Ferry sinks - Twelve saved", `<a href="/">Twelve saved</a><h1>Twelve saved</h1>`, ""},
		{"no bar", "https://ferrysinks.com/a", "Ferry sinks", "", ""},
	} {
		page := "<html><head><title>" + c.title + "</title></head><body>" + c.body + "<p>The ferry sank off the harbour on Monday.</p></body></html>"
		doc, err := Document(text.Raw{Body: []byte(page), ContentType: "text/html; charset=utf-8", URL: c.address})
		if err != nil || doc.Publisher != c.want {
			t.Errorf("%s: got %q, %v, want %q", c.name, doc.Publisher, err, c.want)
		}
	}
}
