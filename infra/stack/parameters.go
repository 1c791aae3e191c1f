package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
)

// parameters are what the one who deploys is asked for. Each is a reference into the template, not a value.
type parameters struct {
	codeBucket, build                             string
	model, endpoint, fallbacks                    string
	requests, tokens, economy                     string
	maxCost, dailyBudget, monthlyBudget, prices   string
	contact, from, senderName, identity, alarmsTo string
	pages, lateAfter                              string
	reserve                                       awscdk.CfnCondition // whether functions have their concurrency reserved
	ownPages                                      awscdk.CfnCondition
}

// A question is a parameter. Without a default it has to be answered.
type question struct {
	name, about, pattern string
	without              *string
	allowed              []string
}

func (s *Stack) ask() parameters {
	ask := func(q question) string {
		props := &awscdk.CfnParameterProps{Type: text("String"), Description: text(q.about)}
		if q.without != nil {
			props.Default = *q.without
		}
		if q.pattern != "" {
			props.AllowedPattern = text(q.pattern)
		}
		if q.allowed != nil {
			props.AllowedValues = texts(q.allowed...)
		}
		return *awscdk.NewCfnParameter(s.in, text(q.name), props).ValueAsString()
	}
	const (
		count   = `^[0-9]*$`
		money   = `^[0-9]+(\.[0-9]+)?$`
		address = `^[^@\s<>]+@[^@\s<>]+$`
	)
	p := parameters{
		codeBucket: ask(question{name: "CodeBucket", about: "Bucket that has the functions' archives"}),
		build:      ask(question{name: "Build", about: "Where they are in it: <Build>/<function>.zip"}),
		model: ask(question{name: "Model", without: text("extractive"),
			about: "Name of the model; extractive makes digests of the sources' own sentences, without a model"}),
		endpoint: ask(question{name: "Endpoint", without: text("https://api.openai.com/v1"), pattern: `^https://.+`,
			about: "Address of an interface like OpenAI's"}),
		fallbacks: ask(question{name: "FallbackModels", without: text(""),
			about: "Models to ask when that one is down or too dear: NAME or NAME@URL, with spaces between; the secret has a line for the key of each"}),
		requests: ask(question{name: "RequestsPerMinute", without: text(""), pattern: count, about: "What the provider allows; empty: not known"}),
		tokens:   ask(question{name: "TokensPerMinute", without: text(""), pattern: count, about: "What the provider allows; empty: not known"}),
		economy: ask(question{name: "Economy", without: text("false"), allowed: []string{"true", "false"},
			about: "Ask through the provider's batches: half the price, and up to a day for each step"}),
		maxCost: ask(question{name: "MaxCostPerRun", without: text("0.50"), pattern: money, about: "What one run may pay the model at most"}),
		prices: ask(question{name: "Prices", without: text(""), allowed: []string{"", "prices.yaml"},
			about: "prices.yaml, and an object of that name in the store, for a model whose price the program does not know"}),
		dailyBudget: ask(question{name: "ModelBudgetPerDay", without: text("5"), pattern: money,
			about: "An alarm comes at 80 % of what the model may cost in a day"}),
		monthlyBudget: ask(question{name: "AWSBudgetPerMonth", without: text("20"), pattern: money,
			about: "A mail comes at 80 % of what AWS may cost in a month, in USD"}),
		contact: ask(question{name: "Contact", about: "Address of a page that says who fetches", pattern: `^https?://.+`}),
		from:    ask(question{name: "From", about: "Address that mail is from", pattern: address}),
		senderName: ask(question{name: "SenderName", without: text("polydigest"), pattern: `^[A-Za-z0-9 ._-]+$`,
			about: "Name beside it"}),
		identity: ask(question{name: "Identity", about: "What SES is to verify: that address, or its domain"}),
		lateAfter: ask(question{name: "LateAfter", without: text("45m"), pattern: `^[0-9]+[mh]$`,
			about: "An alarm comes when a digest is not there so long after its time; with Economy it may take days"}),
		alarmsTo: ask(question{name: "AlarmsTo", about: "Address that alarms are mailed to", pattern: address}),
		pages: ask(question{name: "Pages", without: text(""), pattern: `^(https://.+)?$`,
			about: "Address of the interface, for links; empty: the function's own"}),
	}
	reserve := ask(question{name: "ReserveConcurrency", without: text("true"), allowed: []string{"true", "false"},
		about: "false in a new account, whose limit of 10 functions at a time leaves nothing to reserve"})
	condition := func(name string, expression awscdk.ICfnConditionExpression) awscdk.CfnCondition {
		return awscdk.NewCfnCondition(s.in, text(name), &awscdk.CfnConditionProps{Expression: expression})
	}
	p.reserve = condition("Reserve", awscdk.Fn_ConditionEquals(reserve, "true"))
	p.ownPages = condition("OwnPages", awscdk.Fn_ConditionEquals(p.pages, ""))
	return p
}
