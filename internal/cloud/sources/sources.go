// Package sources has what reads pages, feeds and buckets, for the function that fetches.
package sources

import (
	"context"

	"polydigest/internal/cloud"
	"polydigest/internal/source"
	"polydigest/internal/source/web"
	"polydigest/internal/store"
	"polydigest/internal/store/s3"
)

// Reader lets a function fetch. It has no files of a user's.
func Reader(p *cloud.Place) error {
	p.Sources = &source.Reader{
		Web: web.New(web.Config{Contact: p.Env("POLYDIGEST_CONTACT")}),
		Bucket: func(_ context.Context, name string) (store.KV, error) {
			bucket, err := s3.Open(cloud.Account(), name)
			if err != nil {
				return nil, err
			}
			bucket.MaxValue = source.MaxDocument
			return bucket, nil
		},
	}
	return nil
}
