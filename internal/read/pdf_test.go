package read

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"polydigest/internal/text"
)

// makePDF writes a PDF whose pages have the given lines, what stands behind a tab far apart, drawn with a font that numbers its glyphs as it likes
// and a ToUnicode map, as office programs do. info is the file's information dictionary.
func makePDF(pages [][]string, info string) []byte {
	codes := map[rune]int{}
	var chars strings.Builder
	hexOf := func(line string) string {
		var h strings.Builder
		for _, r := range line {
			if codes[r] == 0 {
				codes[r] = len(codes) + 1
				fmt.Fprintf(&chars, "<%04X> <", codes[r])
				for _, u := range utf16.Encode([]rune{r}) {
					fmt.Fprintf(&chars, "%04X", u)
				}
				chars.WriteString(">\n")
			}
			fmt.Fprintf(&h, "%04X", codes[r])
		}
		return h.String()
	}
	var contents []string
	for _, lines := range pages {
		c := "BT /F1 12 Tf 72 720 Td 14 TL\n"
		for _, line := range lines {
			if line == "" {
				c += "0 -14 Td\n" // a blank line
				continue
			}
			cells := strings.Split(line, "\t")
			for i, cell := range cells {
				if i > 0 {
					c += "320 0 Td "
				}
				c += "<" + hexOf(cell) + "> Tj "
			}
			c += fmt.Sprintf("%d 0 Td T*\n", -320*(len(cells)-1))
		}
		contents = append(contents, c+"ET")
	}
	return drawnPDF(contents, len(codes), chars.String(), info)
}

// drawnPDF is a PDF whose pages are drawn by these operators, with a font whose codes mean what a list of pairs says.
func drawnPDF(contents []string, codes int, chars, info string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), fmt.Sprintf(format, args...))
	}
	stream := func(s string) { object("<< /Length %d >>\nstream\n%s\nendstream", len(s), s) }
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids strings.Builder
	for i := range contents {
		fmt.Fprintf(&kids, "%d 0 R ", 5+2*i)
	}
	object("<< /Type /Pages /Kids [%s] /Count %d /Resources << /Font << /F1 3 0 R >> >> >>", kids.String(), len(contents))
	object("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 4 0 R >>")
	stream("/CIDInit /ProcSet findresource begin\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
		fmt.Sprint(codes) + " beginbfchar\n" + chars + "endbfchar\nend")
	for i, c := range contents {
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R >>", 6+2*i)
		stream(c)
	}
	object("<< %s >>", info)
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, len(offsets), xref)
	return b.Bytes()
}

// TestReadPDF holds that a PDF's paragraphs come out whole and in order, on the pages where they stand, without
// running heads and page numbers.
func TestReadPDF(t *testing.T) {
	pages := [][]string{
		{"Lindvik Harbour Board 2025", "", "Report on the eastern quay", "", "The eastern quay was closed on Tuesday after divers had found", "cracks in three of its pillars, the in-", "spectors say.", "", "港湾局は火曜日、東埠頭を閉鎖した。修理には二か月かか", "る見込みだ。", "", "1"},
		{"Lindvik Harbour Board 2025", "", "海港管理局周二宣布关闭东码头。", "", "أغلق مدير الميناء الرصيف الشرقي يوم الثلاثاء.", "", "Le quai est a été fermé mardi, a précisé la mairie.", "", "2"},
		{"Lindvik Harbour Board 2025", "", "The repairs will cost 4.8 million.", "", "3"},
	}
	doc, err := Document(text.Raw{Body: makePDF(pages, "/Title (Report on the eastern quay) /Author (A. Holm) /CreationDate (D:20250314092000+01'00')")})
	if err != nil {
		t.Fatal(err)
	}
	checkDocument(t, doc)
	got := map[string]int{}
	for _, b := range doc.Blocks {
		got[doc.Text[b.Start:b.End]] = b.Page
	}
	for s, page := range map[string]int{
		"The eastern quay was closed on Tuesday after divers had found cracks in three of its pillars, the inspectors say.": 1,
		"港湾局は火曜日、東埠頭を閉鎖した。修理には二か月かかる見込みだ。":                                                                                  1,
		"海港管理局周二宣布关闭东码头。":                                                                                                   2,
		"أغلق مدير الميناء الرصيف الشرقي يوم الثلاثاء.":                                                                     2,
		"Le quai est a été fermé mardi, a précisé la mairie.":                                                               2,
		"The repairs will cost 4.8 million.":                                                                                3,
	} {
		if got[s] != page {
			t.Errorf("%q is on page %d, want %d", s, got[s], page)
		}
	}
	if strings.Contains(doc.Text, "Harbour Board 2025") || len(doc.Blocks) != 7 {
		t.Errorf("%d blocks: %q", len(doc.Blocks), doc.Text)
	}
	if doc.Title != "Report on the eastern quay" || doc.Published != "2025-03-14" || len(doc.Author) != 1 {
		t.Errorf("title %q, date %q, author %q", doc.Title, doc.Published, doc.Author)
	}
}

