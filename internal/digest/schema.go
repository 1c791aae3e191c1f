package digest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"polydigest/internal/lazy"
)

// enums are the values that a field of each of these types can have.
var enums = map[reflect.Type][]any{
	reflect.TypeFor[Status]():      {Complete, Partial},
	reflect.TypeFor[ItemState]():   {Used, PartlyUsed, SameText, NoClaims, BelowCut, OutsidePeriod, Failed, Skipped},
	reflect.TypeFor[DateBasis]():   {DateMeta, DateFeed, DateText, DateFile, DateFirstSeen, DateNone},
	reflect.TypeFor[By]():          {ByModel, ByExtractive},
	reflect.TypeFor[OriginKind]():  {OriginOutlet, OriginAgency, OriginPerson, OriginBody, OriginDocument, OriginUnknown},
	reflect.TypeFor[OriginBasis](): {BasisCredited, BasisOwnReport, BasisSpeaker, BasisCopy, BasisTranslation, BasisUnknown},
	reflect.TypeFor[Kind]():        {Report, Statement, Denial, NonConfirmation, Opinion, Forecast, Background},
	reflect.TypeFor[TimeBasis]():   {TimeStated, TimeRelative, TimeInferred},
	reflect.TypeFor[Role]():        {Support, Context, Credit},
	reflect.TypeFor[Result]():      {Pass, Fail, NotRun},
	reflect.TypeFor[TextState]():   {TextOK, QuotesOnly, Verbatim},
	reflect.TypeFor[RelationType](): {
		RelSameText, RelTranslation, RelCopy, RelExcerpt, RelQuotes,
	},
	reflect.TypeFor[PointRelationType](): {Denies, DoesNotConfirm, Conflicts, Updates},
}

// JSONSchema is the published schema of a stored digest (JSON Schema 2020-12), derived from the Go types. Members
// that it does not name are allowed, so that fields can be added.
func JSONSchema() *jsonschema.Schema {
	return keptJSONSchema.Get(func() *jsonschema.Schema {
		types := map[reflect.Type]*jsonschema.Schema{
			reflect.TypeFor[time.Time](): {Type: "string", Format: "date-time"},
		}
		for t, values := range enums {
			types[t] = &jsonschema.Schema{Type: "string", Enum: values}
		}
		s, err := jsonschema.For[Digest](&jsonschema.ForOptions{TypeSchemas: types})
		if err != nil {
			panic(err) // the types are fixed; a test calls this
		}
		open(s)
		s.Schema = "https://json-schema.org/draft/2020-12/schema"
		s.Title = Schema
		s.Properties["schema"].Const = jsonschema.Ptr[any](Schema)
		return s
	})
}

var keptJSONSchema lazy.Value[*jsonschema.Schema]

// open lets every object have further members, and takes the null away that Go's nil slices would allow: a stored
// digest has [] and {}.
func open(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if s.Properties != nil {
		s.AdditionalProperties = nil
	}
	if len(s.Types) == 2 && s.Types[0] == "null" {
		s.Type, s.Types = s.Types[1], nil
	}
	for _, p := range s.Properties {
		open(p)
	}
	open(s.Items)
	if s.Properties == nil {
		open(s.AdditionalProperties)
	}
}

var resolved lazy.Value[*jsonschema.Resolved]

// CheckSchema reports whether data, a stored digest, has the published form.
func CheckSchema(data []byte) error {
	r := resolved.Get(func() *jsonschema.Resolved {
		r, err := JSONSchema().Resolve(nil)
		if err != nil {
			panic(err) // the types are fixed; a test calls this
		}
		return r
	})
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return fmt.Errorf("digest: %w", err)
	}
	if err := r.Validate(v); err != nil {
		return fmt.Errorf("digest: does not have the form of %s: %w", Schema, err)
	}
	return nil
}
