// The AWS command line: `aws dynamodb`, where it is installed.
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, suite, test } from 'node:test'
import { promisify } from 'node:util'
import { endpoint, freshName } from './server.mjs'

const run = promisify(execFile)
const installed = spawnSync('aws', ['--version']).status === 0
const folder = mkdtempSync(path.join(tmpdir(), 'table-clients-'))
after(() => rmSync(folder, { recursive: true }))

/** What it prints, as JSON where it is. */
async function aws(...words) {
  const { stdout } = await run('aws', ['--endpoint-url', endpoint, '--region', 'us-east-1', '--output', 'json', 'dynamodb', ...words])
  return stdout.trim() === '' ? undefined : JSON.parse(stdout)
}

const name = freshName()
const table = ['--table-name', name]

suite('the AWS command line', { skip: installed ? false : 'aws is not installed' }, () => {
  test('makes a table with an index and a stream, and waits for it', async () => {
    const { TableDescription } = await aws('create-table', ...table, '--billing-mode', 'PAY_PER_REQUEST',
      '--attribute-definitions', 'AttributeName=id,AttributeType=S', 'AttributeName=n,AttributeType=N', '--key-schema', 'AttributeName=id,KeyType=HASH',
      '--global-secondary-indexes', 'IndexName=byN,KeySchema=[{AttributeName=n,KeyType=HASH}],Projection={ProjectionType=ALL}',
      '--stream-specification', 'StreamEnabled=true,StreamViewType=KEYS_ONLY', '--tags', 'Key=team,Value=blue')
    assert.equal(TableDescription.TableStatus, 'CREATING')
    await aws('wait', 'table-exists', ...table)
    assert.equal((await aws('describe-table', ...table)).Table.TableStatus, 'ACTIVE')
    assert.deepEqual((await aws('list-tags-of-resource', '--resource-arn', TableDescription.TableArn)).Tags, [{ Key: 'team', Value: 'blue' }])
  })

  test('writes items from files, and scans and queries them page by page', async () => {
    const requests = path.join(folder, 'requests.json')
    const puts = Array.from({ length: 20 }, (_, i) => ({ PutRequest: { Item: { id: { S: `${i}` }, n: { N: `${i % 2}` } } } }))
    writeFileSync(requests, JSON.stringify({ [name]: puts }))
    assert.deepEqual((await aws('batch-write-item', '--request-items', `file://${requests}`)).UnprocessedItems, {})
    const scanned = await aws('scan', ...table, '--page-size', '3')
    assert.deepEqual([scanned.Count, new Set(scanned.Items.map(item => item.id.S)).size], [20, 20])
    const first = await aws('scan', ...table, '--max-items', '5', '--page-size', '2')
    const rest = await aws('scan', ...table, '--starting-token', first.NextToken)
    assert.equal(new Set([...first.Items, ...rest.Items].map(item => item.id.S)).size, 20)
    const queried = await aws('query', ...table, '--index-name', 'byN', '--key-condition-expression', 'n = :n',
      '--expression-attribute-values', '{":n": {"N": "1"}}', '--page-size', '4')
    assert.equal(queried.Items.length, 10)
    assert.equal((await aws('scan', ...table, '--select', 'COUNT')).Count, 20)
  })

  test('updates, keeps large numbers and empty texts, runs transactions and statements', async () => {
    await aws('put-item', ...table, '--item', '{"id": {"S": "plain"}, "empty": {"S": ""}, "big": {"N": "12345678901234567890123456789012345678"}}')
    const { Item } = await aws('get-item', ...table, '--key', '{"id": {"S": "plain"}}', '--consistent-read')
    assert.deepEqual(Item, { id: { S: 'plain' }, empty: { S: '' }, big: { N: '12345678901234567890123456789012345678' } })
    const { Attributes } = await aws('update-item', ...table, '--key', '{"id": {"S": "0"}}', '--update-expression', 'SET n = n + :n',
      '--expression-attribute-values', '{":n": {"N": "5"}}', '--return-values', 'UPDATED_NEW')
    assert.deepEqual(Attributes, { n: { N: '5' } })
    await aws('transact-write-items', '--transact-items', JSON.stringify([{ Delete: { TableName: name, Key: { id: { S: '1' } } } }]))
    const { Items } = await aws('execute-statement', '--statement', `SELECT n FROM "${name}" WHERE id = '0'`)
    assert.deepEqual(Items, [{ n: { N: '5' } }])
  })

  test('ends with 254 or 255 and the text of the service where a call is refused', async () => {
    const failed = await run('aws', ['--endpoint-url', endpoint, '--region', 'us-east-1', 'dynamodb', 'put-item', ...table, '--item', '{"id": {"S": "0"}}',
      '--condition-expression', 'attribute_not_exists(id)']).then(() => undefined, e => e)
    assert.match(failed.stderr, /An error occurred \(ConditionalCheckFailedException\) when calling the PutItem operation: The conditional request failed/)
    assert.equal([254, 255].includes(failed.code), true)
  })

  test('turns time to live on, deletes the table, and waits until it is gone', async () => {
    await aws('update-time-to-live', ...table, '--time-to-live-specification', 'Enabled=true,AttributeName=until')
    assert.equal((await aws('describe-time-to-live', ...table)).TimeToLiveDescription.AttributeName, 'until')
    await aws('delete-table', ...table)
    await aws('wait', 'table-not-exists', ...table)
    assert.equal((await aws('list-tables')).TableNames.includes(name), false)
  })
})

suite('boto3', { skip: spawnSync('python3', ['-c', 'import boto3']).status === 0 ? false : 'python3 with boto3 is not installed' }, () => {
  const script = new URL('./boto3_scenarios.py', import.meta.url).pathname
  for (const [, scenario] of readFileSync(script, 'utf8').matchAll(/^def (\w+)\(tables/gm)) {
    test(scenario.replaceAll('_', ' '), () => run('python3', [script, endpoint, scenario]))
  }
})
