// Package machine is the state machine of a digest, in the Amazon States Language
// (https://states-language.net, https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html).
//
// Wide and narrow states take turns:
//
//	Start → Fetch (sources) → Prepare → Extract (chunks) → Group → Merge (stories) → Settle →
//	Compose (story × language) → Publish → Deliver (recipients)
//
// A narrow state is a task. It answers with a count and the key of a list in the bucket, and the wide state behind it is
// a distributed map over that list, so a state holds ids and counts however much there is to do. Every child of a map
// writes its result to the bucket too.
//
// What may pass is retried under its name, later each time and at a random moment up to then. A provider that stays
// away is given up for the step, which then does without a model ("fallback"). What is lost for good is a result: the
// digest lists a source that was not fetched, chunks that were not asked. A setting that is wrong stops the run.
package machine

import (
	"encoding/json"
	"fmt"
)

// Names that [Definition] leaves open, as ${Name}: a template substitutes them.
const (
	Partition = "${Partition}"
	Bucket    = "${Bucket}" // of the lists and of the children's results
)

// Function is the name under which the definition leaves the ARN of a step's function open.
func Function(step string) string { return "${" + step + "}" }

// Steps are the functions that the machine calls, with the seconds that each has.
var Steps = map[string]int{
	"start": 60, "fetch": 900, "prepare": 900, "extract": 900, "group": 300, "merge": 900, "settle": 900,
	"compose": 900, "publish": 300, "deliver": 180,
}

// longest is the seconds that a run may take. A provider that answers in batches takes up to a day for one, and five
// steps ask one after the other.
const longest = 7 * 24 * 3600

// Batch is how many chunks one function is asked to read, and rounds how often it may say that it has not done yet.
const (
	Batch  = 25
	rounds = 12
)

type (
	object = map[string]any
	list   = []any
)

// Definition is the state machine as JSON.
func Definition() string {
	states := object{}
	add := func(more object) {
		for name, s := range more {
			if _, twice := states[name]; twice {
				panic("two states are called " + name)
			}
			states[name] = s
		}
	}
	run := object{"run.$": "$.run"}
	add(object{"Start": task("start", object{"Payload.$": "$"}, object{"OutputPath": "$.Payload", "Next": "AnySources"}, caught(all, "Stopped"))})
	add(wide(fetch(), "sources", "source_list", narrow, "Prepare"))
	prepare := asking("Prepare", "prepare", object{"run.$": "$.run", "sources.$": "$.sources"}, to("$.prepared", "AnyChunks"), "Stopped")
	for _, t := range prepare {
		t.(object)["Catch"] = append(list{caught(quiet, "NothingNew")}, t.(object)["Catch"].(list)...)
	}
	add(prepare)
	add(wide(extract(), "prepared.out.chunks", "prepared.out.list", asked, "Group"))
	add(object{"Group": task("group", payload(run), to("$.grouped", "AnyStories"), caught(all, "Stopped"))})
	add(wide(merge(), "grouped.out.stories", "grouped.out.list", asked, "Settle"))
	add(asking("Settle", "settle", run, to("$.settled", "AnyEditions"), "Stopped"))
	add(wide(compose(), "settled.out.editions", "settled.out.list", asked, "Publish"))
	add(object{"Publish": task("publish", payload(run), to("$.published", "AnyRecipients"), caught(all, "Stopped"))})
	add(wide(deliver(), "recipients", "recipient_list", narrow, "Published"))
	add(object{"Published": object{"Type": "Succeed", "OutputPath": "$.published.out"}, "NothingNew": nothingNew, "Stopped": stopped})
	return text(object{
		"Comment": "A digest, from its sources to the mails.", "StartAt": "Start", "TimeoutSeconds": longest, "States": states,
	})
}

// text is a definition as JSON. It is data of this package, so it always can be.
func text(v any) string {
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		panic(err)
	}
	return string(data)
}

// nothingNew ends an execution for which there is no digest to make: no source has anything of its period.
var nothingNew = object{"Type": "Pass", "Parameters": object{"run.$": "$.run", "status": "nothing_new"}, "End": true}

// stopped ends an execution, or a child, with the error that was caught.
var stopped = object{"Type": "Fail", "ErrorPath": "$.error.Error", "CausePath": "$.error.Cause"}

// A processor is what a map does for each item.
type processor struct {
	name    string // of the map
	items   string // what a state asks for before it: AnyChunks
	start   string
	states  object
	batched bool
}

// How many children of a map run at a time: narrow is for sources and mails, asked for what shares the provider's
// limits, which Start tells.
var (
	narrow = object{"MaxConcurrency": 8}
	asked  = object{"MaxConcurrencyPath": "$.asking"}
)

