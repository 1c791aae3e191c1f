package stack

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsbudgets"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatchactions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssnssubscriptions"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscloudwatch"

	"polydigest/infra/machine"
)

// asks are the functions that spend money on a model.
var asks = []string{"prepare", "extract", "merge", "settle", "compose"}

// alarms mail what somebody has to look at, and the dashboard shows it beside the numbers of the runs.
func (s *Stack) alarms() {
	topic := awssns.NewTopic(s.in, text("Alarms"), &awssns.TopicProps{EnforceSSL: yes()})
	// The topic's own policy takes the place of that which AWS gives it, so it has to let alarms in.
	topic.AddToResourcePolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Principals: &[]awsiam.IPrincipal{awsiam.NewServicePrincipal(text("cloudwatch.amazonaws.com"), nil)},
		Actions:    texts("sns:Publish"), Resources: &[]*string{topic.TopicArn()},
		Conditions: &map[string]any{"StringEquals": map[string]any{"aws:SourceAccount": s.in.Account()}},
	}))
	topic.AddSubscription(awssnssubscriptions.NewEmailSubscription(text(s.alarmsTo), nil))
	action := awscloudwatchactions.NewSnsAction(topic)
	minutes := func(n float64) awscdk.Duration { return awscdk.Duration_Minutes(number(n)) }
	of := func(function, name, statistic string, period awscdk.Duration) awscloudwatch.IMetric {
		return awscloudwatch.NewMetric(&awscloudwatch.MetricProps{
			Namespace: text("polydigest"), MetricName: text(name), Statistic: text(statistic), Period: period,
			DimensionsMap: &map[string]*string{"function": text(function)}, Label: text(function + ": " + name),
		})
	}
	sum := func(label string, period awscdk.Duration, metrics map[string]awscloudwatch.IMetric) awscloudwatch.IMetric {
		var parts []string
		for _, id := range sorted(metrics) {
			parts = append(parts, fmt.Sprintf("FILL(%s, 0)", id))
		}
		return awscloudwatch.NewMathExpression(&awscloudwatch.MathExpressionProps{
			Expression: text(strings.Join(parts, " + ")), UsingMetrics: &metrics, Period: period, Label: text(label),
		})
	}
	var all []interfacesawscloudwatch.IAlarmRef
	alarm := func(id, about string, m awscloudwatch.IMetric, threshold float64) {
		a := awscloudwatch.NewAlarm(s.in, text(id), &awscloudwatch.AlarmProps{
			AlarmDescription: text("polydigest: " + about), Metric: m, Threshold: number(threshold), EvaluationPeriods: number(1),
			ComparisonOperator: awscloudwatch.ComparisonOperator_GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
			TreatMissingData:   awscloudwatch.TreatMissingData_NOT_BREACHING,
		})
		a.AddAlarmAction(action)
		all = append(all, a)
	}
	every := func(n float64) *awscloudwatch.MetricOptions { return &awscloudwatch.MetricOptions{Period: minutes(n)} }

	alarm("RunFailed", "a run ended without a digest, or without all of its mails", sum("failed runs", minutes(5), map[string]awscloudwatch.IMetric{
		"failed": s.machine.MetricFailed(every(5)), "late": s.machine.MetricTimedOut(every(5)), "aborted": s.machine.MetricAborted(every(5)),
	}), 1)
	alarm("Late", "a digest is not there 45 minutes after its time", of("watch", "late", "Maximum", minutes(15)), 1)
	alarm("EventLost", "what a schedule sent, or SES told of a mail, reached nobody or failed again and again; it is in the queue Undelivered",
		s.undelivered.MetricApproximateNumberOfMessagesVisible(every(5)), 1)
	alarm("MailUnknown", "a mail may or may not have been sent; it is not sent again by itself", of("deliver", "unknown_mails", "Sum", minutes(5)), 1)
	alarm("MailNotTaken", "a mail was given up, or many have to be handed over again",
		of("deliver", "errors", "Sum", minutes(60)), machine.MailTries)
	spent := map[string]awscloudwatch.IMetric{}
	for _, f := range asks {
		spent[f] = of(f, "cost", "Sum", awscdk.Duration_Days(number(1)))
	}
	total := sum("cost of the model", awscdk.Duration_Days(number(1)), spent)
	alarm("ModelBudget", "the model has cost 80 % of its budget of the day", awscloudwatch.NewMathExpression(&awscloudwatch.MathExpressionProps{
		Expression: text("100 * total / " + s.dailyBudget), UsingMetrics: &map[string]awscloudwatch.IMetric{"total": total},
		Period: awscdk.Duration_Days(number(1)), Label: text("percent of the day's budget"),
	}), 80)
	s.awsBudget()
	s.dashboard(all, of, total)
}

