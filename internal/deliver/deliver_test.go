package deliver_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/delivertest"
	"polydigest/internal/deliver/link"
	"polydigest/internal/deliver/render/rendertest"
	"polydigest/internal/deliver/ses"
	"polydigest/internal/deliver/smtp"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

var (
	keys  = link.Keys{{ID: "k1", Secret: []byte(strings.Repeat("s", 32))}}
	start = time.Date(2024, 5, 14, 8, 0, 0, 0, time.UTC)
)

// clock is a time that tests move on.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func newOutbox(sender deliver.Sender) (*deliver.Outbox, *clock) {
	c := &clock{t: start}
	return &deliver.Outbox{
		KV: storetest.Memory(), Sender: sender, From: "Orsa digest <digest@digests.example>", Base: "https://digests.example/", Keys: keys, Now: c.now,
	}, c
}

func smtpSender(t *testing.T, s *delivertest.Server) deliver.Sender {
	t.Helper()
	sender, err := smtp.New("smtp://" + s.Addr + "?tls=none")
	if err != nil {
		t.Fatal(err)
	}
	return sender
}

func sesSender(t *testing.T, s *delivertest.SES) deliver.Sender {
	t.Helper()
	sender, err := ses.New(aws.Config{
		Region: "eu-west-1", Credentials: credentials.NewStaticCredentialsProvider("a", "b", ""), BaseEndpoint: &s.URL,
	}, "")
	if err != nil {
		t.Fatal(err)
	}
	return sender
}

// TestAtMostOnce sends through each provider while it fails in each of its ways, again and again until it works:
// it has taken each mail at most once, and whatever it may have taken is never sent again.
func TestAtMostOnce(t *testing.T) {
	mails := func(s *delivertest.Server) func() int { return func() int { return len(s.Taken()) } }
	// A cut within the message shows before the final dot, and then the mail was surely not taken, or only after it.
	const either deliver.State = "PENDING and then SENT, or UNKNOWN"
	cases := []struct {
		fault       delivertest.Fault
		http        bool
		first, last deliver.State // after the failing attempt; after five more that work
		taken       int
	}{
		{delivertest.Works, false, deliver.Sent, deliver.Sent, 1},
		{delivertest.RefuseGreet, false, deliver.Pending, deliver.Sent, 1},
		{delivertest.RefuseSender, false, deliver.Pending, deliver.Sent, 1},
		{delivertest.RefuseRcpt, false, deliver.Failed, deliver.Failed, 0},
		{delivertest.DeferRcpt, false, deliver.Pending, deliver.Sent, 1},
		{delivertest.RefuseData, false, deliver.Pending, deliver.Sent, 1},
		{delivertest.RefuseMessage, false, deliver.Failed, deliver.Failed, 0},
		{delivertest.CutInData, false, either, either, 1},
		{delivertest.CutAfterDot, false, deliver.Unknown, deliver.Unknown, 0},
		{delivertest.TakeThenDefer, false, deliver.Unknown, deliver.Unknown, 1},
		{delivertest.TakeThenCut, false, deliver.Unknown, deliver.Unknown, 1},
		{delivertest.TakeThenSlow, false, deliver.Unknown, deliver.Unknown, 1},
		{delivertest.Works, true, deliver.Sent, deliver.Sent, 1},
		{delivertest.Throttle, true, deliver.Pending, deliver.Sent, 1},
		{delivertest.Reject, true, deliver.Pending, deliver.Sent, 1},
		{delivertest.ServerError, true, deliver.Unknown, deliver.Unknown, 0},
		{delivertest.TakeThen500, true, deliver.Unknown, deliver.Unknown, 1},
		{delivertest.HTTPThenCut, true, deliver.Unknown, deliver.Unknown, 1},
		{delivertest.HTTPCutBefore, true, deliver.Unknown, deliver.Unknown, 0},
	}
	for _, c := range cases {
		t.Run(fmt.Sprintf("%v %s", map[bool]string{false: "SMTP", true: "SES"}[c.http], c.fault), func(t *testing.T) {
			var sender deliver.Sender
			var fail func(delivertest.Fault)
			var taken func() int
			if c.http {
				s := delivertest.NewSES(t)
				sender, fail, taken = sesSender(t, s), s.Fail, func() int { return len(s.Taken()) }
			} else {
				s := delivertest.NewServer(t)
				sender, fail, taken = smtpSender(t, s), s.Fail, mails(s)
			}
			o, clock := newOutbox(sender)
			d, texts := rendertest.Model()
			fail(c.fault)
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			if c.fault == delivertest.TakeThenSlow {
				ctx, cancel = context.WithTimeout(t.Context(), 300*time.Millisecond)
			}
			defer cancel()
			row, err := o.Send(ctx, d, texts.Text, "reader@example.org", "en")
			if c.first == either {
				c.first, c.last, c.taken = deliver.Unknown, deliver.Unknown, 0
				if row.State == deliver.Pending {
					c.first, c.last, c.taken = deliver.Pending, deliver.Sent, 1
				}
			}
			if row.State != c.first {
				t.Errorf("after the first attempt %s (%v), want %s", row.State, err, c.first)
			}
			if (err == nil) != (row.State == deliver.Sent) {
				t.Errorf("%s with error %v", row.State, err)
			}
			fail(delivertest.Works)
			for range 5 {
				clock.pass(time.Hour)
				row, err = o.Send(t.Context(), d, texts.Text, "Reader@EXAMPLE.org", "ja")
			}
			if row.State != c.last || err != nil {
				t.Errorf("in the end %s (%v), want %s", row.State, err, c.last)
			}
			if taken() != c.taken {
				t.Errorf("the provider took %d mails, want %d", taken(), c.taken)
			}
		})
	}
}

