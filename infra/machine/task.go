package machine

import "maps"

// ends is where a task's answer goes that is the last of a child: it is the child's result.
var ends = object{"OutputPath": "$.Payload", "End": true}

// to is where a task's answer goes, and what comes then.
func to(path, next string) object {
	return object{"ResultSelector": object{"out.$": "$.Payload"}, "ResultPath": path, "Next": next}
}

// payload is an event made of parts.
func payload(parts ...object) object {
	event := object{}
	for _, p := range parts {
		maps.Copy(event, p)
	}
	return object{"Payload": event}
}

// fallback lets a step do without the model where its provider does not answer.
var fallback = object{"fallback": true}

// task calls the function of a step. It has a few seconds more than the function has, so that the function's own
// answer comes first.
func task(step string, event, result object, catches ...any) object {
	t := object{
		"Type": "Task", "Resource": "arn:" + Partition + ":states:::lambda:invoke", "TimeoutSeconds": Steps[step] + 15,
		"Parameters": object{"FunctionName": Function(step)},
		"Retry": list{
			retry(4, 2, 60, "Failed", "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"),
			retry(10, 2, 60, "Lambda.TooManyRequestsException"),
			retry(4, 5, 30, "OutOfTime"), // each goes on where the one before ended
			retry(1, 5, 30, "States.Timeout", "Sandbox.Timedout", "Crashed", "Runtime.ExitError", "Runtime.OutOfMemory", "Lambda.Unknown"),
		},
		"Catch": catches,
	}
	maps.Copy(t["Parameters"].(object), event)
	maps.Copy(t, result)
	return t
}

// asking is a task that asks the model, and the same without one for when its provider stays away. While answers are
// in a batch of the provider's no function runs: the task is tried again, for a day and some hours.
func asking(name, step string, event, result object, stop string) object {
	with := task(step, payload(event), result, caught(away, name+"WithoutModel"), caught(all, stop))
	with["Retry"] = append(list{
		retry(120, 60, 1800, "Pending"),
		retry(6, 5, 120, "Throttled", "ProviderDown"),
	}, with["Retry"].(list)...)
	return object{name: with, name + "WithoutModel": task(step, payload(event, fallback), result, caught(all, stop))}
}

// What a task may end with, by what to do about it.
var (
	all    = []string{"States.ALL"}
	away   = []string{"Throttled", "ProviderDown", "Pending", "OverBudget", "OutOfTime", "States.Timeout", "Sandbox.Timedout"}
	wrong  = []string{"BadConfig", "BadInput", "Missing"}
	config = []string{"BadConfig", "Missing"}
	quiet  = []string{"NothingNew"}
)

func caught(errors []string, next string) object {
	return object{"ErrorEquals": errors, "ResultPath": "$.error", "Next": next}
}

// retry waits twice as long each time, up to a most, and of that a random part ("full jitter"): what failed together
// does not come back together.
func retry(attempts, first, most int, errors ...string) object {
	return object{
		"ErrorEquals": errors, "MaxAttempts": attempts, "IntervalSeconds": first, "BackoffRate": 2, "MaxDelaySeconds": most,
		"JitterStrategy": "FULL",
	}
}
