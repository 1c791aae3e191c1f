package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
)

// An access is what a function may do with the store, by prefixes and names of keys, and beside it. Everything else
// is forbidden: "*" is in none.
type access struct {
	read, write, remove []string
	modelKey            bool // read the key of the model's provider
	linkKeys            bool // read the keys that sign links
	mail                bool // send
	execute             bool // start the state machine
	inspect             bool // and ask how an execution is
}

// asking is what a step needs that asks the model: answers that were paid for, batches under way.
func asking(a access) access {
	a.modelKey = true
	a.read = append(a.read, "answers/", "batches/", "prices.yaml")
	a.write = append(a.write, "answers/", "batches/")
	a.remove = append(a.remove, "batches/")
	return a
}

// accesses are the functions' rights. Every step works in runs/ of its own.
var accesses = map[string]access{
	"start": {read: []string{"polydigest.yaml", "starts/", "runs/"}, write: []string{"starts/", "runs/", "filed/"}},
	"fetch": {
		read:  []string{"runs/", "documents/", "raw/", "readings/", "sources/", "inbox/"}, // inbox/ is for documents of one's own
		write: []string{"runs/", "documents/", "raw/", "readings/", "sources/"},
	},
	"prepare": asking(access{read: []string{"runs/", "documents/", "readings/", "digests/", "names/"}, write: []string{"runs/", "filed/", "names/*/quiet"}}),
	"extract": asking(access{read: []string{"runs/", "documents/", "readings/"}, write: []string{"runs/"}}),
	"group":   {read: []string{"runs/"}, write: []string{"runs/"}},
	"merge":   asking(access{read: []string{"runs/", "documents/", "readings/"}, write: []string{"runs/"}}),
	"settle":  asking(access{read: []string{"runs/", "documents/", "readings/", "digests/", "names/"}, write: []string{"runs/"}}),
	"compose": asking(access{read: []string{"runs/", "documents/", "readings/"}, write: []string{"runs/"}}),
	"publish": {
		read:  []string{"runs/", "documents/", "readings/", "digests/", "names/"},
		write: []string{"runs/", "filed/", "digests/", "names/"},
	},
	"deliver": {
		read: []string{"runs/", "documents/", "digests/", "recipients/"}, write: []string{"recipients/"},
		linkKeys: true, mail: true,
	},
	"api": {
		read: []string{
			"runs/", "starts/", "documents/", "digests/", "recipients/", "keys/", "links/", "idempotency/",
		},
		write:    []string{"runs/", "filed/", "starts/", "recipients/", "links/", "idempotency/"},
		linkKeys: true, execute: true, inspect: true,
	},
	"tick":  {read: []string{"polydigest.yaml", "starts/", "runs/"}, write: []string{"starts/", "runs/", "filed/"}, execute: true},
	"watch": {read: []string{"polydigest.yaml", "names/"}},
	// Nobody else may remove what a digest is made of.
	"sweep": {
		read:  []string{"polydigest.yaml", "filed/", "runs/", "digests/", "names/", "sources/"},
		write: []string{"filed/", "digests/"}, remove: []string{"filed/", "runs/", "documents/", "raw/", "readings/", "sources/"},
	},
	"mailed": {read: []string{"recipients/"}, write: []string{"recipients/"}},
}

// statements are an access as IAM has it.
func (s *Stack) statements(a access) []awsiam.PolicyStatement {
	// Without the right to list a bucket S3 answers 403 for a key that is not there, and that is how most keys begin.
	out := []awsiam.PolicyStatement{allow([]string{"s3:ListBucket"}, *s.bucket.BucketArn())}
	objects := func(action string, keys []string) {
		if len(keys) > 0 {
			out = append(out, allow([]string{action}, s.objects(keys)...))
		}
	}
	objects("s3:GetObject", a.read)
	objects("s3:PutObject", a.write)
	objects("s3:DeleteObject", a.remove)
	if a.modelKey {
		out = append(out, allow([]string{"secretsmanager:GetSecretValue"}, *s.modelKey.SecretArn()))
	}
	if a.linkKeys {
		out = append(out, allow([]string{"secretsmanager:GetSecretValue"}, *s.linkKeys.SecretArn()))
	}
	return out
}

// objects are the ARNs of keys; one that ends with / is a prefix.
func (s *Stack) objects(keys []string) []string {
	var out []string
	for _, k := range keys {
		if k[len(k)-1] == '/' {
			k += "*"
		}
		out = append(out, *s.bucket.ArnForObjects(text(k)))
	}
	return out
}

func allow(actions []string, resources ...string) awsiam.PolicyStatement {
	return awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{Actions: texts(actions...), Resources: texts(resources...)})
}

// allowIf is allow under a condition: operator, key, value.
func allowIf(operator, key, value string, actions []string, resources ...string) awsiam.PolicyStatement {
	return awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions: texts(actions...), Resources: texts(resources...),
		Conditions: &map[string]any{operator: map[string]any{key: value}},
	})
}