// TestColumnsDrawnRowByRow holds that sentences of columns do not run into each other, and that the cells of a table and
// the words of a spread line stay beside each other.
func TestColumnsDrawnRowByRow(t *testing.T) {
	left := []string{"The harbour was closed on Monday after", "the storm had sunk three boats near the", "lighthouse, and nine ships were turned", "away by pilots who guard the entrance,", "two of whom waited at sea until Friday."}
	right := []string{"The minister announced yesterday that an", "official inquiry will be opened next week,", "and that what it finds will be published", "before the end of December. The pilots", "had asked for it three months ago."}
	columns := []string{"The storm in the harbour: what is known of the boats, the pilots and the inquiry on Friday"}
	for i := range left {
		columns = append(columns, left[i]+"\t"+right[i])
	}
	for name, c := range map[string]struct{ lines, want []string }{
		"columns":       {columns, []string{columns[0], strings.Join(left, " "), strings.Join(right, " ")}},
		"a table":       {[]string{"Boat\tTonnes", "Anna\t40", "Berta\t51", "Cilly\t63", "Dora\t17"}, []string{"Boat Tonnes", "Anna 40", "Dora 17"}},
		"a spread line": {[]string{"The harbour\twas closed\ton Monday", "after the storm."}, []string{"The harbour was closed on Monday"}},
	} {
		doc, err := Document(text.Raw{Body: makePDF([][]string{c.lines}, "")})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		at := 0
		for _, want := range c.want {
			found := strings.Index(doc.Text[at:], want)
			if found < 0 {
				t.Errorf("%s: no %q where it belongs in %q", name, want, doc.Text)
				break
			}
			at += found
		}
	}
}

// TestUnreadablePDFs holds that a reader is told what to do about a PDF without text.
func TestUnreadablePDFs(t *testing.T) {
	whole := makePDF([][]string{{"The quay is closed."}}, "")
	for name, c := range map[string]struct {
		body []byte
		want Error
	}{
		"a picture":  {makePDF([][]string{{}}, ""), ErrPDFPictures},
		"a password": {bytes.Replace(whole, []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt << /Filter /Standard /V 5 /R 6 >>"), 1), ErrPDFLocked},
		"half of it": {whole[:len(whole)/2], ErrPDF},
	} {
		if _, err := Document(text.Raw{Body: c.body}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestDamagedPDF holds that broken and circular files end with an error, not a panic or a loop.
func TestDamagedPDF(t *testing.T) {
	whole := makePDF([][]string{{"The quay is closed."}}, "")
	damage := map[string]func(string) string{
		"cut":            func(s string) string { return s[:len(s)/2] },
		"no xref":        func(s string) string { return strings.Replace(s, "startxref", "startxxxx", 1) },
		"kids of itself": func(s string) string { return strings.Replace(s, "/Kids [5 0 R ]", "/Kids [2 0 R ]", 1) },
		"contents gone":  func(s string) string { return strings.Replace(s, "/Contents 6 0 R", "/Contents 9 9 R", 1) },
		"no pages":       func(s string) string { return strings.Replace(s, "/Pages 2 0 R", "/Pages 1 0 R", 1) },
		"circular xref": func(s string) string {
			return strings.Replace(s, "/Root 1 0 R", "/Root 1 0 R /Prev "+s[strings.LastIndex(s, "startxref")+10:len(s)-7], 1)
		},
		"huge":   func(s string) string { return strings.Replace(s, "/Size ", "/Size 99999999", 1) },
		"no map": func(s string) string { return strings.ReplaceAll(s, "beginbfchar", "beginbfchaa") },
		"parent loop": func(s string) string {
			return strings.Replace(strings.Replace(s, "/Resources", "/Xesources", 1), "/Type /Pages", "/Parent 2 0 R /Type /Pages", 1)
		},
	}
	for name, spoil := range damage {
		t.Run(name, func(t *testing.T) {
			doc, err := Document(text.Raw{Body: []byte(spoil(string(whole)))})
			if err != nil && !errors.Is(err, ErrPDF) && !errors.Is(err, ErrPDFPictures) {
				t.Errorf("got %v", err)
			}
			checkDocument(t, doc)
		})
	}
}
