package extractive

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
)

// TestEqualClaimsRankEqually ranks claims that are nearly alike, so that the least difference in how sums are taken
// would show.
func TestEqualClaimsRankEqually(t *testing.T) {
	var c engine.Claims
	for i, s := range []string{
		"The ferry Marea sank off Port Allen on Tuesday with 214 passengers and a crew of eleven on board %d.",
		"Le traversier Marea a coulé mardi au large de Port-Allen avec 214 passagers et onze marins à bord %d.",
		"火曜日、アレン港の沖合でフェリー「マレア」が沈没し、乗客214人と乗員11人が乗っていた%d。",
		"غرقت العبارة ماريا قبالة ميناء ألين يوم الثلاثاء وعلى متنها 214 راكبا وطاقم من أحد عشر بحارا %d.",
		"周二,渡轮玛雷亚号在艾伦港附近海域沉没,船上有214名乘客和11名船员%d。",
	} {
		for n := range 12 {
			c.Claims = append(c.Claims, digest.Claim{
				ID: digest.ClaimID(fmt.Sprint(i, n)), Document: digest.DocID(fmt.Sprint("d", n%7)), Kind: digest.Report,
				Statement: digest.Text{Lang: []string{"en", "fr", "ja", "ar", "zh-Hans"}[i], Text: fmt.Sprintf(s, 1000+n)},
			})
		}
	}
	first, err := Engine{}.Relate(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for range 6 {
		again, err := Engine{}.Relate(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatal(diff)
		}
	}
}