// TestNobodyListens covers what cannot have been taken because there was no connection.
func TestNobodyListens(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := listener.Addr().String()
	listener.Close()
	sender, err := smtp.New("smtp://" + addr + "?tls=none")
	if err != nil {
		t.Fatal(err)
	}
	for _, sender := range []deliver.Sender{sender, sesSender(t, &delivertest.SES{URL: "http://" + addr})} {
		o, _ := newOutbox(sender)
		d, texts := rendertest.Model()
		row, err := o.Send(t.Context(), d, texts.Text, "reader@example.org", "en")
		if row.State != deliver.Pending || err == nil {
			t.Errorf("%T: %s, %v", sender, row.State, err)
		}
	}
}

// funcSender is a Sender made of a function.
type funcSender func(context.Context, deliver.Mail) (deliver.Receipt, error)

func (f funcSender) Send(ctx context.Context, m deliver.Mail) (deliver.Receipt, error) {
	return f(ctx, m)
}

func TestOneOfManyAtOnce(t *testing.T) {
	var mu sync.Mutex
	taken := 0
	o, _ := newOutbox(funcSender(func(context.Context, deliver.Mail) (deliver.Receipt, error) {
		mu.Lock()
		defer mu.Unlock()
		taken++
		return deliver.Receipt{ID: "1"}, nil
	}))
	d, texts := rendertest.Model()
	var wg sync.WaitGroup
	for range 40 {
		wg.Go(func() {
			if row, err := o.Send(t.Context(), d, texts.Text, "reader@example.org", "en"); err != nil && !errors.Is(err, deliver.ErrBusy) {
				t.Errorf("%s, %v", row.State, err)
			}
		})
	}
	wg.Wait()
	if taken != 1 {
		t.Errorf("handed over %d times", taken)
	}
}

// TestDeathWhileSending stops a process between handing over and writing that down.
func TestDeathWhileSending(t *testing.T) {
	type death struct{}
	o, clock := newOutbox(funcSender(func(context.Context, deliver.Mail) (deliver.Receipt, error) { panic(death{}) }))
	d, texts := rendertest.Model()
	func() {
		defer func() {
			if _, ok := recover().(death); !ok {
				t.Fatal("it lived")
			}
		}()
		o.Send(t.Context(), d, texts.Text, "reader@example.org", "en")
	}()
	taken := 0
	o.Sender = funcSender(func(context.Context, deliver.Mail) (deliver.Receipt, error) {
		taken++
		return deliver.Receipt{}, nil
	})
	if _, err := o.Send(t.Context(), d, texts.Text, "reader@example.org", "en"); !errors.Is(err, deliver.ErrBusy) {
		t.Errorf("within the lease: %v", err)
	}
	clock.pass(3 * time.Minute)
	row, err := o.Send(t.Context(), d, texts.Text, "reader@example.org", "en")
	if row.State != deliver.Unknown || err != nil || taken != 0 {
		t.Errorf("after the lease: %s, %v, %d handed over", row.State, err, taken)
	}
	if err := o.Release(t.Context(), "reader@example.org", d.ID); err != nil {
		t.Fatal(err)
	}
	row, err = o.Send(t.Context(), d, texts.Text, "reader@example.org", "en")
	if row.State != deliver.Sent || err != nil || taken != 1 {
		t.Errorf("after an operator's release: %s, %v, %d handed over", row.State, err, taken)
	}
	if err := o.Release(t.Context(), "reader@example.org", d.ID); err == nil {
		t.Error("a sent mail was released")
	}
}

