package deliver

import (
	"bytes"
	"errors"
	"fmt"
	"net/mail"
	"strings"

	gomail "github.com/wneessen/go-mail"
	"golang.org/x/net/idna"

	"polydigest/internal/deliver/render"
	"polydigest/internal/digest"
	"polydigest/internal/lazy"
)

var localPart = lazy.MustCompile(`^[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*$`)

// Address checks a recipient's address and returns it as it goes into an envelope: no display name, the domain in
// lower case and in the ASCII form of internationalised names. Quoted local parts, domain literals and names
// without a dot are refused: no newsletter has readers there, and they confuse mail programs.
func Address(s string) (string, error) {
	at := strings.LastIndexByte(s, '@')
	if at < 0 || len(s) > 254 {
		return "", fmt.Errorf("%.60q is no e-mail address", s)
	}
	local, domain := s[:at], s[at+1:]
	ascii, err := idna.Lookup.ToASCII(domain)
	if err != nil || len(local) > 64 || !localPart.MatchString(local) || !strings.Contains(ascii, ".") ||
		strings.Trim(ascii, "0123456789.") == "" {
		return "", fmt.Errorf("%.60q is no e-mail address that mail can be sent to", s)
	}
	return local + "@" + strings.ToLower(ascii), nil
}

// compose makes the message of a row: the text part first, then HTML, both of the edition for lang.
func (o *Outbox) compose(d *digest.Digest, texts render.Texts, id, to, lang string) (Mail, string, error) {
	from, err := mail.ParseAddress(o.From)
	if err != nil {
		return Mail{}, "", fmt.Errorf("sender %q: %w", o.From, err)
	}
	sender, err := Address(from.Address)
	if err != nil {
		return Mail{}, "", fmt.Errorf("sender: %w", err)
	}
	options := render.Options{Lang: lang}
	if o.Base != "" && len(o.Keys) > 0 {
		base := strings.TrimRight(o.Base, "/")
		options.Page = base + "/d/" + string(d.ID) + "?t=" + o.Keys.Page(string(d.ID), o.now().Add(PageLife))
		options.Unsubscribe = base + "/u/" + o.Keys.Leave(List(d.Name), Hash(to))
	}
	parts, err := render.NewMail(d, texts, options)
	if err != nil {
		return Mail{}, "", err
	}
	messageID := id + "@" + sender[strings.LastIndexByte(sender, '@')+1:]

	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	m.SetMessageIDWithValue(messageID)
	m.SetDateWithValue(o.now())
	// A title that looks like an encoded word would be decoded; go-mail encodes only what is not ASCII.
	m.Subject(strings.ReplaceAll(parts.Subject, "=?", "= ?"))
	m.SetGenHeader("Content-Language", parts.Lang)
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("Precedence", "bulk")
	// Gmail tells senders of complaints by campaign under these names: here the list, whatever script it is in.
	m.SetGenHeader("Feedback-ID", Hash(List(d.Name))[:16]+":digest:polydigest")
	if options.Unsubscribe != "" {
		// RFC 2369 and RFC 8058. The token alone stands for recipient and list.
		m.SetGenHeaderPreformatted("List-Unsubscribe", "<"+options.Unsubscribe+">")
		m.SetGenHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	err = errors.Join(m.FromFormat(render.Visible(from.Name), sender), m.To(to))
	if err != nil {
		return Mail{}, "", err
	}
	m.SetBodyString(gomail.TypeTextPlain, parts.Text)
	m.AddAlternativeString(gomail.TypeTextHTML, parts.HTML)
	var raw bytes.Buffer
	if _, err := m.WriteTo(&raw); err != nil {
		return Mail{}, "", err
	}
	return Mail{ID: id, From: sender, To: to, Raw: raw.Bytes()}, messageID, nil
}
