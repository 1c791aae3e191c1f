package openai

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"polydigest/internal/llm"
)

var _ llm.Batcher = (*Model)(nil)

const (
	tagName      = "polydigest"     // of the metadata that a batch is found by
	maxBatchFile = 1 << 30          // bytes of a batch's results
	batchTimeout = 10 * time.Minute // of an upload or a download
	recentBatch  = 100              // batches among which one is looked for by its tag
)

// A line is one request of a batch, as the service reads it.
type line struct {
	ID     string                     `json:"custom_id"`
	Method string                     `json:"method"`
	URL    openai.BatchEndpoint       `json:"url"`
	Body   map[string]json.RawMessage `json:"body"`
}

// MarshalBatchLineItem returns the line's JSON.
func (l line) MarshalBatchLineItem() []byte {
	b, err := json.Marshal(l)
	if err != nil {
		panic(err) // raw JSON that we made ourselves
	}
	return b
}

// Submit uploads reqs and starts a batch of them.
func (m *Model) Submit(ctx context.Context, tag string, reqs []llm.Request) (string, error) {
	upload := openai.UploadBatchFileRequest{FileName: tag + ".jsonl"}
	d := m.Dialect()
	for i, req := range reqs {
		body, err := json.Marshal(m.request(req, d))
		if err != nil {
			return "", fmt.Errorf("batch: %w", err)
		}
		fields, err := withFields(body, d.fields(req))
		if err != nil {
			return "", fmt.Errorf("batch: %w", err)
		}
		upload.Lines = append(upload.Lines, line{
			ID: strconv.Itoa(i), Method: http.MethodPost, URL: openai.BatchEndpointChatCompletions, Body: fields,
		})
	}
	var file openai.File
	err := m.do(ctx, new(exchange), func(ctx context.Context) (err error) {
		file, err = m.client.UploadBatchFile(ctx, upload)
		return err
	})
	if err != nil {
		return "", err
	}
	var b openai.BatchResponse
	err = m.do(ctx, new(exchange), func(ctx context.Context) (err error) {
		b, err = m.client.CreateBatch(ctx, openai.CreateBatchRequest{
			InputFileID: file.ID, Endpoint: openai.BatchEndpointChatCompletions,
			Metadata: map[string]any{tagName: tag},
		})
		return err
	})
	if err == nil && b.ID == "" {
		err = m.explain(unusable(llm.Retry, "no_batch", "started a batch without an id", llm.Usage{}))
	}
	return b.ID, err
}

// Find looks for the batch with a tag among the latest ones.
func (m *Model) Find(ctx context.Context, tag string) (string, error) {
	var list openai.ListBatchResponse
	err := m.do(ctx, new(exchange), func(ctx context.Context) (err error) {
		list, err = m.client.ListBatch(ctx, nil, new(recentBatch))
		return err
	})
	for _, b := range list.Data {
		if b.Metadata[tagName] == tag {
			return b.ID, nil
		}
	}
	return "", err
}

// Collect returns the results of an ended batch.
func (m *Model) Collect(ctx context.Context, id string) (map[int]llm.Result, bool, error) {
	var b openai.BatchResponse
	err := m.do(ctx, new(exchange), func(ctx context.Context) (err error) {
		b, err = m.client.RetrieveBatch(ctx, id)
		return err
	})
	if err != nil {
		return nil, false, err
	}
	switch b.Status {
	case "completed", "expired", "cancelled":
	case "failed":
		return nil, false, m.explain(batchFailed(b))
	default: // validating, in_progress, finalizing, cancelling
		return nil, false, nil
	}
	results := make(map[int]llm.Result)
	for _, file := range []*string{b.OutputFileID, b.ErrorFileID} {
		if file == nil || *file == "" {
			continue
		}
		if err := m.download(ctx, *file, results); err != nil {
			return nil, false, err
		}
	}
	return results, true, nil
}

func batchFailed(b openai.BatchResponse) *llm.Error {
	e := fatal("batch_failed", "the batch failed")
	if b.Errors != nil && len(b.Errors.Data) > 0 {
		e.Message += "; it says: " + quote(b.Errors.Data[0].Message)
	}
	return e
}

// download adds the lines of a file of results.
func (m *Model) download(ctx context.Context, file string, results map[int]llm.Result) error {
	return m.do(ctx, &exchange{stream: true}, func(ctx context.Context) error {
		content, err := m.client.GetFileContent(ctx, file)
		if err != nil {
			return err
		}
		defer content.Close()
		lines := bufio.NewScanner(http.MaxBytesReader(nil, content, maxBatchFile))
		lines.Buffer(nil, maxBody)
		for lines.Scan() {
			if len(bytes.TrimSpace(lines.Bytes())) > 0 {
				m.result(lines.Bytes(), results)
			}
		}
		if err := lines.Err(); err != nil {
			return fmt.Errorf("read the results: %w", err)
		}
		return nil
	})
}

// result reads one line of a batch's results. A line that cannot be read gives none: its request is then
// asked again.
func (m *Model) result(b []byte, results map[int]llm.Result) {
	var l struct {
		ID       string `json:"custom_id"`
		Response *struct {
			Status int             `json:"status_code"`
			Body   json.RawMessage `json:"body"`
		} `json:"response"`
	}
	if json.Unmarshal(b, &l) != nil || l.Response == nil {
		return
	}
	i, err := strconv.Atoi(l.ID)
	if err != nil {
		return
	}
	d := m.dialect.Load()
	resp, e := read(&exchange{status: l.Response.Status, body: bytes.Clone(l.Response.Body)})
	if e == nil {
		resp.Model = cmp.Or(resp.Model, m.model)
		results[i] = llm.Result{Response: resp}
		return
	}
	if next, changed := d.without(e); changed {
		m.dialect.CompareAndSwap(d, &next)
		e.Class = llm.Retry // in the new dialect
	}
	results[i] = llm.Result{Err: m.explain(e)}
}

// do makes a request other than for a chat completion.
func (m *Model) do(ctx context.Context, x *exchange, f func(context.Context) error) error {
	attempt, cancel := context.WithTimeout(ctx, batchTimeout)
	defer cancel()
	err := f(withExchange(attempt, x))
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", m.model, context.Cause(ctx))
	case x.status == 0:
		return m.explain(unanswered(x, err))
	case x.status < 200 || x.status > 299:
		return m.explain(classify(x))
	case err != nil:
		return m.explain(&llm.Error{Class: llm.Retry, Code: "broken_json", Err: err, Paid: llm.PaidMaybe,
			Message: "an answer that cannot be read"})
	}
	return nil
}
