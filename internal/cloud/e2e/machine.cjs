// Runs one execution of a state machine: aws-local-stepfunctions, and what it leaves out: tasks that call Lambda's
// Invoke API, and maps in DISTRIBUTED mode, whose items are read from a bucket and whose children are executions of
// their own (ItemReader of JSON lines, ItemSelector, ItemBatcher, MaxConcurrency, ToleratedFailure, ResultWriter).
//
// Reads {definition, input, endpoint, pause} on standard input; endpoint answers Lambda's Invoke API and keeps objects
// under /objects/<bucket>/<key>; pause is the milliseconds that any retry waits. Writes what became of it as a line of
// JSON: {status, output | error, cause, maps, largest, counts, entered}.
const { StateMachine } = require(process.env.STATES_MODULE);

const counts = {}, entered = {};
let endpoint, pause, largest = { state: '', bytes: 0 };
const maps = [];

const named = (name, message) => Object.assign(new Error(message), { name });
const options = { validationOptions: { noValidate: true, checkPaths: false, checkArn: false } };

async function invoke({ FunctionName, Payload }) {
  const url = `${endpoint}/2015-03-31/functions/${encodeURIComponent(FunctionName)}/invocations`;
  const r = await fetch(url, { method: 'POST', body: JSON.stringify(Payload ?? {}) });
  const text = await r.text();
  if (r.status !== 200) throw named('Lambda.' + (r.headers.get('x-amzn-errortype') ?? 'Unknown'), text);
  const body = JSON.parse(text);
  if (r.headers.get('x-amz-function-error')) throw named(body.errorType, JSON.stringify(body));
  return { ExecutedVersion: '$LATEST', Payload: body, StatusCode: 200 };
}

const object = (bucket, key) => `${endpoint}/objects/${bucket}/${key}`;

async function read(state, parameters) {
  if (!state.ItemReader) return parameters;
  if (state.ItemReader.ReaderConfig?.InputType !== 'JSONL') throw named('States.ItemReaderFailed', 'not JSON lines');
  const r = await fetch(object(parameters.Bucket, parameters.Key));
  if (r.status !== 200) throw named('States.ItemReaderFailed', `${parameters.Key}: ${r.status}`);
  const items = (await r.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line));
  if (items.length === 0) throw named('States.ItemReaderFailed', 'no items');
  return items;
}

async function write(state, where, results) {
  const base = `${where.Prefix}/${crypto.randomUUID()}/`;
  for (const status of ['SUCCEEDED', 'FAILED']) {
    const of = results.filter((r) => r.Status === status);
    if (of.length === 0) continue;
    const r = await fetch(object(where.Bucket, `${base}${status}_0.json`), { method: 'PUT', body: JSON.stringify(of) });
    if (r.status !== 200) throw named('States.ResultWriterFailed', `${r.status}`);
  }
  return { ResultWriterDetails: { Bucket: where.Bucket, Key: base + 'manifest.json' } };
}

// Templates with paths are evaluated by a machine of one state, so that $ and $$ are what they are in the engine.
const evaluate = (template, input, context) =>
  new StateMachine({ StartAt: 'P', States: { P: { Type: 'Pass', Parameters: template, End: true } } }, options).run(input, { context }).result;

async function mapRun(name, state, given) {
  const items = await read(state, given.reader);
  let units = items;
  if (state.ItemSelector) {
    units = [];
    for (const [Index, Value] of items.entries()) units.push(await evaluate(state.ItemSelector, given.input, { Map: { Item: { Index, Value } } }));
  }
  if (state.ItemBatcher) {
    const size = state.ItemBatcher.MaxItemsPerBatch, batches = [];
    for (let i = 0; i < units.length; i += size) {
      batches.push({ ...(given.batch ? { BatchInput: given.batch } : {}), Items: units.slice(i, i + size) });
    }
    units = batches;
  }
  const { ProcessorConfig, ...child } = state.ItemProcessor;
  const results = new Array(units.length);
  let failed = 0, next = 0;
  const tolerated = () => failed <= (state.ToleratedFailureCount ?? 0) || (failed / units.length) * 100 <= (state.ToleratedFailurePercentage ?? 0);
  const worker = async () => {
    while (next < units.length && tolerated()) {
      const at = next++;
      try {
        const Output = JSON.stringify(await execute(child, units[at], { Map: { Item: { Index: at, Value: units[at] } } }));
        results[at] = { Name: `${at}`, Status: 'SUCCEEDED', Output };
      } catch (e) {
        failed++;
        results[at] = { Name: `${at}`, Status: 'FAILED', Error: e.name, Cause: e.message };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(given.concurrency || 40, units.length) }, worker));
  maps.push({ name, items: items.length, children: units.length, failed });
  const out = state.ResultWriter ? await write(state, given.writer, results.filter(Boolean)) : results.map((r) => JSON.parse(r.Output));
  if (!tolerated()) {
    const first = results.find((r) => r?.Status === 'FAILED');
    throw named('States.ExceedToleratedFailureThreshold', `${failed} of ${units.length} children failed, as with ${first.Error}: ${first.Cause}`);
  }
  return out;
}

