package source

import (
	"context"
	"errors"
	"net/url"
	"path"
	"strings"

	"polydigest/internal/source/feed"
	"polydigest/internal/store"
)

// expandBucket lists what lies at or under s3://bucket/prefix, in the order of the keys, hidden objects left out.
func (r *Reader) expandBucket(ctx context.Context, name string) []Ref {
	bucket, prefix, err := splitBucket(name)
	if err != nil {
		return []Ref{failed(name, "%v", err)}
	}
	kv, err := r.openBucket(ctx, bucket)
	if err != nil {
		return []Ref{failed(name, "%v", err)}
	}
	keys, err := kv.List(ctx, prefix, "", 0)
	if err != nil {
		return []Ref{failed(name, "%v", err)}
	}
	var refs []Ref
	host, _, _ := strings.Cut(strings.TrimPrefix(bucket, "s3://"), "?")
	for _, key := range keys {
		within := prefix == "" || key == prefix || strings.HasPrefix(key, prefix+"/")
		if within && !strings.HasPrefix(key, ".") && !strings.Contains(key, "/.") {
			refs = append(refs, expandObject(ctx, kv, Ref{Source: "s3://" + host + "/" + key, Kind: Object, Bucket: bucket, Key: key})...)
		}
	}
	if len(refs) == 0 {
		return []Ref{failed(name, "no documents there")}
	}
	return refs
}

// expandObject is the object itself, or the feeds of a list.
func expandObject(ctx context.Context, kv store.KV, ref Ref) []Ref {
	if !isList(ref.Key) {
		return []Ref{ref}
	}
	body, reason := object(ctx, kv, ref.Key)
	if reason != "" {
		return []Ref{failed(ref.Source, "%s", reason)}
	}
	return expandList(ref.Source, body)
}

// object is the content of an object, or the reason why it cannot be read.
func object(ctx context.Context, kv store.KV, key string) (body []byte, reason string) {
	body, _, err := kv.Get(ctx, key)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil, "no longer there"
	case errors.Is(err, store.ErrTooLarge), err == nil && len(body) > MaxDocument:
		return nil, tooLarge(int64(len(body)))
	case err != nil:
		return nil, err.Error()
	}
	return body, ""
}

// splitBucket parts s3://bucket/a/b?option into s3://bucket?option and a/b.
func splitBucket(name string) (bucket, prefix string, err error) {
	u, err := url.Parse(name)
	if err != nil || u.Host == "" {
		return "", "", errors.New("not a bucket: want s3://bucket/prefix")
	}
	prefix = strings.Trim(u.Path, "/")
	u.Path, u.RawPath = "", ""
	return u.String(), prefix, nil
}

func (r *Reader) openBucket(ctx context.Context, bucket string) (store.KV, error) {
	if r.Bucket == nil {
		return nil, errors.New("buckets cannot be read here")
	}
	return r.Bucket(ctx, bucket)
}

// readObject reads one object of a bucket, like a file.
func (r *Reader) readObject(ctx context.Context, ref Ref) documents {
	kv, err := r.openBucket(ctx, ref.Bucket)
	if err != nil {
		return ready(failedItem(ref.Source, "%v", err))
	}
	body, reason := object(ctx, kv, ref.Key)
	if reason != "" {
		return ready(failedItem(ref.Source, "%s", reason))
	}
	return r.content(ctx, ref, path.Base(ref.Key), body)
}

// content gives the documents in a file's or an object's content: one, or those of JSON lines, or a feed's.
func (r *Reader) content(ctx context.Context, ref Ref, name string, body []byte) documents {
	switch {
	case isLines(name):
		return ready(parseLines(ref.Source, 1, body)...)
	case feed.Is(body, contentType(name)):
		return r.readFeed(ctx, ref, download{body: body, st: state{RetrievedAt: r.now()}})
	}
	return ready(documentItem(ref.Source, body))
}
