// The document client of the AWS SDK for JavaScript: values of programs as the service keeps them.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import {
  BatchGetCommand, BatchWriteCommand, DeleteCommand, DynamoDBDocumentClient, ExecuteStatementCommand, GetCommand, NumberValue,
  PutCommand, QueryCommand, ScanCommand, TransactGetCommand, TransactWriteCommand, UpdateCommand, paginateQuery, paginateScan
} from '@aws-sdk/lib-dynamodb'
import { failureOf, freshName, newClient, newTable, tableOf } from './server.mjs'

const client = newClient()
const exactClient = newClient()
const documents = DynamoDBDocumentClient.from(client, {
  marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: true }, unmarshallOptions: { wrapNumbers: false }
})
// A document client writes its options into its client.
const exact = DynamoDBDocumentClient.from(exactClient, { unmarshallOptions: { wrapNumbers: true } })
const TableName = freshName()
const send = command => documents.send(command)

before(() => newTable(client, tableOf(TableName, { sort: 'n' })))
after(() => [documents, exact].forEach(each => each.destroy()))

suite('values', () => {
  test('maps, lists, sets, bytes, null, empty values', async () => {
    const Item = {
      id: 'values', n: 1, text: '', big: 9007199254740991, less: -0.5, yes: true, no: false, nothing: null, bytes: new Uint8Array([0, 1, 255]),
      none: new Uint8Array(0), list: [1, 'a', [], {}, null], map: { a: { b: { c: 'ö ☃ 𝄞' } } }, strings: new Set(['a', 'ä']),
      numbers: new Set([1, -2.5]), binaries: new Set([new Uint8Array([1]), new Uint8Array([2])]), left: undefined
    }
    await send(new PutCommand({ TableName, Item }))
    const { Item: got } = await send(new GetCommand({ TableName, Key: { id: 'values', n: 1 }, ConsistentRead: true }))
    const { left, ...kept } = Item
    assert.equal(left, undefined)
    assert.deepEqual(got, kept)
  })

  test('numbers beyond doubles are exact, at the ends of their range too', async () => {
    const numbers = [
      '12345678901234567890123456789012345678', '-0.00000000000000000000000000000000000001234',
      '9.9999999999999999999999999999999999999E+125', '1E-130'
    ]
    await exact.send(new PutCommand({ TableName, Item: { id: 'numbers', n: 1, numbers: numbers.map(value => NumberValue.from(value)) } }))
    const { Item } = await exact.send(new GetCommand({ TableName, Key: { id: 'numbers', n: 1 } }))
    assert.deepEqual(Item.numbers.slice(0, 2).map(String), numbers.slice(0, 2))
    assert.deepEqual(Item.numbers.slice(2).map(value => Number(value.toString())), numbers.slice(2).map(Number))
    assert.equal(String(Item.numbers[2]).replaceAll(/[^9]/g, '').length, 38)
    const { Attributes } = await exact.send(new UpdateCommand({
      TableName, Key: { id: 'numbers', n: 1 }, UpdateExpression: 'SET numbers[0] = numbers[0] + :one', ReturnValues: 'UPDATED_NEW',
      ExpressionAttributeValues: { ':one': 1 }
    }))
    assert.equal(String(Attributes.numbers[0]), '12345678901234567890123456789012345679')
    for (const N of ['1E126', '123456789012345678901234567890123456789', 'many']) {
      assert.equal((await failureOf(client.putItem({ TableName, Item: { id: { S: 'x' }, n: { N } } }))).name, 'ValidationException', N)
    }
  })

  test('an item of just under 400 KB, and none above', async () => {
    const Item = { id: 'large', n: 1, text: 'x'.repeat(409_000) }
    await send(new PutCommand({ TableName, Item }))
    const { Item: got } = await send(new GetCommand({ TableName, Key: { id: 'large', n: 1 } }))
    assert.equal(got.text.length, 409_000)
    const e = await failureOf(send(new PutCommand({ TableName, Item: { ...Item, text: 'x'.repeat(410_000) } })))
    assert.equal(e.message, 'Item size has exceeded the maximum allowed size')
  })
})