// wide is a map over the list whose key is at one path, after a choice that leaves it out where the count at another
// path is 0: a list without lines is an error for a map.
func wide(p processor, count, key string, concurrency object, next string) object {
	m := object{
		"Type": "Map", "Label": p.name, "Next": next, "ResultPath": nil,
		"ItemReader": object{
			"Resource":     "arn:" + Partition + ":states:::s3:getObject",
			"ReaderConfig": object{"InputType": "JSONL"},
			"Parameters":   object{"Bucket": Bucket, "Key.$": "$." + key},
		},
		"ItemProcessor": object{
			"ProcessorConfig": object{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
			"StartAt":         p.start, "States": p.states,
		},
		"ResultWriter": object{
			"Resource":   "arn:" + Partition + ":states:::s3:putObject",
			"Parameters": object{"Bucket": Bucket, "Prefix.$": fmt.Sprintf("States.Format('runs/{}/maps/%s', $.run)", p.name)},
		},
		// What a child cannot do is its result; one that fails all the same has met a wrong setting or a mistake.
		"ToleratedFailurePercentage": 0,
		"Retry":                      list{retry(2, 5, 60, "States.ItemReaderFailed", "States.ResultWriterFailed")},
		"Catch":                      list{caught(all, "Stopped")},
	}
	for k, v := range concurrency {
		m[k] = v
	}
	if p.batched {
		m["ItemBatcher"] = object{"MaxItemsPerBatch": Batch, "BatchInput": object{"run.$": "$.run"}}
	}
	any := object{"Variable": "$." + count, "NumericGreaterThan": 0, "Next": p.name}
	return object{
		"Any" + p.items: object{"Type": "Choice", "Choices": list{any}, "Default": next},
		p.name:          m,
	}
}

// fetch reads a source. Without it the others are worth a digest.
func fetch() processor {
	return processor{name: "Fetch", items: "Sources", start: "FetchSource", states: object{
		"FetchSource": task("fetch", object{"Payload.$": "$"}, ends, caught(wrong, "FetchStopped"), caught(all, "NotFetched")),
		"NotFetched":  lost, "FetchStopped": stopped,
	}}
}

// extract asks about a batch of chunks, again while it says "continue". Chunks of which it gives up are not asked.
func extract() processor {
	event := object{"run.$": "$.run", "chunks.$": "$.chunks"}
	states := asking("ExtractBatch", "extract", event, to("$.answer", "Continue"), "ExtractStopped")
	states["ExtractBatchWithoutModel"] = task("extract", payload(event, fallback), ends, caught(wrong, "ExtractStopped"), caught(all, "NotAsked"))
	states["Batch"] = object{"Type": "Pass", "Next": "ExtractBatch", "Parameters": object{
		"run.$": "$.BatchInput.run", "chunks.$": "$.Items[*].chunk", "round": 1,
	}}
	more := list{
		object{"Variable": "$.answer.out.continue", "IsPresent": true},
		object{"Variable": "$.answer.out.continue", "BooleanEquals": true},
	}
	patient := object{"Variable": "$.round", "NumericLessThan": rounds}
	states["Continue"] = object{"Type": "Choice", "Default": "Extracted", "Choices": list{
		object{"And": append(list{patient}, more...), "Next": "NextRound"},
		object{"And": more, "Next": "ExtractBatchWithoutModel"},
	}}
	states["NextRound"] = object{"Type": "Pass", "Next": "ExtractBatch", "Parameters": object{
		"run.$": "$.run", "chunks.$": "$.chunks", "round.$": "States.MathAdd($.round, 1)",
	}}
	states["Extracted"] = object{"Type": "Succeed", "OutputPath": "$.answer.out"}
	states["NotAsked"], states["ExtractStopped"] = lost, stopped
	return processor{name: "Extract", items: "Chunks", start: "Batch", states: states, batched: true}
}

func merge() processor {
	states := asking("MergeStory", "merge", object{"run.$": "$.run", "story.$": "$.story"}, ends, "MergeStopped")
	states["MergeStopped"] = stopped
	return processor{name: "Merge", items: "Stories", start: "MergeStory", states: states}
}

func compose() processor {
	in := object{"run.$": "$.run", "story.$": "$.story", "lang.$": "$.lang"}
	states := asking("ComposeEdition", "compose", in, ends, "ComposeStopped")
	states["ComposeStopped"] = stopped
	return processor{name: "Compose", items: "Editions", start: "ComposeEdition", states: states}
}

// deliver mails to a recipient. One whose mail is not taken is no reason to leave out the others; the function's
// metrics tell.
func deliver() processor {
	mail := task("deliver", object{"Payload.$": "$"}, ends, caught(config, "DeliverStopped"), caught(all, "NotMailed"))
	mail["Retry"] = append(list{retry(MailTries-1, 10, 300, "Busy", "NotTaken", "Throttled")}, mail["Retry"].(list)...)
	return processor{name: "Deliver", items: "Recipients", start: "MailRecipient", states: object{
		"MailRecipient": mail, "NotMailed": lost, "DeliverStopped": stopped,
	}}
}

// MailTries is how often a mail is handed over that the server does not take.
const MailTries = 6

// lost ends a child whose work was given up, with the error as its result.
var lost = object{"Type": "Pass", "Parameters": object{"given_up.$": "$.error.Error"}, "End": true}
