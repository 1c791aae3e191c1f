package mailing

import (
	"errors"
	"fmt"
	"testing"

	"polydigest/internal/cloud"
	"polydigest/internal/deliver"
)

func TestWhatMayBeTriedAgainHasItsName(t *testing.T) {
	if err := named(fmt.Errorf("row: %w", deliver.ErrBusy)); !errors.As(err, new(*cloud.Busy)) {
		t.Errorf("%T: %v", err, err)
	}
	if err := named(fmt.Errorf("row: %w", &deliver.NotTaken{Err: errors.New("greylisted")})); !errors.As(err, new(*cloud.NotTaken)) {
		t.Errorf("%T: %v", err, err)
	}
	if err := named(nil); err != nil {
		t.Error(err)
	}
}