suite('operations', () => {
  test('updates return what was asked for', async () => {
    const Key = { id: 'updates', n: 1 }
    const update = (UpdateExpression, values, names, ReturnValues = 'ALL_NEW') => send(new UpdateCommand({
      TableName, Key, UpdateExpression, ExpressionAttributeValues: values, ExpressionAttributeNames: names, ReturnValues
    }))
    await update('SET #l = list_append(if_not_exists(#l, :none), :more), m = :m', { ':none': [], ':more': ['a'], ':m': { x: 1, y: 2 } }, { '#l': 'list' })
    const { Attributes } = await update('SET m.x = m.x - :one REMOVE m.y, #l[0] ADD s :s, c :one', { ':one': 1, ':s': new Set(['p', 'q']) }, { '#l': 'list' })
    assert.deepEqual(Attributes, { ...Key, list: [], m: { x: 0 }, s: new Set(['p', 'q']), c: 1 })
    assert.deepEqual((await update('DELETE s :s', { ':s': new Set(['p']) }, undefined, 'UPDATED_NEW')).Attributes, { s: new Set(['q']) })
    const { Attributes: old } = await send(new DeleteCommand({ TableName, Key, ReturnValues: 'ALL_OLD' }))
    assert.deepEqual(old.s, new Set(['q']))
  })

  test('batches and transactions, their tokens too', async () => {
    const items = Array.from({ length: 5 }, (_, n) => ({ id: 'batch', n, sum: n }))
    const { UnprocessedItems } = await send(new BatchWriteCommand({ RequestItems: { [TableName]: items.map(Item => ({ PutRequest: { Item } })) } }))
    assert.deepEqual(UnprocessedItems, {})
    const { Responses } = await send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: items.map(({ id, n }) => ({ id, n })), ProjectionExpression: 'n' } } }))
    assert.deepEqual(Responses[TableName].map(({ n }) => n).sort(), [0, 1, 2, 3, 4])
    const once = new TransactWriteCommand({
      ClientRequestToken: 'token-of-this-test',
      TransactItems: [{ Update: { TableName, Key: { id: 'batch', n: 0 }, UpdateExpression: 'ADD #s :s', ExpressionAttributeNames: { '#s': 'sum' }, ExpressionAttributeValues: { ':s': 5 } } }]
    })
    await send(once)
    await send(once)
    const { Responses: [{ Item }] } = await send(new TransactGetCommand({ TransactItems: [{ Get: { TableName, Key: { id: 'batch', n: 0 } } }] }))
    assert.equal(Item.sum, 5)
  })

  test('PartiQL with parameters', async () => {
    await send(new ExecuteStatementCommand({ Statement: `INSERT INTO "${TableName}" VALUE {'id': ?, 'n': ?, 'm': ?}`, Parameters: ['partiql', 1, { a: [1] }] }))
    const { Items } = await send(new ExecuteStatementCommand({ Statement: `SELECT m FROM "${TableName}" WHERE id = ? AND n = ?`, Parameters: ['partiql', 1] }))
    assert.deepEqual(Items, [{ m: { a: [1] } }])
  })
})

suite('pages', () => {
  before(async () => {
    for (let from = 0; from < 50; from += 25) {
      const puts = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: { id: 'pages', n: from + i, fill: 'x'.repeat(40_000) } } }))
      await send(new BatchWriteCommand({ RequestItems: { [TableName]: puts } }))
    }
  })

  test('of 1 MB are followed to the end', async () => {
    const seen = []
    let pages = 0
    for await (const page of paginateQuery({ client: documents }, { TableName, KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': 'pages' } })) {
      pages++
      seen.push(...page.Items.map(item => item.n))
    }
    assert.deepEqual(seen, Array.from({ length: 50 }, (_, n) => n))
    assert.equal(pages, 2)
  })

  test('of a given size, of scans in segments', async () => {
    const seen = new Set()
    for (let Segment = 0; Segment < 3; Segment++) {
      for await (const page of paginateScan({ client: documents, pageSize: 7 }, { TableName, Segment, TotalSegments: 3, FilterExpression: 'id = :id', ExpressionAttributeValues: { ':id': 'pages' } })) {
        assert.equal(page.ScannedCount <= 7, true)
        for (const item of page.Items) assert.equal(seen.size < seen.add(item.n).size, true, `${item.n} twice`)
      }
    }
    assert.equal(seen.size, 50)
    const { Count, Items } = await send(new QueryCommand({ TableName, Select: 'COUNT', KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': 'batch' } }))
    assert.deepEqual([Count, Items], [5, undefined])
    const { ConsumedCapacity } = await send(new ScanCommand({ TableName, Limit: 1, ReturnConsumedCapacity: 'TOTAL' }))
    assert.equal(ConsumedCapacity.TableName, TableName)
  })
})
