// Package storetest holds the contract of [store.KV] as tests that every implementation passes, and [Memory], an
// implementation for the tests of other packages.
package storetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/store"
)

// Run tests the contract. Each call of open gives an empty store; a second handle on the same store, as another
// process would have, comes from again.
func Run(t *testing.T, open func(t *testing.T) (kv store.KV, again func() store.KV)) {
	for name, test := range map[string]func(*testing.T, store.KV, func() store.KV){
		"what is put is got":                   putGet,
		"a missing key is not found":           missing,
		"create writes once":                   create,
		"swap needs the version":               swap,
		"one of many creators wins":            createRace,
		"no swap is lost":                      swapRace,
		"a reader sees a value whole":          wholeValues,
		"big values come back":                 bigValues,
		"keys in any script":                   keys,
		"what is no key is refused":            badKeys,
		"list is in byte order":                listOrder,
		"list pages through all":               listPages,
		"a source text has its key's hash":     contentAddressed,
		"a cancelled context stops every call": cancelled,
		"random operations agree with a model": model,
	} {
		t.Run(name, func(t *testing.T) {
			kv, again := open(t)
			test(t, kv, again)
		})
	}
}

func putGet(t *testing.T, kv store.KV, again func() store.KV) {
	ctx := t.Context()
	for _, value := range []string{"one", "", "二つ\x00ثلاثة", "one"} {
		if err := kv.Put(ctx, "runs/r/plan", []byte(value)); err != nil {
			t.Fatal(err)
		}
		for _, kv := range []store.KV{kv, again()} {
			if got, v, err := kv.Get(ctx, "runs/r/plan"); err != nil || string(got) != value || v == "" {
				t.Errorf("Get = %q, %q, %v; want %q", got, v, err, value)
			}
		}
	}
	_, before, _ := kv.Get(ctx, "runs/r/plan")
	if err := kv.Put(ctx, "runs/r/plan", []byte("other")); err != nil {
		t.Fatal(err)
	}
	if _, after, _ := kv.Get(ctx, "runs/r/plan"); after == before {
		t.Errorf("the version is %q before and after a change", after)
	}
}

func missing(t *testing.T, kv store.KV, _ func() store.KV) {
	ctx := t.Context()
	if err := kv.Put(ctx, "names/a/latest", []byte("x")); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"no", "names/b/latest", "names/a/latest2", "names/a/latest/below", "names/a"} {
		if _, v, err := kv.Get(ctx, key); !errors.Is(err, store.ErrNotFound) || v != "" {
			t.Errorf("Get(%q) = %q, %v; want %v", key, v, err, store.ErrNotFound)
		}
	}
	for range 2 {
		if err := kv.Delete(ctx, "names/a/latest"); err != nil {
			t.Errorf("Delete: %v", err)
		}
	}
	if _, _, err := kv.Get(ctx, "names/a/latest"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after Delete: %v", err)
	}
}

func create(t *testing.T, kv store.KV, again func() store.KV) {
	ctx := t.Context()
	if err := kv.Create(ctx, "answers/1", []byte("first")); err != nil {
		t.Fatal(err)
	}
	for _, kv := range []store.KV{kv, again()} {
		if err := kv.Create(ctx, "answers/1", []byte("second")); !errors.Is(err, store.ErrExists) {
			t.Errorf("second Create: %v", err)
		}
	}
	want(t, kv, "answers/1", "first")
	if err := kv.Delete(ctx, "answers/1"); err != nil {
		t.Fatal(err)
	}
	if err := kv.Create(ctx, "answers/1", []byte("third")); err != nil {
		t.Fatal(err)
	}
	want(t, kv, "answers/1", "third")
}

