// The client of the AWS SDK for JavaScript v3: errors, retries, waiters, compression, endpoints, streams.
import assert from 'node:assert/strict'
import { createServer, request as httpRequest } from 'node:http'
import { after, before, suite, test } from 'node:test'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import {
  ConditionalCheckFailedException, DynamoDBClient, GetItemCommand, PutItemCommand, ResourceInUseException, ResourceNotFoundException,
  TransactionCanceledException, paginateListTables, waitUntilTableExists, waitUntilTableNotExists
} from '@aws-sdk/client-dynamodb'
import { DynamoDBStreams } from '@aws-sdk/client-dynamodb-streams'
import { endpoint, failureOf, freshName, newClient, newTable, settings, tableOf } from './server.mjs'

const client = newClient()
const TableName = freshName()

before(() => newTable(client, tableOf(TableName)))
after(() => client.destroy())

const S = value => ({ S: value })

/** A client whose requests and answers are looked at as they are on the wire. */
function watched(seen, more = {}) {
  const watching = newClient(more)
  watching.middlewareStack.add(next => async args => {
    const { response } = await next(args)
    seen.push({ request: args.request, response })
    return { response, output: undefined }
  }, { step: 'deserialize', name: 'seen', priority: 'low', override: true })
  return watching
}

suite('errors', () => {
  test('are of their classes, with name, text, status, and the id of the request', async () => {
    await client.putItem({ TableName, Item: { id: S('a'), n: { N: '1' } } })
    const e = await failureOf(client.putItem({
      TableName, Item: { id: S('a') }, ConditionExpression: 'attribute_not_exists(id)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD'
    }))
    assert.equal(e instanceof ConditionalCheckFailedException, true)
    assert.equal(e.name, 'ConditionalCheckFailedException')
    assert.equal(e.message, 'The conditional request failed')
    assert.equal(e.$fault, 'client')
    assert.deepEqual(e.Item, { id: S('a'), n: { N: '1' } })
    assert.equal(e.$metadata.httpStatusCode, 400)
    assert.match(e.$metadata.requestId, /^[A-Z0-9]{52}$/)
    assert.equal(e.$metadata.attempts, 1)
  })

  test('of tables', async () => {
    const missing = await failureOf(client.getItem({ TableName: 'nowhere', Key: { id: S('a') } }))
    assert.equal(missing instanceof ResourceNotFoundException, true)
    assert.equal(missing.message, 'Requested resource not found')
    const twice = await failureOf(client.createTable(tableOf(TableName)))
    assert.equal(twice instanceof ResourceInUseException, true)
    const invalid = await failureOf(client.putItem({ TableName, Item: { other: S('a') } }))
    assert.equal(invalid.name, 'ValidationException')
    assert.equal(invalid.message, 'One or more parameter values were invalid: Missing the key id in the item')
  })

  test('of transactions have a reason for each action, and the item where asked for', async () => {
    await client.putItem({ TableName, Item: { id: S('reason'), n: { N: '1' } } })
    const e = await failureOf(client.transactWriteItems({
      TransactItems: [
        { Put: { TableName, Item: { id: S('other') } } },
        { ConditionCheck: { TableName, Key: { id: S('reason') }, ConditionExpression: 'n > :n', ExpressionAttributeValues: { ':n': { N: '1' } }, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } }
      ]
    }))
    assert.equal(e instanceof TransactionCanceledException, true)
    assert.deepEqual(e.CancellationReasons, [
      { Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: { id: S('reason'), n: { N: '1' } } }
    ])
  })

  test('of signatures', async () => {
    const stranger = newClient({ credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' } })
    assert.equal((await failureOf(stranger.listTables())).name, 'UnrecognizedClientException')
    stranger.destroy()
    const { accessKeyId } = await client.config.credentials()
    const liar = newClient({ credentials: { accessKeyId, secretAccessKey: 'wrong' } })
    assert.equal((await failureOf(liar.listTables())).name, 'InvalidSignatureException')
    liar.destroy()
  })
})

suite('attempts', () => {
  /** Fails the first answers of a server between the client and the one under test. */
  async function failing(times, answer, use) {
    let count = 0
    const target = new URL(endpoint)
    const proxy = createServer((incoming, outgoing) => {
      if (count++ < times) return answer(incoming, outgoing)
      const forwarded = httpRequest({ host: target.hostname, port: target.port, method: incoming.method, path: incoming.url, headers: incoming.headers }, from => {
        outgoing.writeHead(from.statusCode, from.headers)
        from.pipe(outgoing)
      })
      incoming.pipe(forwarded)
    })
    await new Promise(resolve => proxy.listen(0, '127.0.0.1', resolve))
    const retrying = newClient({ endpoint: `http://127.0.0.1:${proxy.address().port}` })
    try {
      await use(retrying)
    } finally {
      retrying.destroy()
      proxy.closeAllConnections()
      await new Promise(resolve => proxy.close(resolve))
    }
  }

  test('are repeated after a lost connection and a 500, and signed by the address that the client was told', async () => {
    await failing(1, incoming => incoming.socket.destroy(), async retrying => {
      const { $metadata } = await retrying.putItem({ TableName, Item: { id: S('retried') } })
      assert.equal($metadata.attempts, 2)
    })
    await failing(2, (_, outgoing) => outgoing.writeHead(500).end('{"__type":"InternalServerError"}'), async retrying => {
      const { Item, $metadata } = await retrying.getItem({ TableName, Key: { id: S('retried') } })
      assert.deepEqual(Item, { id: S('retried') })
      assert.equal($metadata.attempts, 3)
    })
  })

  test('a clock that is wrong is put right by the answer of the server', async () => {
    const late = newClient({ systemClockOffset: -3_600_000 })
    const { $metadata } = await late.getItem({ TableName, Key: { id: S('a') } })
    assert.equal($metadata.attempts, 2)
    late.destroy()
  })

  test('many at once over a few connections', async () => {
    const few = newClient({ requestHandler: new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: 3 } }) })
    await Promise.all(Array.from({ length: 100 }, (_, n) => few.putItem({ TableName, Item: { id: S(`many-${n}`) } })))
    const { Count } = await few.scan({ TableName, FilterExpression: 'begins_with(id, :p)', ExpressionAttributeValues: { ':p': S('many-') } })
    assert.equal(Count, 100)
    few.destroy()
  })
})

