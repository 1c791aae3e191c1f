package text

import "bytes"

func isPDF(body []byte) bool {
	return bytes.Contains(body[:min(len(body), 1024)], []byte("%PDF-"))
}

func readPDF(raw Raw) (Document, error) { return Document{}, ErrPDF }