func swap(t *testing.T, kv store.KV, _ func() store.KV) {
	ctx, key := t.Context(), "recipients/1.json"
	if _, err := kv.CompareAndSwap(ctx, key, "never", []byte("x")); !errors.Is(err, store.ErrConflict) {
		t.Errorf("swap of a missing key: %v", err)
	}
	first, err := kv.CompareAndSwap(ctx, key, "", []byte("one"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := kv.CompareAndSwap(ctx, key, "", []byte("x")); !errors.Is(err, store.ErrConflict) {
		t.Errorf("swap from nothing of a key with a value: %v", err)
	}
	second, err := kv.CompareAndSwap(ctx, key, first, []byte("two"))
	if err != nil {
		t.Fatal(err)
	}
	if _, got, _ := kv.Get(ctx, key); got != second {
		t.Errorf("Get's version is %q, CompareAndSwap's %q", got, second)
	}
	if v, err := kv.CompareAndSwap(ctx, key, first, []byte("x")); !errors.Is(err, store.ErrConflict) || v != "" {
		t.Errorf("swap of an old version = %q, %v", v, err)
	}
	want(t, kv, key, "two")
	if err := kv.Delete(ctx, key); err != nil {
		t.Fatal(err)
	}
	if _, err := kv.CompareAndSwap(ctx, key, second, []byte("x")); !errors.Is(err, store.ErrConflict) {
		t.Errorf("swap of a deleted key: %v", err)
	}
}

func bigValues(t *testing.T, kv store.KV, _ func() store.KV) {
	value := make([]byte, 12<<20)
	random := rand.NewChaCha8([32]byte{1})
	random.Read(value)
	key := "raw/" + hash(value)
	if err := kv.Create(t.Context(), key, value); err != nil {
		t.Fatal(err)
	}
	got, _, err := kv.Get(t.Context(), key)
	if err != nil || !bytes.Equal(got, value) {
		t.Errorf("Get = %d bytes, %v", len(got), err)
	}
}

func keys(t *testing.T, kv store.KV, _ func() store.KV) {
	ctx := t.Context()
	all := []string{
		"names/été à Genève/latest", "names/電文漏洩/latest", "names/外交 电报/latest", "names/برقية/latest",
		"names/a b+c&d=e/latest", "names/50%25/latest", "names/.hidden/latest", "names/what?/latest.",
		`names/back\slash/"<|>"`, "names/'quote'/~(x)!*",
	}
	slices.Sort(all)
	for _, key := range all {
		if err := kv.Create(ctx, key, []byte(key)); err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range all {
		want(t, kv, key, key)
	}
	got, err := kv.List(ctx, "names/", "", 0)
	if diff := cmp.Diff(all, got); diff != "" || err != nil {
		t.Errorf("List (-want +got) %v:\n%s", err, diff)
	}
}

func badKeys(t *testing.T, kv store.KV, _ func() store.KV) {
	ctx := t.Context()
	for _, key := range []string{
		"", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", "a\x00b", "a\nb", "a\xff", string(make([]byte, 1025)),
	} {
		_, _, get := kv.Get(ctx, key)
		_, cas := kv.CompareAndSwap(ctx, key, "", nil)
		for name, err := range map[string]error{
			"Get": get, "CompareAndSwap": cas,
			"Put": kv.Put(ctx, key, nil), "Create": kv.Create(ctx, key, nil), "Delete": kv.Delete(ctx, key),
		} {
			if !errors.Is(err, store.ErrKey) {
				t.Errorf("%s(%.20q): %v; want %v", name, key, err, store.ErrKey)
			}
		}
	}
}

func listOrder(t *testing.T, kv store.KV, _ func() store.KV) {
	ctx := t.Context()
	all := []string{"a-b/c", "a.x", "a/b", "a/b-c", "a/c/d", "aa", "b/1", "b/10", "b/2", "b/é", "b/日", "c"}
	if !slices.IsSorted(all) {
		t.Fatal("the test's keys are not sorted")
	}
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(len(all)) {
		if err := kv.Put(ctx, all[i], []byte{byte(i)}); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		prefix, after string
		limit         int
		want          []string
	}{
		{"", "", 0, all},
		{"", "", 3, all[:3]},
		{"", "a/b", 2, all[3:5]},
		{"a/", "", 9, all[2:5]},
		{"a/b", "", 9, all[2:4]},
		{"a", "", 9, all[:6]},
		{"a/", "a/b-c", 9, all[4:5]},
		{"b/", "a/z", 9, all[6:11]},
		{"b/1", "b/1", 9, all[7:8]},
		{"b/", "b/é", 9, all[10:11]},
		{"b/", "c", 9, nil},
		{"nothing/", "", 9, nil},
		{"a/b/", "", 9, nil},
		{"c", "", 9, all[11:]},
	} {
		got, err := kv.List(ctx, c.prefix, c.after, c.limit)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("List(%q, %q, %d) = %q, %v; want %q", c.prefix, c.after, c.limit, got, err, c.want)
		}
	}
}

func listPages(t *testing.T, kv store.KV, _ func() store.KV) {
	ctx := t.Context()
	var all []string
	for i := range 120 {
		all = append(all, fmt.Sprintf("runs/%02d/claims/%03d", i%7, i))
		if err := kv.Create(ctx, all[i], nil); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(all)
	for _, limit := range []int{1, 7, 50, 120, 500} {
		var got []string
		for after := ""; ; {
			page, err := kv.List(ctx, "runs/", after, limit)
			if err != nil || len(page) > limit {
				t.Fatalf("a page of %d, limit %d, %v", len(page), limit, err)
			}
			if len(page) == 0 {
				break
			}
			got, after = append(got, page...), page[len(page)-1]
		}
		if !slices.Equal(got, all) {
			t.Errorf("pages of %d give %d keys of %d", limit, len(got), len(all))
		}
	}
}

func contentAddressed(t *testing.T, kv store.KV, _ func() store.KV) {
	ctx, text := t.Context(), []byte("Le télégramme 电报 電文 برقية")
	for _, key := range []string{"documents/" + hash(text), "raw/" + hash(text)} {
		if err := kv.Create(ctx, key, text[1:]); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("Create of another text: %v", err)
		}
		if err := kv.Put(ctx, key, nil); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("Put of another text: %v", err)
		}
		if err := kv.Create(ctx, key, text); err != nil {
			t.Error(err)
		}
		want(t, kv, key, string(text))
	}
}

func cancelled(t *testing.T, kv store.KV, _ func() store.KV) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, get := kv.Get(ctx, "a")
	_, cas := kv.CompareAndSwap(ctx, "a", "", nil)
	_, list := kv.List(ctx, "", "", 1)
	for name, err := range map[string]error{
		"Get": get, "CompareAndSwap": cas, "List": list,
		"Put": kv.Put(ctx, "a", nil), "Create": kv.Create(ctx, "a", nil), "Delete": kv.Delete(ctx, "a"),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if keys, err := kv.List(t.Context(), "", "", 0); len(keys) > 0 || err != nil {
		t.Errorf("after cancelled writes List = %q, %v", keys, err)
	}
}

func want(t *testing.T, kv store.KV, key, value string) {
	t.Helper()
	if got, _, err := kv.Get(t.Context(), key); err != nil || string(got) != value {
		t.Errorf("Get(%q) = %q, %v; want %q", key, got, err, value)
	}
}

func hash(value []byte) string {
	sum := sha256.Sum256(value)
	return hex.EncodeToString(sum[:])
}
