package openai

import (
	"strings"

	"polydigest/internal/llm"
)

// A rule says what an answer with an error means: one whose status is in a range, and whose code, type or
// message has one of some words in it, and one of some others. The first rule that fits counts.
type rule struct {
	from, to int    // of the status, inclusive; 0 is any
	words    string // alternatives, separated by |; "" means the status is enough
	also     string
	class    llm.Class
	code     string
	advice   string
}

// rules are in the order of how sure they are: words that services have been seen to use, in lower case, before
// statuses, which mean different things to different services.
var rules = []rule{
	// What is wrong for good: money, key.
	{0, 0, "insufficient_quota|exceeded your current quota|billing_hard_limit|billing hard limit|credit balance|" +
		"insufficient credits|insufficient balance|servicequotaexceeded|out of credits", "",
		llm.Fatal, "quota", "the account has no money or quota left"},
	{402, 402, "", "", llm.Fatal, "quota", "the account has no money left"},
	{0, 0, "invalid_api_key|api key not valid|incorrect api key|invalid api key|unrecognizedclient|" +
		"invalid_iam_token", "",
		llm.Fatal, "key", "the key is not accepted: check OPENAI_API_KEY"},

	// Too much at once. A 429 of this kind asks for more than a minute's limit and never gets it.
	{413, 413, "", "", llm.Split, "context_length", "the request is too large"},
	{0, 0, "context_length_exceeded|maximum context length|context window|exceed_context_size|available context size|" +
		"prompt is too long|input is too long|too many input tokens|max_model_len|input tokens exceed|input length|" +
		"exceeds the maximum number of tokens|exceeds maximum model length|string_above_max_length|" +
		"context length of only|tokens + `max_new_tokens` must be", "",
		llm.Split, "context_length", "the request is longer than the model's window"},
	{429, 429, "request too large|tokens_exceeded_per_request", "",
		llm.Split, "request_too_large", "the request alone passes the limit of a minute"},

	// Content that is refused.
	{0, 0, "content_filter|responsibleaipolicyviolation|content management policy|content_policy_violation|" +
		"content policy|flagged|guardrail_intervened|blocked by guardrail|invalid_prompt", "",
		llm.Skip, "content_filter", "a content filter refused the text"},

	// What the service does not take; see Dialect.without.
	{400, 422, "supports at most|maximum allowed number of output tokens", "",
		llm.Fatal, "answer_limit", "gives no answers of that length"},
	{400, 422, "max_completion_tokens' instead|use max_completion_tokens|'max_tokens' is not supported|" +
		"unsupported parameter: 'max_tokens'", "",
		llm.Fatal, "use_max_completion_tokens", "takes max_completion_tokens only"},
	{400, 422, "max_completion_tokens", refusals, llm.Fatal, "use_max_tokens", "takes max_tokens only"},
	{400, 422, "temperature", refusals, llm.Fatal, "no_temperature", "takes no temperature"},
	{400, 501, "json_schema|json schema|structured output|invalid schema|guided|grammar|failed to parse schema", "",
		llm.Fatal, "no_json_schema", "takes no JSON Schema"},
	{400, 501, "response_format|json_object|json mode", "",
		llm.Fatal, "no_json_schema", "takes no response format"},

	// The model, which some services do not find under other statuses than 404.
	{0, 0, "model_not_found|deploymentnotfound|try pulling it|model does not exist|invalid model|unknown model|" +
		"is not a valid model|model not found|model identifier is invalid|no endpoints found|decommissioned|" +
		"does not support chat", "",
		llm.Fatal, "model", "the service does not know this model: check --model"},
	{404, 404, "model", "not found|does not exist|not exist",
		llm.Fatal, "model", "the service does not know this model: check --model"},

	// The rest by status, with the words that some services put under another one.
	{0, 0, "json_validate_failed|failed to generate json", "", llm.BadAnswer, "json_failed", "the model made no JSON"},
	{0, 0, "unexpected endpoint", "", llm.Fatal, "endpoint", "nothing answers there: does the base URL end in /v1?"},
	{0, 0, "location is not supported|region, or territory not supported", "",
		llm.Fatal, "forbidden", "access is forbidden from here"},
	{401, 401, "", "", llm.Fatal, "key", "the key is not accepted: check OPENAI_API_KEY"},
	{0, 0, "throttlingexception|throttled|rate_limit|rate limit|too many requests|resource_exhausted", "",
		llm.Retry, "rate_limit", "too many requests"},
	{403, 403, "", "", llm.Fatal, "forbidden", "access is forbidden: may this key use this model, from here?"},
	{300, 399, "", "", llm.Fatal, "redirect", "the endpoint has moved"},
	{404, 405, "", "", llm.Fatal, "endpoint", "nothing answers there: does the base URL end in /v1?"},
	{501, 501, "", "", llm.Fatal, "endpoint", "the service does not offer chat completions"},
	{429, 429, "", "", llm.Retry, "rate_limit", "too many requests"},
	{408, 409, "", "", llm.Retry, "busy", "the service is busy"},
	{424, 425, "", "", llm.Retry, "busy", "the service is busy"},
	{498, 499, "", "", llm.Retry, "busy", "the service is busy"},
	{500, 599, "loading", "", llm.Retry, "loading", "the model is being loaded"},
	{500, 599, "", "", llm.Retry, "server_error", "the service failed"},
	{200, 299, "overloaded|server_error|internal|unavailable|timeout|timed out|provider returned error", "",
		llm.Retry, "server_error", "the service failed"},
	{200, 299, "", "", llm.Retry, "error_in_200", "answered with an error under status 200"},
	{0, 0, "", "", llm.Skip, "bad_request", "the service does not take this request"},
}

// refusals are how services say that they do not take a parameter.
const refusals = "unsupported|not supported|does not support|unrecognized|unknown|extra|not permitted|not allowed|" +
	"unexpected|deprecated|only the default"

func (r rule) fits(status int, said string) bool {
	if r.from != 0 && (status < r.from || status > r.to) {
		return false
	}
	return hasAny(said, r.words) && hasAny(said, r.also)
}

func hasAny(said, words string) bool {
	if words == "" {
		return true
	}
	for w := range strings.SplitSeq(words, "|") {
		if strings.Contains(said, w) {
			return true
		}
	}
	return false
}
