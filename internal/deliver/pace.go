package deliver

import (
	"context"
	"sync"
	"time"
)

// Paced hands mails to next no faster than one in every interval, as providers ask of new senders (SES: one a
// second). It is for a process that sends one mail after another: a mail that waits long is one whose lease runs.
func Paced(next Sender, interval time.Duration) Sender {
	return &paced{next: next, interval: interval}
}

type paced struct {
	next     Sender
	interval time.Duration
	mu       sync.Mutex
	free     time.Time // when the next mail may go
}

// Send waits for its turn. If ctx ends before that, the mail was surely not taken.
func (p *paced) Send(ctx context.Context, m Mail) (Receipt, error) {
	p.mu.Lock()
	now := time.Now()
	turn := now
	if p.free.After(now) {
		turn = p.free
	}
	p.free = turn.Add(p.interval)
	p.mu.Unlock()

	timer := time.NewTimer(turn.Sub(now))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return Receipt{}, &NotTaken{Err: ctx.Err()}
	case <-timer.C:
		return p.next.Send(ctx, m)
	}
}
