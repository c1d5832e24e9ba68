// Judges the results of the HTTP cache tests as their authors' tables do: with the package's own
// display code, for the tests that its command line runs against a proxy.
//
// node judge.mjs RESULTS.json   writes a JSON array of {suite, suiteName, id, name, kind, verdict, message}
import fs from 'fs'
import { determineTestResult } from 'http-cache-tests/lib/display.mjs'
import tests from 'http-cache-tests/tests/index.mjs'
import surrogate from 'http-cache-tests/tests/surrogate-control.mjs'

// The package names its verdicts only by these symbols.
const verdicts = {
  '-': 'untested',
  '✅': 'pass',
  '⛔️': 'fail',
  '⚠️': 'optional_fail',
  Y: 'yes',
  N: 'no',
  '🔹': 'setup_fail',
  '⁉️': 'harness_fail',
  '⚪️': 'dependency_fail',
  '↻': 'retry'
}

const suites = [...tests, surrogate]
const results = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
const judged = []
for (const suite of suites) {
  for (const test of suite.tests) {
    if (test.browser_only) continue
    const symbol = determineTestResult(suites, test.id, results)[2]
    const result = results[test.id]
    judged.push({
      suite: suite.id,
      suiteName: suite.name,
      id: test.id,
      name: test.name,
      kind: test.kind || 'required',
      verdict: verdicts[symbol],
      message: Array.isArray(result) ? String(result[1]) : ''
    })
  }
}
console.log(JSON.stringify(judged, null, 1))
