package render

import (
	"testing"

	"polydigest/internal/verify"
)

// TestReasonsHaveWords finds reasons of package verify that a reader would be shown as codes.
func TestReasonsHaveWords(t *testing.T) {
	english := WordsFor("en")
	for _, code := range []string{
		verify.NoSupport, verify.FigureNotInText, verify.DateNotInText, verify.NameNotInText, verify.PolarityDiffers, verify.NoAuthor,
		verify.NoSpeaker, verify.Misattributed, verify.OpponentMissing, verify.WrongLanguage, verify.HasLink, verify.HasMarkup, verify.HasControl, verify.TooLong,
		verify.Empty, verify.NotSupported, verify.UnknownPoint, verify.DifferentFigure, verify.DifferentTime, verify.OppositeSense,
		verify.DifferentSpeaker, verify.DifferentKind, verify.SameFigure, verify.ForSoftware,
	} {
		label := reasons[code]
		if label == "" || !english.Has(label) {
			t.Errorf("%s has no words", code)
		}
	}
	for code, label := range reasons {
		if !english.Has(label) {
			t.Errorf("%s: no label %q", code, label)
		}
	}
}