// lower makes of each distributed map a task that is handled here, of each call of Lambda one of our endpoint.
function lower(states, overrides) {
  for (const [name, s] of Object.entries(states)) {
    if (s.Retry) overrides.retryIntervalOverrides[name] = pause;
    if (s.Type === 'Task') {
      if (!/^arn:aws[\w-]*:states:::lambda:invoke$/.test(s.Resource)) throw new Error(`${name}: no such task here: ${s.Resource}`);
      overrides.taskResourceLocalHandlers[name] = invoke;
    } else if (s.Type === 'Map') {
      if (s.ItemProcessor?.ProcessorConfig?.Mode !== 'DISTRIBUTED') throw new Error(`${name}: not a distributed map`);
      const kept = ['Retry', 'Catch', 'Next', 'End', 'InputPath', 'OutputPath', 'ResultPath', 'ResultSelector'];
      const task = Object.fromEntries(kept.filter((k) => k in s).map((k) => [k, s[k]]));
      task.Type = 'Task';
      task.Resource = 'arn:aws:states:::e2e:map';
      task.TimeoutSeconds = 24 * 3600; // a map has none; without it a task has a minute
      task.Parameters = { 'input.$': '$', writer: s.ResultWriter?.Parameters ?? {} };
      if (s.ItemReader) task.Parameters.reader = s.ItemReader.Parameters;
      else task.Parameters['reader.$'] = s.ItemsPath ?? '$';
      if (s.ItemBatcher?.BatchInput) task.Parameters.batch = s.ItemBatcher.BatchInput;
      if (s.MaxConcurrencyPath) task.Parameters['concurrency.$'] = s.MaxConcurrencyPath;
      else task.Parameters.concurrency = s.MaxConcurrency ?? 0;
      overrides.taskResourceLocalHandlers[name] = (given) => mapRun(name, s, given);
      states[name] = task;
    } else if (s.Type === 'Parallel' || s.Type === 'Wait') throw new Error(`${name}: no ${s.Type} here`);
  }
}

function weigh(name, value) {
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? '');
  if (bytes > largest.bytes) largest = { state: name, bytes };
}

async function execute(definition, input, context = {}) {
  const d = structuredClone(definition);
  const overrides = { taskResourceLocalHandlers: {}, retryIntervalOverrides: {}, waitTimeOverrides: {} };
  lower(d.States, overrides);
  const run = new StateMachine(d, options).run(input, { overrides, context: { Execution: { Input: input, StartTime: new Date().toISOString() }, ...context } });
  const heard = (async () => {
    for await (const e of run.eventLogs) {
      counts[e.type] = (counts[e.type] ?? 0) + 1;
      if (e.type === 'StateEntered') {
        weigh(e.state.name, e.state.input);
        entered[e.state.name] = (entered[e.state.name] ?? 0) + 1;
      }
      if (e.type === 'StateExited') weigh(e.state.name, e.state.output);
    }
  })();
  try {
    const result = await run.result;
    await heard;
    return result;
  } catch (e) {
    const cause = e.cause ?? e;
    throw named(cause.name ?? e.name, cause.message ?? String(cause));
  }
}

let text = '';
process.stdin.on('data', (d) => (text += d)).on('end', async () => {
  const asked = JSON.parse(text);
  endpoint = asked.endpoint;
  pause = asked.pause;
  const report = (more) => process.stdout.write(JSON.stringify({ ...more, maps, largest, counts, entered }) + '\n');
  try {
    const output = await execute(asked.definition, asked.input);
    report({ status: 'SUCCEEDED', output });
  } catch (e) {
    report({ status: 'FAILED', error: e.name, cause: e.message });
  }
});
