package source

import "testing"

func TestForgetWhatWasFetched(t *testing.T) {
	s := newSite(t, map[string]string{"/page": article("Deux morts selon")})
	d := newDesk()
	d.read(t, s, s.URL+"/page")
	for _, want := range []bool{true, false} {
		if gone, err := Forget(t.Context(), d.Store, s.URL+"/page"); len(gone) > 0 != want || err != nil {
			t.Errorf("gone: %q, %v", gone, err)
		}
	}
	if keys, err := d.Store.List(t.Context(), "", "", 0); len(keys) > 0 || err != nil {
		t.Errorf("left: %q, %v", keys, err)
	}
}
