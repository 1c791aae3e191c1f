package storetest

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"polydigest/internal/store"
)

func createRace(t *testing.T, kv store.KV, again func() store.KV) {
	for round := range 10 {
		key := "runs/start-" + strconv.Itoa(round)
		var won atomic.Int32
		var winner atomic.Value
		var group sync.WaitGroup
		for i := range 16 {
			kv, value := kv, strconv.Itoa(i)
			if i%2 == 0 {
				kv = again()
			}
			group.Go(func() {
				switch err := kv.Create(t.Context(), key, []byte(value)); {
				case err == nil:
					won.Add(1)
					winner.Store(value)
				case !errors.Is(err, store.ErrExists):
					t.Error(err)
				}
			})
		}
		group.Wait()
		if n := won.Load(); n != 1 {
			t.Fatalf("%d creators won", n)
		}
		want(t, kv, key, winner.Load().(string))
	}
}

func swapRace(t *testing.T, kv store.KV, again func() store.KV) {
	const workers, swaps = 8, 25
	ctx, key := t.Context(), "spend/today"
	if err := kv.Put(ctx, key, []byte("0")); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for i := range workers {
		kv := kv
		if i%2 == 0 {
			kv = again()
		}
		group.Go(func() {
			for done := 0; done < swaps; {
				value, version, err := kv.Get(ctx, key)
				if err != nil {
					t.Error(err)
					return
				}
				n, _ := strconv.Atoi(string(value))
				_, err = kv.CompareAndSwap(ctx, key, version, []byte(strconv.Itoa(n+1)))
				if err == nil {
					done++
				} else if !errors.Is(err, store.ErrConflict) {
					t.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	want(t, kv, key, strconv.Itoa(workers*swaps))
}

func wholeValues(t *testing.T, kv store.KV, again func() store.KV) {
	ctx, key := t.Context(), "digests/a/1.json"
	value := func(i int) []byte { return bytes.Repeat([]byte{byte('a' + i%26)}, 1+i*3001%100_000) }
	if err := kv.Put(ctx, key, value(0)); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for kv := again(); ; {
				select {
				case <-stop:
					return
				default:
				}
				got, _, err := kv.Get(ctx, key)
				if err != nil || len(got) == 0 || len(bytes.Trim(got, string(got[:1]))) > 0 {
					t.Errorf("Get saw %d bytes of two values, or %v", len(got), err)
					return
				}
			}
		})
	}
	for i := range 60 {
		if err := kv.Put(ctx, key, value(i)); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	group.Wait()
}

func model(t *testing.T, kv store.KV, again func() store.KV) {
	ctx, random := t.Context(), rand.New(rand.NewPCG(7, 7))
	values, versions := map[string]string{}, map[string]store.Version{}
	handles := []store.KV{kv, again()}
	for range 400 {
		kv, key := handles[random.IntN(2)], "m/"+strconv.Itoa(random.IntN(4))
		value := strconv.Itoa(random.IntN(1000))
		_, has := values[key]
		switch random.IntN(6) {
		case 0:
			if err := kv.Put(ctx, key, []byte(value)); err != nil {
				t.Fatal(err)
			}
			values[key] = value
		case 1:
			if err := kv.Create(ctx, key, []byte(value)); errors.Is(err, store.ErrExists) != has || err != nil && !has {
				t.Fatalf("Create with value %t: %v", has, err)
			}
			if !has {
				values[key] = value
			}
		case 2, 3:
			_, now, err := kv.Get(ctx, key)
			if err != nil && has {
				t.Fatal(err)
			}
			old := versions[key]
			_, err = kv.CompareAndSwap(ctx, key, old, []byte(value))
			if old == now && err != nil || old != now && !errors.Is(err, store.ErrConflict) {
				t.Fatalf("swap of %q when it is %q: %v", old, now, err)
			}
			if old == now {
				values[key] = value
			}
		case 4:
			if err := kv.Delete(ctx, key); err != nil {
				t.Fatal(err)
			}
			delete(values, key)
		case 5:
			_, versions[key], _ = kv.Get(ctx, key)
		}
		got, _, err := kv.Get(ctx, key)
		now, has := values[key]
		if has && (err != nil || string(got) != now) || !has && !errors.Is(err, store.ErrNotFound) {
			t.Fatalf("Get = %q, %v; want %q, %t", got, err, now, has)
		}
	}
}