// TestZombie lets an owner come back after it was taken for dead: what others wrote meanwhile stands.
func TestZombie(t *testing.T) {
	o, clock := newOutbox(nil)
	d, texts := rendertest.Model()
	o.Sender = funcSender(func(ctx context.Context, m deliver.Mail) (deliver.Receipt, error) {
		clock.pass(time.Hour)
		if row, err := o.Send(ctx, d, texts.Text, "reader@example.org", "en"); row.State != deliver.Unknown || err != nil {
			t.Errorf("the other: %s, %v", row.State, err)
		}
		return deliver.Receipt{}, &deliver.NotTaken{Err: errors.New("late")}
	})
	row, _ := o.Send(t.Context(), d, texts.Text, "reader@example.org", "en")
	if row.State != deliver.Unknown {
		t.Errorf("the zombie made it %s", row.State)
	}
}

func TestSuppression(t *testing.T) {
	taken := 0
	o, _ := newOutbox(funcSender(func(context.Context, deliver.Mail) (deliver.Receipt, error) {
		taken++
		return deliver.Receipt{}, nil
	}))
	d, texts := rendertest.Model()
	hash := deliver.Hash("reader@example.org")
	for range 2 {
		if err := o.Suppress(t.Context(), hash, d.Name, "unsubscribe"); err != nil {
			t.Fatal(err)
		}
	}
	row, err := o.Send(t.Context(), d, texts.Text, "reader@example.org", "en")
	if row.State != deliver.Suppressed || row.Reason != "unsubscribe" || err != nil || taken != 0 {
		t.Errorf("%+v, %v, %d handed over", row, err, taken)
	}
	other := *d
	other.ID, other.Name = "018f7f3e-7c1a-7000-8000-000000000009", "another list"
	if row, err := o.Send(t.Context(), &other, texts.Text, "reader@example.org", "en"); row.State != deliver.Sent || err != nil {
		t.Errorf("another list: %+v, %v", row, err)
	}
	if err := o.Settle(t.Context(), deliver.Event{Row: "gone", To: "reader@example.org", Kind: deliver.Bounced}); err != nil {
		t.Fatal(err)
	}
	other.ID = "018f7f3e-7c1a-7000-8000-00000000000a"
	if row, err := o.Send(t.Context(), &other, texts.Text, "reader@example.org", "en"); row.State != deliver.Suppressed || row.Reason != "bounce" || err != nil {
		t.Errorf("after a bounce: %+v, %v", row, err)
	}
	if err := o.Readmit(t.Context(), hash, ""); err != nil {
		t.Fatal(err)
	}
	other.ID = "018f7f3e-7c1a-7000-8000-00000000000b"
	if row, err := o.Send(t.Context(), &other, texts.Text, "reader@example.org", "en"); row.State != deliver.Sent || err != nil {
		t.Errorf("readmitted: %+v, %v", row, err)
	}
}

