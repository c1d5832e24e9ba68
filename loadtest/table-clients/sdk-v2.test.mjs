// The AWS SDK for JavaScript v2, which checks the checksum of answers.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { failureOf, freshName, newClient, newTable, settings, tableOf } from './server.mjs'

// Without this it looks for no file but ~/.aws/credentials.
process.env.AWS_SDK_LOAD_CONFIG = '1'
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1'
const { default: AWS } = await import('aws-sdk')

const old = new AWS.DynamoDB({ ...settings, dynamoDbCrc32: true })
const documents = new AWS.DynamoDB.DocumentClient({ service: old })
const TableName = freshName()

before(async () => {
  const client = newClient()
  await newTable(client, tableOf(TableName))
  client.destroy()
})
after(() => old.deleteTable({ TableName }).promise())

suite('the older SDK', () => {
  test('checks the checksum of small and large answers', async () => {
    for (const size of [10, 500, 5_000, 300_000]) {
      await documents.put({ TableName, Item: { id: `size-${size}`, text: '☃'.repeat(size / 3) } }).promise()
      const request = old.getItem({ TableName, Key: { id: { S: `size-${size}` } } })
      let fields
      request.on('httpHeaders', (_, received) => { fields = received })
      const { Item } = await request.promise()
      assert.equal(Item.text.S.length, Math.floor(size / 3))
      assert.match(fields['x-amz-crc32'], /^\d+$/)
    }
  })

  test('keeps items, with sets and batches, through the document client', async () => {
    const Item = { id: 'a', n: 1.5, list: [true, null, ''], set: documents.createSet(['x', 'y']), bytes: Buffer.from([1, 2]) }
    await documents.put({ TableName, Item }).promise()
    const { Item: got } = await documents.get({ TableName, Key: { id: 'a' } }).promise()
    assert.deepEqual([got.n, got.list, got.set.values, Buffer.from(got.bytes)], [1.5, [true, null, ''], ['x', 'y'], Item.bytes])
    await documents.batchWrite({ RequestItems: { [TableName]: [{ DeleteRequest: { Key: { id: 'a' } } }] } }).promise()
    assert.deepEqual((await documents.get({ TableName, Key: { id: 'a' } }).promise()).Item, undefined)
    const { Attributes } = await documents.update({
      TableName, Key: { id: 'b' }, AttributeUpdates: { n: { Action: 'ADD', Value: 2 } }, ReturnValues: 'ALL_NEW'
    }).promise()
    assert.deepEqual(Attributes, { id: 'b', n: 2 })
  })

  test('tells codes, request ids and what may be tried again', async () => {
    const e = await failureOf(documents.delete({ TableName, Key: { id: 'none' }, ConditionExpression: 'attribute_exists(id)' }).promise())
    assert.equal(e.code, 'ConditionalCheckFailedException')
    assert.equal(e.message, 'The conditional request failed')
    assert.equal(e.statusCode, 400)
    assert.equal(e.retryable, false)
    assert.match(e.requestId, /^[A-Z0-9]{52}$/)
    const callback = await new Promise(resolve => old.describeTable({ TableName: 'nowhere' }, error => resolve(error)))
    assert.equal(callback.message, 'Requested resource not found: Table: nowhere not found')
  })

  test('waits for tables, and follows pages', async () => {
    const name = freshName()
    await old.createTable(tableOf(name)).promise()
    const { Table } = await old.waitFor('tableExists', { TableName: name, $waiter: { delay: 1, maxAttempts: 30 } }).promise()
    assert.equal(Table.TableStatus, 'ACTIVE')
    await old.deleteTable({ TableName: name }).promise()
    await old.waitFor('tableNotExists', { TableName: name, $waiter: { delay: 1, maxAttempts: 30 } }).promise()
    const ids = []
    await new Promise((resolve, reject) => documents.scan({ TableName, Limit: 2 }).eachPage((error, page) => {
      if (error) reject(error)
      else if (page === null) resolve()
      else ids.push(...page.Items.map(item => item.id))
      return true
    }))
    assert.equal(new Set(ids).size, ids.length)
    assert.equal(ids.length >= 4, true)
  })
})
