// Dynamoose's tables: creation and update from models, throughput, indexes, time to live, tags, streams.
import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { client, dynamoose, modelOf, tableFor } from './dynamoose-setup.mjs'
import { failureOf, freshName } from './server.mjs'

after(() => client.destroy())

const described = async table => (await client.describeTable({ TableName: table.name })).Table

suite('tables', () => {
  test('a table is made with the throughput of the model', async () => {
    const schema = { id: String }
    const one = await described(await tableFor([dynamoose.model(freshName(), schema)], { throughput: 7 }))
    assert.deepEqual([one.ProvisionedThroughput.ReadCapacityUnits, one.ProvisionedThroughput.WriteCapacityUnits], [7, 7])
    const two = await described(await tableFor([dynamoose.model(freshName(), schema)], { throughput: { read: 2, write: 3 } }))
    assert.deepEqual([two.ProvisionedThroughput.ReadCapacityUnits, two.ProvisionedThroughput.WriteCapacityUnits], [2, 3])
    const onDemand = await described(await tableFor([dynamoose.model(freshName(), schema)], { throughput: 'ON_DEMAND' }))
    assert.equal(onDemand.BillingModeSummary.BillingMode, 'PAY_PER_REQUEST')
  })

  test('prefixes, suffixes, the class of the table, tags', async () => {
    const table = await tableFor([dynamoose.model(freshName(), { id: String })], {
      prefix: 'before_', suffix: '_after', tableClass: 'infrequentAccess', tags: { team: 'blue', empty: '' }
    })
    assert.match(table.name, /^before_.*_after$/)
    const { TableArn, TableClassSummary } = await described(table)
    assert.equal(TableClassSummary.TableClass, 'STANDARD_INFREQUENT_ACCESS')
    const { Tags } = await client.listTagsOfResource({ ResourceArn: TableArn })
    assert.deepEqual(Tags.sort((a, b) => a.Key.localeCompare(b.Key)), [{ Key: 'empty', Value: '' }, { Key: 'team', Value: 'blue' }])
  })

  test('a table with streams, of each kind of image', async () => {
    for (const type of ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']) {
      const table = await tableFor([dynamoose.model(freshName(), { id: String })], { streamOptions: { enabled: true, type } })
      const { StreamSpecification, LatestStreamArn } = await described(table)
      assert.deepEqual(StreamSpecification, { StreamEnabled: true, StreamViewType: type })
      assert.match(LatestStreamArn, /\/stream\//)
    }
  })

  test('time to live is turned on, items get their moment, and expired ones are left out', async () => {
    const Session = await modelOf({ id: String }, { expires: { ttl: 3_600_000, attribute: 'until', items: { returnExpired: false } } })
    const { TimeToLiveDescription } = await client.describeTimeToLive({ TableName: Session.ownTable.name })
    assert.equal(TimeToLiveDescription.AttributeName, 'until')
    assert.match(TimeToLiveDescription.TimeToLiveStatus, /^ENABL(ED|ING)$/)
    await Session.create({ id: 'a' })
    const { Item } = await client.getItem({ TableName: Session.ownTable.name, Key: { id: { S: 'a' } } })
    const left = Number(Item.until.N) - Date.now() / 1000
    assert.equal(left > 3000 && left < 3700, true, `${left} s`)
    await Session.create({ id: 'old', until: new Date(1000) })
    assert.equal(await Session.get('old'), undefined)
    assert.deepEqual((await Session.scan().exec()).map(session => session.id), ['a'])
  })

  test('an existing table is brought up to date: throughput, indexes, tags, class, stream, time to live', async () => {
    const name = freshName('grows')
    await tableFor([dynamoose.model(freshName(), { id: String, old: { type: String, index: { name: 'old', type: 'global' } } })], { prefix: name, tags: { a: '1', b: '2' } })
    const first = await described({ name: (await client.listTables({ ExclusiveStartTableName: name, Limit: 1 })).TableNames[0] })
    const own = first.TableName.slice(name.length)
    const next = dynamoose.model(freshName(), { id: String, fresh: { type: String, index: { name: 'fresh', type: 'global' } } })
    await client.putItem({ TableName: first.TableName, Item: { id: { S: 'x' }, fresh: { S: 'f' } } })
    const table = new dynamoose.Table(own, [next], {
      prefix: name, initialize: false, update: true, throughput: 9, tags: { b: '3', c: '4' }, tableClass: 'infrequentAccess',
      streamOptions: { enabled: true, type: 'KEYS_ONLY' }, expires: 1000,
      waitForActive: { enabled: true, check: { timeout: 30_000, frequency: 20 } }
    })
    await table.initialize()
    const second = await described(table)
    assert.equal(second.ProvisionedThroughput.ReadCapacityUnits, 9)
    assert.deepEqual(second.GlobalSecondaryIndexes.map(index => index.IndexName), ['fresh'])
    assert.equal(second.TableClassSummary.TableClass, 'STANDARD_INFREQUENT_ACCESS')
    assert.equal(second.StreamSpecification.StreamViewType, 'KEYS_ONLY')
    const { Tags } = await client.listTagsOfResource({ ResourceArn: second.TableArn })
    assert.deepEqual(Object.fromEntries(Tags.map(tag => [tag.Key, tag.Value])), { b: '3', c: '4' })
    const { TimeToLiveDescription } = await client.describeTimeToLive({ TableName: table.name })
    assert.equal(TimeToLiveDescription.AttributeName, 'ttl')
    assert.equal((await next.query('fresh').eq('f').exec()).count, 1)
  })

  test('a table is made by hand with a callback, and never twice', async () => {
    const table = new dynamoose.Table(freshName(), [dynamoose.model(freshName(), { id: String })], { initialize: false, create: false })
    const request = await table.create({ return: 'request' })
    assert.deepEqual(request.KeySchema, [{ AttributeName: 'id', KeyType: 'HASH' }])
    const failure = await new Promise(resolve => table.create(resolve))
    assert.equal(failure, null)
    assert.equal((await failureOf(table.create())).name, 'ResourceInUseException')
  })

  test('a model without a table of its own makes one at first use, as most programs have it', async () => {
    const Cat = dynamoose.model(freshName('Cat'), { id: Number, name: String }, { throughput: 'ON_DEMAND' })
    const zildjian = new Cat({ id: 1, name: 'Zildjian' })
    await zildjian.save()
    assert.equal((await Cat.get(1)).name, 'Zildjian')
    assert.equal((await described({ name: Cat.name })).TableStatus, 'ACTIVE')
  })
})
