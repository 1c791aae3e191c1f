package smtp_test

import (
	"errors"
	"strings"
	"testing"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/delivertest"
	"polydigest/internal/deliver/smtp"
)

func TestNew(t *testing.T) {
	for _, good := range []string{"smtp://mail.example.org", "smtp://u:p@mail.example.org:587", "smtps://u:p@mail.example.org", "smtp://localhost:25?tls=none"} {
		if _, err := smtp.New(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{
		"", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://u:secret@host?tls=none", "smtps://host?tls=none", "smtp://host?tls=maybe",
		"smtp://u:secret@ho st", "smtp://u:secret%zz@host",
	} {
		_, err := smtp.New(bad)
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// TestNeedsTLS refuses to hand a mail to a server that does not encrypt, unless it was told to.
func TestNeedsTLS(t *testing.T) {
	server := delivertest.NewServer(t)
	sender, err := smtp.New("smtp://" + server.Addr)
	if err != nil {
		t.Fatal(err)
	}
	_, err = sender.Send(t.Context(), deliver.Mail{From: "a@b.example", To: "c@d.example", Raw: []byte("Subject: é\r\n\r\nx\r\n")})
	var refused *deliver.NotTaken
	if !errors.As(err, &refused) || refused.Permanent || !strings.Contains(err.Error(), "STARTTLS") || len(server.Taken()) != 0 {
		t.Errorf("%v, %d taken", err, len(server.Taken()))
	}
}

// TestBytes hands over exactly the message, dots and all.
func TestBytes(t *testing.T) {
	server := delivertest.NewServer(t)
	sender, err := smtp.New("smtp://" + server.Addr + "?tls=none")
	if err != nil {
		t.Fatal(err)
	}
	raw := "Subject: x\r\n\r\n.\r\n..\r\nQUIT\r\n.QUIT\r\nend\r\n"
	receipt, err := sender.Send(t.Context(), deliver.Mail{From: "a@b.example", To: "c@d.example", Raw: []byte(raw)})
	if err != nil || !strings.Contains(receipt.ID, "42") {
		t.Fatalf("%+v, %v", receipt, err)
	}
	taken := server.Taken()
	if len(taken) != 1 || taken[0].From != "a@b.example" || taken[0].To != "c@d.example" || taken[0].Raw != strings.ReplaceAll(raw, "\r\n", "\n") {
		t.Errorf("%+q", taken)
	}
}
