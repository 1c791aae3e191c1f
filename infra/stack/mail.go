package stack

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awseventstargets"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsses"
)

// sending is the right to mail from the one address. Where an account is still in SES's sandbox, SES asks for the
// right to use the recipient's identity too, so it is not for one identity.
func (s *Stack) sending() []awsiam.PolicyStatement {
	arn := func(what string) string {
		return fmt.Sprintf("arn:%s:ses:%s:%s:%s", *s.in.Partition(), *s.in.Region(), *s.in.Account(), what)
	}
	return []awsiam.PolicyStatement{
		allowIf("StringEquals", "ses:FromAddress", s.from, []string{"ses:SendEmail", "ses:SendRawEmail"},
			arn("identity/*"), arn("configuration-set/"+*awscdk.Aws_STACK_NAME())),
	}
}

// mail is who sends, and what becomes of mails: SES tells, and mailed takes it in.
func (s *Stack) mail() {
	identity := awsses.NewCfnEmailIdentity(s.in, text("Sender"), &awsses.CfnEmailIdentityProps{EmailIdentity: text(s.identity)})
	identity.ApplyRemovalPolicy(awscdk.RemovalPolicy_RETAIN, nil) // it may have been there before
	set := awsses.NewCfnConfigurationSet(s.in, text("Mails"), &awsses.CfnConfigurationSetProps{
		Name:               awscdk.Aws_STACK_NAME(),
		DeliveryOptions:    &awsses.CfnConfigurationSet_DeliveryOptionsProperty{TlsPolicy: text("REQUIRE")},
		ReputationOptions:  &awsses.CfnConfigurationSet_ReputationOptionsProperty{ReputationMetricsEnabled: yes()},
		SendingOptions:     &awsses.CfnConfigurationSet_SendingOptionsProperty{SendingEnabled: yes()},
		SuppressionOptions: &awsses.CfnConfigurationSet_SuppressionOptionsProperty{SuppressedReasons: texts("BOUNCE", "COMPLAINT")},
	})
	bus := fmt.Sprintf("arn:%s:events:%s:%s:event-bus/default", *s.in.Partition(), *s.in.Region(), *s.in.Account())
	awsses.NewCfnConfigurationSetEventDestination(s.in, text("MailEvents"), &awsses.CfnConfigurationSetEventDestinationProps{
		ConfigurationSetName: set.Ref(),
		EventDestination: &awsses.CfnConfigurationSetEventDestination_EventDestinationProperty{
			Enabled: yes(), MatchingEventTypes: texts("SEND", "DELIVERY", "BOUNCE", "COMPLAINT"),
			EventBridgeDestination: &awsses.CfnConfigurationSetEventDestination_EventBridgeDestinationProperty{EventBusArn: text(bus)},
		},
	})
	ours := map[string]any{"mail": map[string]any{"tags": map[string]any{"ses:configuration-set": []any{awscdk.Aws_STACK_NAME()}}}}
	rule := awsevents.NewRule(s.in, text("MailRule"), &awsevents.RuleProps{
		Description:  text("polydigest: what becomes of mails"),
		EventPattern: &awsevents.EventPattern{Source: texts("aws.ses"), Detail: &ours},
	})
	rule.AddTarget(awseventstargets.NewLambdaFunction(s.functions["mailed"], &awseventstargets.LambdaFunctionProps{
		Event:           awsevents.RuleTargetInput_FromEventPath(text("$.detail")),
		DeadLetterQueue: s.undelivered, RetryAttempts: number(20), MaxEventAge: awscdk.Duration_Hours(number(6)),
	}))
}
