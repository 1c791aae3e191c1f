package llm

import "unicode"

// Tokens estimates how many tokens a model makes of s, from the scripts in it. It is within about a quarter of what
// the tokenizers of current models count for prose; limits, and the detection of prompts that a server cut
// silently, need no more. It is no upper bound: see [MaxPrompt].
func Tokens(s string) int {
	n := 0 // in hundredths of a token
	for _, r := range s {
		switch {
		case r < 0x80 && (unicode.IsLetter(r) || r == ' '):
			n += 20
		case r < 0x80:
			n += 55 // digits and punctuation
		case r < 0x250:
			n += 60 // Latin letters with marks
		case unicode.In(r, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Devanagari):
			n += 40
		default:
			n += 80 // Han, kana, hangul and what is rarer
		}
	}
	return (n + 99) / 100
}

// EstimatePrompt is how many tokens req's prompt probably has.
func EstimatePrompt(req Request) int {
	if req.Estimate > 0 {
		return req.Estimate
	}
	n := Tokens(string(req.Schema))
	for _, m := range req.Messages {
		n += Tokens(m.Content) + 4
	}
	return n
}

// MaxPrompt is a hard upper bound of the tokens in req's prompt: byte-level tokenizers make at most one of each
// byte, and a message's frame takes a few.
func MaxPrompt(req Request) int {
	n := len(req.Schema) + 16
	for _, m := range req.Messages {
		n += len(m.Content) + 8
	}
	return n
}
