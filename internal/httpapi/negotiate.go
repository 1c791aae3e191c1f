package httpapi

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"polydigest/internal/deliver/render"
)

// offers are the media types of a digest; the first is for those who take anything.
var offers = []string{"application/json", "text/html", "text/markdown", "text/plain", "application/vnd.polydigest.bundle+json"}

var formatOf = map[string]render.Format{
	"application/json": render.FormatJSON, "text/html": render.FormatHTML, "text/markdown": render.FormatMarkdown,
	"text/plain": render.FormatText, "application/vnd.polydigest.bundle+json": render.FormatBundle,
}

// negotiate picks the format that the Accept header weighs most; the more exact range counts, then our own order.
func negotiate(r *http.Request) (render.Format, bool) {
	accept := r.Header.Get("Accept")
	if r.URL.Query().Get("format") == "bundle" {
		return render.FormatBundle, true
	}
	if strings.TrimSpace(accept) == "" {
		return render.FormatJSON, true
	}
	best, bestWeight := "", 0.0
	for _, offer := range offers {
		if weight := weigh(accept, offer); weight > bestWeight {
			best, bestWeight = offer, weight
		}
	}
	return formatOf[best], best != ""
}

// weigh is the quality that an Accept header (RFC 9110, 12.5.1) gives a media type.
func weigh(accept, offer string) float64 {
	quality, exactness := 0.0, -1
	kind, _, _ := strings.Cut(offer, "/")
	for part := range strings.SplitSeq(accept, ",") {
		media, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		match := -1
		switch media {
		case offer:
			match = 2
		case kind + "/*":
			match = 1
		case "*/*":
			match = 0
		}
		if match <= exactness {
			continue
		}
		exactness, quality = match, 1
		if q, ok := params["q"]; ok {
			if quality, err = strconv.ParseFloat(q, 64); err != nil || quality < 0 || quality > 1 {
				quality = 0
			}
		}
	}
	return quality
}

// edition is the language that a request asks for: ?lang=, else the first of Accept-Language, else "".
func edition(r *http.Request) (string, error) {
	if lang := r.URL.Query().Get("lang"); lang != "" {
		tag, err := language.Parse(lang)
		if err != nil || len(lang) > 35 {
			return "", problem(http.StatusBadRequest, "bad-query", "lang is not a language tag", "")
		}
		return tag.String(), nil
	}
	header := r.Header.Get("Accept-Language")
	if len(header) > 500 {
		return "", nil
	}
	// What cannot be read is no wish.
	tags, weights, err := language.ParseAcceptLanguage(header)
	if err != nil || len(tags) == 0 || weights[0] == 0 || tags[0] == language.Und {
		return "", nil
	}
	return tags[0].String(), nil
}