// TestEventsSettle gives an event for an uncertain mail, several times and out of order.
func TestEventsSettle(t *testing.T) {
	o, _ := newOutbox(funcSender(func(context.Context, deliver.Mail) (deliver.Receipt, error) {
		return deliver.Receipt{}, errors.New("no answer")
	}))
	d, texts := rendertest.Model()
	row, _ := o.Send(t.Context(), d, texts.Text, "reader@example.org", "en")
	for range 3 {
		if err := o.Settle(t.Context(), deliver.Event{Row: row.ID, To: "reader@example.org", Kind: deliver.Accepted}); err != nil {
			t.Fatal(err)
		}
	}
	r, err := o.Recipient(t.Context(), deliver.Hash("reader@example.org"))
	if err != nil || r.Rows[row.ID].State != deliver.Sent || len(r.Suppressed) != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestManyDigests keeps the object of a recipient bounded without ever forgetting that something was sent.
func TestManyDigests(t *testing.T) {
	taken := map[string]int{}
	o, _ := newOutbox(funcSender(func(_ context.Context, m deliver.Mail) (deliver.Receipt, error) {
		taken[m.ID]++
		return deliver.Receipt{}, nil
	}))
	d, texts := rendertest.Empty()
	send := func(n int) error {
		d.ID = rendertest.ID(n)
		_, err := o.Send(t.Context(), d, texts.Text, "reader@example.org", "en")
		return err
	}
	for n := range 450 {
		if err := send(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := send(3); err == nil {
		t.Error("a digest whose row is gone was sent again")
	}
	if err := send(440); err != nil {
		t.Error(err)
	}
	r, err := o.Recipient(t.Context(), deliver.Hash("reader@example.org"))
	if err != nil || len(r.Rows) > 400 || len(taken) != 450 {
		t.Errorf("%d rows, %d mails, %v", len(r.Rows), len(taken), err)
	}
}

// between is a store in which something happens after each read.
type between struct {
	store.KV
	after func()
}

func (b *between) Get(ctx context.Context, key string) ([]byte, store.Version, error) {
	value, version, err := b.KV.Get(ctx, key)
	b.after()
	return value, version, err
}

// TestSuppressedWhileClaiming lets a recipient leave at the worst moment: after the claim has read that they want
// the mail, before it is written.
func TestSuppressedWhileClaiming(t *testing.T) {
	taken := 0
	o, _ := newOutbox(funcSender(func(context.Context, deliver.Mail) (deliver.Receipt, error) {
		taken++
		return deliver.Receipt{}, nil
	}))
	d, texts := rendertest.Model()
	rival := &deliver.Outbox{KV: o.KV, Now: o.Now}
	var once sync.Once
	o.KV = &between{o.KV, func() {
		once.Do(func() {
			if err := rival.Suppress(t.Context(), deliver.Hash("reader@example.org"), d.Name, "unsubscribe"); err != nil {
				t.Error(err)
			}
		})
	}}
	row, err := o.Send(t.Context(), d, texts.Text, "reader@example.org", "en")
	if row.State != deliver.Suppressed || err != nil || taken != 0 {
		t.Errorf("%s, %v, %d handed over", row.State, err, taken)
	}
}

// TestCallerGoes ends the caller's context while the provider takes the mail: that it did is still written down.
func TestCallerGoes(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	o, clock := newOutbox(nil)
	o.Sender = funcSender(func(context.Context, deliver.Mail) (deliver.Receipt, error) {
		cancel()
		return deliver.Receipt{ID: "1"}, nil
	})
	d, texts := rendertest.Model()
	if row, err := o.Send(ctx, d, texts.Text, "reader@example.org", "en"); row.State != deliver.Sent || err != nil {
		t.Errorf("%s, %v", row.State, err)
	}
	clock.pass(time.Hour)
	if row, err := o.Send(t.Context(), d, texts.Text, "reader@example.org", "en"); row.State != deliver.Sent || err != nil {
		t.Errorf("later %s, %v", row.State, err)
	}
}

// TestGivesUp hands over a mail that is never taken a bounded number of times.
func TestGivesUp(t *testing.T) {
	asked := 0
	o, clock := newOutbox(funcSender(func(context.Context, deliver.Mail) (deliver.Receipt, error) {
		asked++
		return deliver.Receipt{}, &deliver.NotTaken{Err: errors.New("busy")}
	}))
	d, texts := rendertest.Model()
	var row deliver.Row
	for range 20 {
		row, _ = o.Send(t.Context(), d, texts.Text, "reader@example.org", "en")
		clock.pass(time.Hour)
	}
	if row.State != deliver.Failed || asked != 8 || row.Reason == "" {
		t.Errorf("%+v after %d times", row, asked)
	}
	if err := o.Release(t.Context(), "reader@example.org", d.ID); err != nil {
		t.Error(err)
	}
}
