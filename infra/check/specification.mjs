// Holds a CloudFormation template to AWS's own specification of its resources: every type and property is known, has
// the right type, and none that is required is missing.
//
//	node specification.mjs template.json
//
// It prints a line for each fault, and then how many resources it has looked at.
import fs from 'node:fs'
import { createRequire } from 'node:module'

const { loadAwsServiceSpecSync } = createRequire(new URL('../package.json', import.meta.url))('@aws-cdk/aws-service-spec')

const specification = loadAwsServiceSpecSync()
const template = JSON.parse(fs.readFileSync(process.argv[2]))

// An intrinsic function stands for a value that is known at deployment only.
const intrinsic = (v) => v !== null && typeof v === 'object' && !Array.isArray(v) &&
  Object.keys(v).length === 1 && /^(Ref|Fn::.*)$/.test(Object.keys(v)[0])
const isObject = (v) => v !== null && typeof v === 'object' && !Array.isArray(v)

// faults are what is wrong with a value of a type, each with where it is.
function faults(path, v, type) {
  if (intrinsic(v)) return []
  const want = (ok) => ok ? [] : [`${path}: ${JSON.stringify(v)?.slice(0, 80)} is not of type ${type.type}`]
  switch (type.type) {
    case 'string': return want(typeof v !== 'object')
    case 'date-time': return want(typeof v === 'string')
    case 'integer': return want(/^-?\d+$/.test(String(v)))
    case 'number': return want(v !== '' && typeof v !== 'object' && Number.isFinite(Number(v)))
    case 'boolean': return want(/^(true|false)$/.test(String(v)))
    case 'json': return want(isObject(v) || Array.isArray(v) || typeof v === 'string')
    case 'array': return Array.isArray(v) ? v.flatMap((x, i) => faults(`${path}[${i}]`, x, type.element)) : want(false)
    case 'map': return isObject(v) ? Object.entries(v).flatMap(([k, x]) => faults(`${path}.${k}`, x, type.element)) : want(false)
    case 'ref': return properties(path, v, specification.get('typeDefinition', type.reference.$ref).properties)
    case 'union': {
      const each = type.types.map((t) => faults(path, v, t))
      return each.find((f) => f.length === 0) ?? each.sort((a, b) => a.length - b.length)[0]
    }
    case 'tag': return []
    case 'null': return want(v === null)
  }
  throw new Error(`the specification has a type that this does not know: ${type.type}`)
}

function properties(path, v, known) {
  if (!isObject(v)) return [`${path}: is not an object`]
  return [
    ...Object.entries(v).flatMap(([k, x]) => known[k] ? faults(`${path}.${k}`, x, known[k].type) : [`${path}.${k}: there is no such property`]),
    ...Object.entries(known).filter(([k, p]) => p.required && !(k in v)).map(([k]) => `${path}.${k}: is missing`),
  ]
}

const resources = Object.entries(template.Resources)
for (const [name, r] of resources) {
  const [type] = specification.lookup('resource', 'cloudFormationType', 'equals', r.Type)
  const found = type ? properties(name, r.Properties ?? {}, type.properties) : [`${name}: there is no type ${r.Type}`]
  for (const f of found) console.log(f)
}
console.log(`${resources.length} resources`)
