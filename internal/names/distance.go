package names

import (
	"strings"

	"polydigest/internal/lazy"
)

// Distance says how unlike two spellings of a name sound: 0 for the same, 1 for nothing in common. known is false when
// a script is not read, or when the readings of Japanese names in Han characters, which no table holds whole, cannot
// tell. Two spellings of one name are mostly under [Same], two names mostly over it.
func Distance(a, aLang, b, bLang string) (d float64, known bool) {
	if sa, sb := scriptOfText(a), scriptOfText(b); sa == hanScript && sb == hanScript {
		aLang, bLang = "zh", "zh" // read alike, or not at all
	}
	as, okA := sounds(a, aLang)
	bs, okB := sounds(b, bLang)
	if !okA || !okB {
		return 1, false
	}
	d = nearest(as, bs)
	uncertain := japaneseHan(a, aLang) || japaneseHan(b, bLang)
	return d, d <= Same || !uncertain
}

// nearest is the least distance of two names that may sound in several ways.
func nearest(as, bs []string) float64 {
	d := 1.0
	for _, x := range as {
		for _, y := range bs {
			d = min(d, soundDistance(x, y))
		}
	}
	return d
}

// Same is the distance up to which two spellings are taken for one name.
const Same = 0.36

// Unlike is the distance from which two spellings are taken for two names; between the two nothing is said.
const Unlike = 0.45

func japaneseHan(name, lang string) bool {
	return strings.HasPrefix(lang, "ja") && scriptOfText(name) == hanScript
}

// longest bounds the sounds of a name that are compared.
const longest = 64

// firstSound is how much more another first sound tells: spellings of one name mostly begin alike.
const firstSound = 1.5

// soundDistance is the weighted edit distance of two strings of sounds over the weight of the heavier.
func soundDistance(a, b string) float64 {
	if a == b {
		return 0
	}
	if a == "" || b == "" {
		return 1
	}
	if len(b) >= longest {
		b = b[:longest-1]
	}
	costs := keptExchange.Get(exchange)
	var rows [2][longest]float64
	prev, row := rows[0][:], rows[1][:]
	for j := range b {
		prev[j+1] = prev[j] + drop(b, j)
	}
	for i := range a {
		row[0] = prev[0] + drop(a, i)
		for j := range b {
			other := costs[a[i]][b[j]]
			if i == 0 && j == 0 {
				other *= firstSound
			}
			row[j+1] = min(prev[j]+other, prev[j+1]+drop(a, i), row[j]+drop(b, j))
		}
		prev, row = row, prev
	}
	return min(1, prev[len(b)]/max(weight(a), weight(b)))
}

func weight(s string) float64 {
	w := 0.0
	for i := range s {
		if isVowel(s[i]) {
			w += 0.45
		} else {
			w++
		}
	}
	return w
}

// drop is the cost of a sound that only one of the spellings has. Vowels are left out by Arabic and Hebrew and put in
// by Chinese and Japanese; h and glides come and go; an r or n at the end of a syllable does in Chinese.
func drop(s string, i int) float64 {
	switch c := s[i]; c {
	case 'a', 'e', 'i', 'o', 'u':
		if i == 0 {
			return 0.3
		}
		return 0.2
	case 'h', 'w', 'y':
		return 0.3
	case 'r':
		return 0.45
	case 'n', 'N', 'l':
		return 0.6
	case 't', 'd', 'g', 'k', 's':
		return 0.7
	}
	return 0.9
}

// exchange is what it costs to have one sound for another.
func exchange() *[128][128]float64 {
	var costs [128][128]float64
	for a := range costs {
		for b := range costs[a] {
			switch {
			case a == b:
			case isVowel(byte(a)) && isVowel(byte(b)):
				costs[a][b] = 0.15
			default:
				costs[a][b] = 1
			}
		}
	}
	for _, group := range []struct {
		cost  float64
		pairs string
	}{
		{0.1, "lr nN iy uw sz kg td bp"},
		{0.2, "bv vw fv sS zT sT SC CJ zJ hk"},
		{0.3, "fp fh vp fw sC TC ts tC gJ yJ gh dJ ST dz kC tT mn hJ dT zS wb iw rw hS sJ lw ln uv iJ aw gw kJ gC tS kS"},
	} {
		for _, p := range strings.Fields(group.pairs) {
			costs[p[0]][p[1]], costs[p[1]][p[0]] = group.cost, group.cost
		}
	}
	return &costs
}

var keptExchange lazy.Value[*[128][128]float64]
