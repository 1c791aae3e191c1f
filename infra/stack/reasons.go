package stack

import (
	"fmt"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/cdklabs/cdk-nag-go/cdknag/v2"
)

// reasons says why a rule of cdk-nag does not hold where it does not: one by one, so that a right or a resource that
// comes later needs a reason of its own.
func (s *Stack) reasons() {
	because := func(c constructs.IConstruct, rule, reason string, findings ...string) {
		suppression := &cdknag.NagPackSuppression{Id: text("AwsSolutions-" + rule), Reason: text(reason)}
		if findings != nil {
			var only []any
			for _, f := range findings {
				only = append(only, f)
			}
			suppression.AppliesTo = &only
		}
		cdknag.NagSuppressions_AddResourceSuppressions(c, &[]*cdknag.NagPackSuppression{suppression}, yes())
	}
	because(s.bucket, "S1", "each function logs what it does; who wants every access logged turns on CloudTrail's data events for the bucket")
	because(s.undelivered, "SQS3", "it is where the others' undelivered events go, and an alarm tells of each")
	because(s.modelKey, "SMG4", "the key is another company's, which changes it by hand")
	because(s.linkKeys, "SMG4", "the links in old mails have to hold; a new key is put before the old one by hand")

	const prefix = "a step works on keys under these prefixes; which exist it cannot be known beforehand"
	for _, name := range sorted(accesses) {
		role, may := s.roles[name], accesses[name]
		for _, keys := range [][]string{may.read, may.write, may.remove} {
			for _, k := range keys {
				if strings.HasSuffix(k, "/") || strings.Contains(k, "*") {
					because(role, "IAM5", prefix, s.finding(k))
				}
			}
		}
	}
	because(s.roles["deliver"], "IAM5", "in SES's sandbox the recipients' identities are asked for too; the sender's address is a condition",
		"Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*")
	because(s.roles["api"], "IAM5", "an execution for each run, of this machine alone",
		"Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<AWS::StackName>:*")
	machine := s.roles["machine"]
	because(machine, "IAM5", "the lists of a run, and the results of its maps", s.finding("runs/"), s.finding("runs/*/maps/"))
	because(machine, "IAM5", "the executions of its own maps",
		"Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<AWS::StackName>/*")
	because(machine, "IAM5", "AWS gives the delivery of logs and traces for all resources or not at all", "Resource::*")

	for _, f := range sorted(s.functions) {
		awscdk.Annotations_Of(s.in.Node().FindChild(text(title(f)+"Code"))).AcknowledgeWarning(
			text("@aws-cdk/aws-lambda:codeFromBucketObjectVersionNotSpecified"), text("the key has the hash of the build in it"))
	}
}

// finding is how cdk-nag calls the right to keys under a prefix of the bucket.
func (s *Stack) finding(prefix string) string {
	id := *s.in.GetLogicalId(s.bucket.Node().DefaultChild().(awscdk.CfnElement))
	if strings.HasSuffix(prefix, "/") {
		prefix += "*"
	}
	return fmt.Sprintf("Resource::<%s.Arn>/%s", id, prefix)
}
