// Dynamoose's transactions, over one model and several.
import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { client, dynamoose, modelOf, plain } from './dynamoose-setup.mjs'
import { failureOf } from './server.mjs'

after(() => client.destroy())

const { Condition } = dynamoose

suite('transactions', () => {
  test('create, update, delete and check across models happen as one', async () => {
    const User = await modelOf({ id: String, credit: Number })
    const Order = await modelOf({ id: String, sum: Number })
    await User.batchPut([{ id: 'a', credit: 10 }, { id: 'b', credit: 0 }])
    await Order.create({ id: 'old', sum: 1 })
    const result = await dynamoose.transaction([
      User.transaction.update({ id: 'a' }, { $ADD: { credit: -4 } }, { condition: new Condition('credit').ge(4) }),
      User.transaction.condition('b', new Condition('credit').eq(0)),
      Order.transaction.create({ id: 'new', sum: 4 }),
      Order.transaction.delete('old')
    ])
    assert.equal(result, null)
    assert.equal((await User.get('a')).credit, 6)
    assert.deepEqual(plain(await Order.scan().exec()), [{ id: 'new', sum: 4 }])
  })

  test('where one condition fails nothing happens, and each action has its reason', async () => {
    const User = await modelOf({ id: String, credit: Number })
    await User.create({ id: 'a', credit: 1 })
    const e = await failureOf(dynamoose.transaction([
      User.transaction.create({ id: 'b', credit: 4 }),
      User.transaction.update({ id: 'a' }, { $ADD: { credit: -4 } }, { condition: new Condition('credit').ge(4) })
    ]))
    assert.equal(e.name, 'TransactionCanceledException')
    assert.equal(e.message, 'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]')
    assert.deepEqual(e.CancellationReasons, [
      { Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }
    ])
    assert.equal(await User.get('b'), undefined)
  })

  test('a model creates no item twice', async () => {
    const User = await modelOf({ id: String })
    await User.create({ id: 'a' })
    const e = await failureOf(dynamoose.transaction([User.transaction.create({ id: 'a' }, { overwrite: false })]))
    assert.equal(e.name, 'TransactionCanceledException')
  })

  test('gets of several models come in order', async () => {
    const User = await modelOf({ id: String, name: String })
    const Order = await modelOf({ id: String, sum: Number })
    await User.create({ id: 'a', name: 'Ada' })
    await Order.create({ id: 'o', sum: 3 })
    const items = await dynamoose.transaction([Order.transaction.get('o'), User.transaction.get('a')])
    assert.deepEqual(plain(items), [{ id: 'o', sum: 3 }, { id: 'a', name: 'Ada' }])
  })

  test('the request alone, and the kind of transaction told', async () => {
    const User = await modelOf({ id: String })
    const request = await dynamoose.transaction([User.transaction.create({ id: 'a' })], { return: 'request' })
    assert.deepEqual(Object.keys(request.TransactItems[0]), ['Put'])
    assert.equal(await User.get('a'), undefined)
    await dynamoose.transaction([User.transaction.create({ id: 'a' })], { type: 'write' })
    assert.equal((await User.get('a')).id, 'a')
  })

  test('of transfers at once none loses money', async () => {
    const Account = await modelOf({ id: String, sum: Number })
    await Account.batchPut([{ id: 'a', sum: 50 }, { id: 'b', sum: 50 }])
    const transfer = (from, to) => dynamoose.transaction([
      Account.transaction.update({ id: from }, { $ADD: { sum: -5 } }, { condition: new Condition('sum').ge(5) }),
      Account.transaction.update({ id: to }, { $ADD: { sum: 5 } })
    ])
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => (n % 3 ? transfer('a', 'b') : transfer('b', 'a'))))
    for (const { status, reason } of outcomes) {
      if (status === 'rejected') assert.equal(reason.name, 'TransactionCanceledException')
    }
    const sums = (await Account.scan().exec()).map(account => account.sum)
    assert.equal(sums[0] + sums[1], 100)
    assert.equal(Math.min(...sums) >= 0, true)
  })
})
