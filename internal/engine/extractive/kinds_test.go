package extractive

import (
	"testing"

	"polydigest/internal/digest"
)

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		sentence string
		want     digest.Kind
	}{
		{"The quay was closed at noon.", digest.Report},
		{"The harbour master said the quay was closed.", digest.Statement},
		{"港湾局は、岸壁の損傷は確認されていないとした。", digest.NonConfirmation},
		{"La société dément toute surcharge.", digest.Denial},
		{"I think nobody in that harbour ever read a safety manual.", digest.Opinion},
		{"むしろ当局が隠しているのではないかしら!?", digest.Opinion},
		{"我认为港务局早就知道。", digest.Opinion},
		{"На мой взгляд, порт давно пора закрыть.", digest.Opinion},
		{"في رأيي كان يجب إغلاق الميناء.", digest.Opinion},
		{"Secondo me il porto andava chiuso prima.", digest.Opinion},
		{"“I think the crane was broken,” the docker told the paper.", digest.Statement},
		{"Asked about the crane, the docker wrote: “I think it was broken.”", digest.Report},
	} {
		if got := kindOf(c.sentence); got != c.want {
			t.Errorf("%s: %s, want %s", c.sentence, got, c.want)
		}
	}
}
