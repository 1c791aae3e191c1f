// Package stack is what polydigest needs of an AWS account, as one CloudFormation stack: a bucket that holds
// everything, a function for each step with a role of its own, the state machine of package machine, a schedule for
// each digest of polydigest.yaml that has one, mail, the interface's address, and what watches over all that.
//
// The functions' archives are not part of the template: its parameters CodeBucket and Build say where they are. So one
// template serves every build, and deploying it needs nothing but the AWS CLI.
package stack

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssecretsmanager"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"polydigest/internal/config"
)

// Stack is a stack in the making: each method adds a part and what later parts need of it.
type Stack struct {
	in awscdk.Stack
	parameters

	bucket      awss3.Bucket
	modelKey    awssecretsmanager.Secret
	linkKeys    awssecretsmanager.Secret
	undelivered awssqs.Queue // events that reached nobody
	functions   map[string]awslambda.Function
	roles       map[string]awsiam.Role
	url         string // of the interface
	machine     awsstepfunctions.StateMachine
}

// New is the stack for the digests of a polydigest.yaml.
func New(scope constructs.Construct, id string, digests config.Config) *Stack {
	s := build(scope, id, digests)
	s.reasons()
	return s
}

func build(scope constructs.Construct, id string, digests config.Config) *Stack {
	s := &Stack{functions: map[string]awslambda.Function{}, roles: map[string]awsiam.Role{}}
	s.in = awscdk.NewStack(scope, &id, &awscdk.StackProps{
		Description: text("polydigest: sourced digests of documents in many languages"),
		Synthesizer: awscdk.NewLegacyStackSynthesizer(), // a template alone: no bootstrap stack, no assets
	})
	s.parameters = s.ask()
	s.store()
	s.secrets()
	s.steps()
	s.stateMachine()
	s.schedules(digests)
	s.mail()
	s.alarms()
	return s
}

// text, number and yes are pointers, which is how jsii takes values.
func text(s string) *string        { return jsii.String(s) }
func number(n float64) *float64    { return jsii.Number(n) }
func yes() *bool                   { return jsii.Bool(true) }
func texts(s ...string) *[]*string { return jsii.Strings(s...) }

// store is the bucket. What is old goes by itself; what was overwritten or deleted stays for a week, against mistakes.
func (s *Stack) store() {
	expire := func(prefix string, days float64) *awss3.LifecycleRule {
		return &awss3.LifecycleRule{Prefix: text(prefix), Expiration: awscdk.Duration_Days(number(days))}
	}
	s.bucket = awss3.NewBucket(s.in, text("Store"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(), ObjectOwnership: awss3.ObjectOwnership_BUCKET_OWNER_ENFORCED,
		Encryption: awss3.BucketEncryption_S3_MANAGED, EnforceSSL: yes(), MinimumTLSVersion: number(1.2),
		Versioned: yes(), RemovalPolicy: awscdk.RemovalPolicy_RETAIN,
		LifecycleRules: &[]*awss3.LifecycleRule{
			{
				NoncurrentVersionExpiration: awscdk.Duration_Days(number(7)), AbortIncompleteMultipartUploadAfter: awscdk.Duration_Days(number(1)),
				ExpiredObjectDeleteMarker: yes(), // which would stand for every deleted object, for ever
			},
			expire("runs/", 90), expire("starts/", 90), expire("batches/", 40), expire("idempotency/", 30), expire("answers/", 365),
		},
	})
	s.out("StoreBucket", *s.bucket.BucketName(), "the store, for polydigest.yaml and for the command line: --store s3://<this>")
}

// secrets are made with random values: the key of the model is put in after that, see deploy.
func (s *Stack) secrets() {
	s.modelKey = awssecretsmanager.NewSecret(s.in, text("ModelKey"), &awssecretsmanager.SecretProps{
		Description: text("polydigest: the key of the model's provider"), RemovalPolicy: awscdk.RemovalPolicy_RETAIN,
	})
	s.linkKeys = awssecretsmanager.NewSecret(s.in, text("LinkKeys"), &awssecretsmanager.SecretProps{
		Description: text("polydigest: the keys that sign the links in mails"), RemovalPolicy: awscdk.RemovalPolicy_RETAIN,
		// 48 letters and digits are 36 bytes of base64.
		GenerateSecretString: &awssecretsmanager.SecretStringGenerator{ExcludePunctuation: yes(), PasswordLength: number(48)},
	})
	s.out("ModelKeySecret", *s.modelKey.SecretArn(), "put the key of the model's provider here")
}

func (s *Stack) out(name, value, description string) {
	awscdk.NewCfnOutput(s.in, text(name), &awscdk.CfnOutputProps{Value: text(value), Description: text(description)})
}

// Template is the stack for the digests of a polydigest.yaml as CloudFormation has it, indented JSON.
func Template(digests config.Config) ([]byte, error) {
	folder, err := os.MkdirTemp("", "polydigest-template-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	app := awscdk.NewApp(&awscdk.AppProps{Outdir: &folder, AnalyticsReporting: jsii.Bool(false)})
	New(app, "polydigest", digests)
	app.Synth(nil)
	data, err := os.ReadFile(filepath.Join(folder, "polydigest.template.json"))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", " "); err != nil {
		return nil, err
	}
	return append(bytes.TrimSpace(out.Bytes()), '\n'), nil
}