// awsBudget mails at 80 % of what AWS may cost in a month.
func (s *Stack) awsBudget() {
	budget := awsbudgets.NewCfnBudget(s.in, text("AWSBudget"), &awsbudgets.CfnBudgetProps{
		Budget: &awsbudgets.CfnBudget_BudgetDataProperty{
			BudgetType: text("COST"), TimeUnit: text("MONTHLY"),
		},
		NotificationsWithSubscribers: &[]any{&awsbudgets.CfnBudget_NotificationWithSubscribersProperty{
			Notification: &awsbudgets.CfnBudget_NotificationProperty{
				ComparisonOperator: text("GREATER_THAN"), NotificationType: text("ACTUAL"), Threshold: number(80), ThresholdType: text("PERCENTAGE"),
			},
			Subscribers: &[]any{&awsbudgets.CfnBudget_SubscriberProperty{SubscriptionType: text("EMAIL"), Address: text(s.alarmsTo)}},
		}},
	})
	budget.AddPropertyOverride(text("Budget.BudgetLimit"), map[string]any{"Amount": s.monthlyBudget, "Unit": "USD"})
}

func (s *Stack) dashboard(
	alarms []interfacesawscloudwatch.IAlarmRef, of func(function, name, statistic string, period awscdk.Duration) awscloudwatch.IMetric, total awscloudwatch.IMetric,
) {
	hour := awscdk.Duration_Hours(number(1))
	each := func(name, statistic string, functions ...string) *[]awscloudwatch.IMetric {
		var out []awscloudwatch.IMetric
		for _, f := range functions {
			out = append(out, of(f, name, statistic, hour))
		}
		return &out
	}
	graph := func(title string, metrics *[]awscloudwatch.IMetric) awscloudwatch.IWidget {
		return awscloudwatch.NewGraphWidget(&awscloudwatch.GraphWidgetProps{Title: text(title), Left: metrics, Width: number(8)})
	}
	steps := slices.DeleteFunc(sorted(sizes), func(f string) bool { return f == "api" }) // which is no step
	errors := append(*each("errors", "Sum", steps...), s.functions["api"].MetricErrors(nil))
	board := awscloudwatch.NewDashboard(s.in, text("Board"), &awscloudwatch.DashboardProps{DashboardName: awscdk.Aws_STACK_NAME()})
	board.AddWidgets(awscloudwatch.NewAlarmStatusWidget(&awscloudwatch.AlarmStatusWidgetProps{Alarms: &alarms, Width: number(24)}))
	board.AddWidgets(
		graph("Runs", &[]awscloudwatch.IMetric{s.machine.MetricStarted(nil), s.machine.MetricSucceeded(nil), s.machine.MetricFailed(nil)}),
		graph("Seconds of a run", &[]awscloudwatch.IMetric{s.machine.MetricTime(nil)}),
		graph("Cost of the model", &[]awscloudwatch.IMetric{total}),
	)
	board.AddWidgets(
		graph("Calls of the model", each("calls", "Sum", asks...)),
		graph("Calls that failed", each("failed_calls", "Sum", asks...)),
		graph("Tokens", each("tokens", "Sum", asks...)),
	)
	board.AddWidgets(
		graph("Errors", &errors),
		graph("Dropped claims, gaps", &[]awscloudwatch.IMetric{of("publish", "dropped", "Sum", hour), of("publish", "gaps", "Sum", hour)}),
		graph("Mails that are unknown or failed", &[]awscloudwatch.IMetric{
			of("deliver", "unknown_mails", "Sum", hour), of("deliver", "failed_mails", "Sum", hour),
		}),
	)
}
