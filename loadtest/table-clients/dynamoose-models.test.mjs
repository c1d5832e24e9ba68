// Dynamoose's models: create, get, update, delete, batches, conditions, return values, callbacks and promises.
import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { client, dynamoose, modelOf, plain } from './dynamoose-setup.mjs'
import { failureOf } from './server.mjs'

after(() => client.destroy())

const { Condition } = dynamoose

/** A call with a callback, as a promise of what the callback is given. */
const called = call => new Promise(resolve => call((error, value) => resolve({ error, value })))

suite('a high-level API', () => {
  test('create, get, save, update, delete', async () => {
    const User = await modelOf({ id: Number, name: String })
    const user = new User({ id: 1, name: 'Ada' })
    await user.save()
    assert.deepEqual(plain(await User.get(1)), { id: 1, name: 'Ada' })
    const got = await User.get({ id: 1 })
    got.name = 'Bea'
    await got.save()
    assert.deepEqual(got.original(), { id: 1, name: 'Ada' })
    assert.equal((await User.get(1, { attributes: ['name'], consistent: true })).name, 'Bea')
    assert.equal((await User.update({ id: 1, name: 'Cleo' })).name, 'Cleo')
    await (await User.get(1)).delete()
    assert.equal(await User.get(1), undefined)
    await User.delete(1)
  })

  test('create does not write over what is there unless told to', async () => {
    const User = await modelOf({ id: Number, name: String })
    await User.create({ id: 1, name: 'Ada' })
    const e = await failureOf(User.create({ id: 1, name: 'Bea' }))
    assert.equal(e.name, 'ConditionalCheckFailedException')
    assert.equal(e.message, 'The conditional request failed')
    await User.create({ id: 1, name: 'Cleo' }, { overwrite: true })
    assert.equal((await User.get(1)).name, 'Cleo')
    const again = new User({ id: 1, name: 'Dora' })
    assert.equal((await failureOf(again.save({ overwrite: false }))).name, 'ConditionalCheckFailedException')
  })

  test('keys of two attributes', async () => {
    const Visit = await modelOf({ user: { type: String, hashKey: true }, at: { type: Number, rangeKey: true }, page: String })
    await Visit.create({ user: 'a', at: 1, page: 'x' })
    await Visit.create({ user: 'a', at: 2, page: 'y' })
    assert.equal((await Visit.get({ user: 'a', at: 2 })).page, 'y')
    assert.equal((await failureOf(client.getItem({ TableName: Visit.ownTable.name, Key: { user: { S: 'a' } } }))).message, 'The provided key element does not match the schema')
    assert.deepEqual([Visit.ownTable.hashKey, Visit.ownTable.rangeKey], ['user', 'at'])
    await Visit.delete({ user: 'a', at: 1 })
    assert.equal((await Visit.query('user').eq('a').exec()).count, 1)
  })

  test('methods of models and of items', async () => {
    const User = await modelOf({ id: Number, name: String })
    User.methods.set('named', function (name) { return this.scan('name').eq(name).exec() })
    User.methods.item.set('shout', async function () { return this.name.toUpperCase() })
    await User.create({ id: 1, name: 'Ada' })
    assert.equal(await (await User.named('Ada'))[0].shout(), 'ADA')
  })
})

suite('batches', () => {
  test('more items are put, got and deleted in one call', async () => {
    const User = await modelOf({ id: Number, name: String })
    const put = await User.batchPut(Array.from({ length: 25 }, (_, id) => ({ id, name: `n${id}` })))
    assert.deepEqual(plain(put.unprocessedItems), [])
    const got = await User.batchGet([{ id: 3 }, 7, 999])
    assert.deepEqual(got.map(user => user.name), ['n3', 'n7'])
    assert.deepEqual(plain(got.unprocessedKeys), [])
    assert.deepEqual(plain(await User.batchGet([1, 4], { attributes: ['id'] })), [{ id: 1 }, { id: 4 }])
    const deleted = await User.batchDelete([0, 1, 2])
    assert.deepEqual(plain(deleted.unprocessedItems), [])
    assert.equal((await User.scan().all().exec()).count, 22)
  })

  test('26 items, and one twice, are refused with the texts of the service', async () => {
    const User = await modelOf({ id: Number })
    const many = await failureOf(User.batchPut(Array.from({ length: 26 }, (_, id) => ({ id }))))
    assert.equal(many.name, 'ValidationException')
    assert.match(many.message, /Member must have length less than or equal to 25/)
    const twice = await failureOf(User.batchPut([{ id: 1 }, { id: 1 }]))
    assert.equal(twice.message, 'Provided list of item keys contains duplicates')
  })
})

