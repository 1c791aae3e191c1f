package main

import (
	"testing"

	"polydigest/internal/cloud/cloudtest"
)

func TestEvent(t *testing.T) { cloudtest.Event(t, handler) }