suite('waiters and pages of tables', () => {
  test('a table is waited for, when it comes and when it goes', async () => {
    const name = freshName('waited')
    await client.createTable(tableOf(name))
    const there = await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName: name })
    assert.equal(there.state, 'SUCCESS')
    await client.deleteTable({ TableName: name })
    const gone = await waitUntilTableNotExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName: name })
    assert.equal(gone.state, 'SUCCESS')
  })

  test('names of tables come page by page', async () => {
    const names = Array.from({ length: 5 }, (_, i) => `${TableName}-${i}`)
    for (const name of names) await client.createTable(tableOf(name))
    const seen = []
    for await (const page of paginateListTables({ client, pageSize: 2 }, { ExclusiveStartTableName: TableName })) seen.push(...page.TableNames)
    assert.deepEqual(seen.filter(name => name.startsWith(TableName)), names)
  })
})

suite('the wire', () => {
  test('answers have the type that was asked with, and a checksum', async () => {
    await client.putItem({ TableName, Item: { id: S('wire'), text: S('x'.repeat(10_000)) } })
    const seen = []
    const watching = watched(seen)
    const { Item } = await watching.getItem({ TableName, Key: { id: S('wire') } })
    assert.equal(Item.text.S.length, 10_000)
    assert.match(seen[0].response.headers['x-amz-crc32'], /^\d+$/)
    assert.match(seen[0].response.headers['content-type'], /^application\/x-amz-json-1\.0$/)
    watching.destroy()
  })

  test('nothing is looked up: no endpoint discovery, no endpoints by account', async () => {
    const seen = []
    const watching = watched(seen, { endpointDiscoveryEnabled: false, accountIdEndpointMode: 'disabled' })
    await watching.listTables()
    assert.equal(`http://${seen[0].request.hostname}:${seen[0].request.port}`, endpoint.replace(/\/$/, ''))
    watching.destroy()
    const { Endpoints } = await client.describeEndpoints()
    assert.equal(Endpoints[0].CachePeriodInMinutes > 0, true)
  })

  test('single commands, other regions, aborted calls', async () => {
    const single = new DynamoDBClient({ ...settings, region: 'ap-southeast-2' })
    await single.send(new PutItemCommand({ TableName, Item: { id: S('single') } }))
    const { Item } = await single.send(new GetItemCommand({ TableName, Key: { id: S('single') } }))
    assert.deepEqual(Item, { id: S('single') })
    const aborting = new AbortController()
    aborting.abort()
    assert.equal((await failureOf(single.send(new GetItemCommand({ TableName, Key: { id: S('single') } }), { abortSignal: aborting.signal }))).name, 'AbortError')
    single.destroy()
  })
})

suite('streams', () => {
  test('tell each change of an item in order, with its images', async () => {
    const name = freshName('streamed')
    await client.createTable(tableOf(name, { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } }))
    await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName: name })
    await client.putItem({ TableName: name, Item: { id: S('a'), n: { N: '1' } } })
    await client.updateItem({ TableName: name, Key: { id: S('a') }, UpdateExpression: 'ADD n :n', ExpressionAttributeValues: { ':n': { N: '1' } } })
    await client.deleteItem({ TableName: name, Key: { id: S('a') } })
    const streams = new DynamoDBStreams(settings)
    const { Streams: [{ StreamArn }] } = await streams.listStreams({ TableName: name })
    const { StreamDescription } = await streams.describeStream({ StreamArn })
    assert.equal(StreamDescription.StreamViewType, 'NEW_AND_OLD_IMAGES')
    const records = []
    for (const { ShardId } of StreamDescription.Shards) {
      let { ShardIterator } = await streams.getShardIterator({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' })
      for (let empty = 0; ShardIterator && empty < 3;) {
        const page = await streams.getRecords({ ShardIterator })
        empty = page.Records.length ? 0 : empty + 1
        records.push(...page.Records)
        ShardIterator = page.NextShardIterator
      }
    }
    assert.deepEqual(records.map(record => record.eventName), ['INSERT', 'MODIFY', 'REMOVE'])
    const { dynamodb, eventSource, awsRegion } = records[1]
    assert.deepEqual([dynamodb.OldImage, dynamodb.NewImage], [{ id: S('a'), n: { N: '1' } }, { id: S('a'), n: { N: '2' } }])
    assert.deepEqual(dynamodb.Keys, { id: S('a') })
    assert.equal(eventSource, 'aws:dynamodb')
    assert.equal(typeof awsRegion, 'string')
    assert.equal(dynamodb.ApproximateCreationDateTime instanceof Date, true)
    const after = await streams.getShardIterator({
      StreamArn, ShardId: StreamDescription.Shards[0].ShardId, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: records[0].dynamodb.SequenceNumber
    })
    const rest = await streams.getRecords({ ShardIterator: after.ShardIterator, Limit: 1 })
    assert.deepEqual(rest.Records.map(record => record.eventID), [records[1].eventID])
    streams.destroy()
  })
})