suite('updates', () => {
  test('$SET, $ADD, $REMOVE, $DELETE and a plain object', async () => {
    const Thing = await modelOf({
      id: String, n: Number, name: String, list: { type: Array, schema: [String] }, tags: { type: Set, schema: [String] },
      map: { type: Object, schema: { a: Number, b: Number } }, gone: String
    })
    await Thing.create({ id: 'a', n: 1, name: 'x', list: ['p'], tags: new Set(['one', 'two']), map: { a: 1 }, gone: 'yes' })
    const thing = await Thing.update({ id: 'a' }, {
      $SET: { name: 'y', map: { a: 1, b: 2 } }, $ADD: { n: 5, list: 'q' }, $REMOVE: ['gone'], $DELETE: { tags: new Set(['one']) }
    })
    assert.equal(thing.n, 6)
    assert.deepEqual(thing.list, ['p', 'q'])
    assert.deepEqual(thing.tags, new Set(['two']))
    assert.deepEqual(thing.map, { a: 1, b: 2 })
    assert.equal(thing.gone, undefined)
    assert.equal((await Thing.update({ id: 'a' }, { name: 'z' })).name, 'z')
    assert.equal((await Thing.update({ id: 'a' }, { name: undefined })).name, undefined)
    assert.equal((await Thing.update({ id: 'new' }, { $ADD: { n: 2 } })).n, 2)
  })

  test('return values: all or updated, new or old, or none', async () => {
    const Thing = await modelOf({ id: String, n: Number, m: Number })
    await Thing.create({ id: 'a', n: 1, m: 1 })
    const update = async (n, returnValues) => plain((await Thing.update({ id: 'a' }, { n }, { returnValues })) ?? null)
    assert.deepEqual(await update(2, 'ALL_NEW'), { id: 'a', n: 2, m: 1 })
    assert.deepEqual(await update(3, 'ALL_OLD'), { id: 'a', n: 2, m: 1 })
    assert.deepEqual(await update(4, 'UPDATED_NEW'), { n: 4 })
    assert.deepEqual(await update(5, 'UPDATED_OLD'), { n: 4 })
    assert.equal(await update(6, 'NONE'), null)
    const request = await Thing.update({ id: 'a' }, { n: 7 }, { return: 'request' })
    assert.equal(request.TableName, Thing.ownTable.name)
    assert.equal((await Thing.get('a')).n, 6)
  })
})

suite('conditions on writes', () => {
  test('a write happens where its condition holds, and else not', async () => {
    const Thing = await modelOf({ id: String, n: Number, name: String })
    await Thing.create({ id: 'a', n: 1, name: 'x' })
    const holds = [
      new Condition().where('n').eq(1), new Condition('n').not().eq(2), new Condition('n').between(0, 2), new Condition('n').in([1, 9]),
      new Condition('name').beginsWith('x'), new Condition('name').contains('x'), new Condition('name').not().contains('y'),
      new Condition('none').not().exists(), new Condition('n').lt(2).and().where('n').ge(1),
      new Condition('n').eq(9).or().where('name').eq('x'),
      new Condition('name').eq('x').and().parenthesis(inner => inner.where('n').eq(5).or().where('n').eq(1)),
      new Condition({ n: 1, name: { eq: 'x' } })
    ]
    for (const condition of holds) await Thing.update({ id: 'a' }, { n: 1 }, { condition })
    for (const condition of [new Condition('n').gt(1), new Condition('n').not().exists(), new Condition('name').eq('X')]) {
      const e = await failureOf(Thing.update({ id: 'a' }, { n: 2 }, { condition }))
      assert.equal(e.name, 'ConditionalCheckFailedException')
      assert.equal((await failureOf(Thing.delete('a', { condition }))).name, 'ConditionalCheckFailedException')
      assert.equal((await failureOf(Thing.create({ id: 'a' }, { overwrite: true, condition }))).name, 'ConditionalCheckFailedException')
    }
    await Thing.delete('a', { condition: new Condition('n').eq(1) })
    assert.equal(await Thing.get('a'), undefined)
  })

  test('of many who add to a number none is lost, and of many who make an item one is first', async () => {
    const Thing = await modelOf({ id: String, n: Number })
    await Promise.all(Array.from({ length: 40 }, () => Thing.update({ id: 'sum' }, { $ADD: { n: 1 } })))
    assert.equal((await Thing.get('sum')).n, 40)
    const made = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => Thing.create({ id: 'one', n })))
    assert.equal(made.filter(outcome => outcome.status === 'fulfilled').length, 1)
  })
})

suite('callbacks and promises', () => {
  test('each call takes a callback', async () => {
    const User = await modelOf({ id: Number, name: String })
    assert.equal((await called(back => User.create({ id: 1, name: 'Ada' }, back))).value.name, 'Ada')
    assert.equal((await called(back => User.get(1, back))).value.name, 'Ada')
    assert.equal((await called(back => User.update({ id: 1 }, { name: 'Bea' }, back))).value.name, 'Bea')
    assert.equal((await called(back => User.scan('name').eq('Bea').exec(back))).value.count, 1)
    assert.equal((await called(back => User.query('id').eq(1).exec(back))).value.count, 1)
    assert.equal((await called(back => User.batchGet([1], back))).value.length, 1)
    assert.equal((await called(back => new User({ id: 2 }).save(back))).error ?? null, null)
    assert.equal((await called(back => User.batchPut([{ id: 3 }], back))).error ?? null, null)
    assert.equal((await called(back => User.batchDelete([3], back))).error ?? null, null)
    assert.equal((await called(back => User.delete(1, back))).error ?? null, null)
    assert.equal((await called(back => dynamoose.transaction([User.transaction.delete(2)], back))).error ?? null, null)
    assert.equal((await User.scan().exec()).count, 0)
  })

  test('a callback is told of what fails', async () => {
    const User = await modelOf({ id: Number, name: String })
    await User.create({ id: 1 })
    assert.equal((await called(back => User.create({ id: 1 }, back))).error.name, 'ConditionalCheckFailedException')
    assert.equal((await called(back => User.create({ id: 'x' }, back))).error.name, 'TypeMismatch')
  })
})
