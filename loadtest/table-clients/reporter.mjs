// A reporter for node's test runner: one JSON object a line, for each test and suite that ended,
// {file, name, nesting, suite, passed, skipped, failure}
import path from 'node:path'
import { inspect } from 'node:util'

export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const error = data.details?.error
    yield JSON.stringify({
      file: path.basename(data.file ?? ''),
      name: data.name,
      nesting: data.nesting,
      suite: data.details?.type === 'suite',
      passed: type === 'test:pass',
      skipped: data.skip === undefined ? '' : String(data.skip),
      failure: error === undefined ? '' : inspect(error.cause ?? error, { depth: 4 })
    }) + '\n'
  }
}
