// Dynamoose's schemas: types, required attributes, validation, transforms, defaults, timestamps, populate.
import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { client, dynamoose, modelOf, plain } from './dynamoose-setup.mjs'
import { failureOf, freshName } from './server.mjs'

after(() => client.destroy())

/** An item as the service keeps it. */
const stored = async (model, key) => (await client.getItem({ TableName: model.ownTable.name, Key: key })).Item

suite('type safety', () => {
  test('each type comes back as it was saved', async () => {
    const Thing = await modelOf({
      id: String, count: Number, on: Boolean, at: Date, bytes: Buffer, list: { type: Array, schema: [String] },
      map: { type: Object, schema: { deep: { type: Object, schema: { number: Number } } } },
      strings: { type: Set, schema: [String] }, numbers: { type: Set, schema: [Number] }, binaries: { type: Set, schema: [Buffer] }
    })
    const at = new Date(1_700_000_000_123)
    await Thing.create({
      id: 'a', count: -1.5, on: false, at, bytes: Buffer.from([0, 255]), list: ['x', ''], map: { deep: { number: 7 } },
      strings: new Set(['a', 'b']), numbers: new Set([1, 2.5]), binaries: new Set([Buffer.from('q')])
    })
    const thing = await Thing.get('a')
    assert.equal(thing.count, -1.5)
    assert.equal(thing.on, false)
    assert.deepEqual(thing.at, at)
    assert.deepEqual(Buffer.from(thing.bytes), Buffer.from([0, 255]))
    assert.deepEqual(thing.list, ['x', ''])
    assert.deepEqual(thing.map, { deep: { number: 7 } })
    assert.deepEqual(thing.strings, new Set(['a', 'b']))
    assert.deepEqual(thing.numbers, new Set([1, 2.5]))
    assert.equal(thing.binaries.size, 1)
    assert.deepEqual((await stored(Thing, { id: { S: 'a' } })).at, { N: '1700000000123' })
  })

  test('a value of another type is refused before it is sent', async () => {
    const Thing = await modelOf({ id: String, count: Number })
    const e = await failureOf(Thing.create({ id: 'a', count: 'many' }))
    assert.equal(e.name, 'TypeMismatch')
    assert.match(e.message, /Expected count to be of type number, instead found type string/)
    assert.equal(await Thing.get('a'), undefined)
  })

  test('attributes outside of the schema are left out, or kept where the schema says so', async () => {
    const Strict = await modelOf({ id: String })
    await Strict.create({ id: 'a', more: 1 })
    assert.deepEqual(await stored(Strict, { id: { S: 'a' } }), { id: { S: 'a' } })
    const Open = await modelOf(new dynamoose.Schema({ id: String }, { saveUnknown: true }))
    await Open.create({ id: 'a', more: { deep: [1, null] } })
    assert.deepEqual(plain(await Open.get('a')), { id: 'a', more: { deep: [1, null] } })
  })

  test('dates as seconds and as ISO texts, null, constants, one of several types, combined attributes', async () => {
    const { NULL, CONSTANT, COMBINE } = dynamoose.type
    const Thing = await modelOf({
      id: String,
      seconds: { type: { value: Date, settings: { storage: 'seconds' } } },
      iso: { type: { value: Date, settings: { storage: 'iso' } } },
      nothing: NULL, kind: { type: CONSTANT('thing') }, either: [String, Number],
      both: { type: { value: 'Combine', settings: { attributes: ['id', 'kind'], separator: '-' } } }
    })
    const at = new Date(1_700_000_000_000)
    await Thing.create({ id: 'a', seconds: at, iso: at, nothing: null, kind: 'thing', either: 3 })
    assert.deepEqual(await stored(Thing, { id: { S: 'a' } }), {
      id: { S: 'a' }, seconds: { N: '1700000000' }, iso: { S: '2023-11-14T22:13:20.000Z' }, nothing: { NULL: true },
      kind: { S: 'thing' }, either: { N: '3' }, both: { S: 'a-thing' }
    })
    const thing = await Thing.get('a')
    assert.deepEqual(thing.iso, at)
    assert.deepEqual(thing.seconds, at)
    assert.equal(typeof COMBINE, 'function')
  })

  test('attributes have names of their own in the program', async () => {
    const Thing = await modelOf({ pk: { type: String, map: 'userId' }, n: { type: Number, alias: 'count' } })
    await Thing.create({ userId: 'u', count: 4 })
    assert.deepEqual(await stored(Thing, { pk: { S: 'u' } }), { pk: { S: 'u' }, n: { N: '4' } })
    assert.deepEqual(plain(await Thing.get({ userId: 'u' })), { userId: 'u', count: 4 })
  })
})

suite('required attributes, defaults, enums and validation', () => {
  test('what lacks a required attribute is refused', async () => {
    const Thing = await modelOf({ id: String, name: { type: String, required: true }, deep: { type: Object, schema: { x: { type: Number, required: true } } } })
    assert.match((await failureOf(Thing.create({ id: 'a', deep: { x: 1 } }))).message, /name is a required property but has no value/)
    assert.match((await failureOf(Thing.create({ id: 'a', name: 'n', deep: {} }))).message, /deep.x is a required property/)
    await Thing.create({ id: 'a', name: 'n' })
    assert.match((await failureOf(Thing.update({ id: 'a' }, { $REMOVE: ['name'] }))).message, /name is a required property/)
    assert.equal((await Thing.get('a')).name, 'n')
  })

  test('defaults are values, functions or promises', async () => {
    const Thing = await modelOf({
      id: String, one: { type: Number, default: 1 }, two: { type: Number, default: () => 2 },
      three: { type: Number, default: async () => 3 }, always: { type: String, default: 'x', forceDefault: true }
    })
    await Thing.create({ id: 'a', two: 22, always: 'y' })
    assert.deepEqual(plain(await Thing.get('a')), { id: 'a', one: 1, two: 22, three: 3, always: 'x' })
  })

  test('enums and validators by value, pattern, function and promise', async () => {
    const Thing = await modelOf(new dynamoose.Schema({
      id: String, colour: { type: String, enum: ['red', 'green'] }, age: { type: Number, validate: n => n >= 0 },
      mail: { type: String, validate: /@/ }, later: { type: String, validate: async s => s !== 'no' }, one: { type: Number, validate: 1 }
    }, { validate: item => item.id !== 'forbidden' }))
    const good = { id: 'a', colour: 'red', age: 1, mail: 'a@b', later: 'yes', one: 1 }
    await Thing.create(good)
    assert.deepEqual(plain(await Thing.get('a')), good)
    for (const bad of [{ colour: 'blue' }, { age: -1 }, { mail: 'ab' }, { later: 'no' }, { one: 2 }, { id: 'forbidden' }]) {
      const e = await failureOf(Thing.create({ ...good, id: 'b', ...bad }))
      assert.match(e.name, /ValidationError/, JSON.stringify(bad))
    }
    assert.match((await failureOf(Thing.update({ id: 'a' }, { age: -5 }))).name, /ValidationError/)
    assert.equal((await Thing.scan().count().exec()).count, 1)
  })
})

suite('transforms', () => {
  test('set works before saving and get on retrieving, also as promises and on updates', async () => {
    const Thing = await modelOf(new dynamoose.Schema({
      id: String,
      name: { type: String, set: s => s.trim().toLowerCase(), get: s => s.toUpperCase() },
      later: { type: String, set: async s => `<${s}>`, get: async s => `${s}!` }
    }, {
      set: item => (item.name ? Object.assign(item, { name: `${item.name}.` }) : item), get: item => Object.assign(item, { later: `${item.later}?` })
    }))
    await Thing.create({ id: 'a', name: '  Ada ', later: 'x' })
    assert.deepEqual(await stored(Thing, { id: { S: 'a' } }), { id: { S: 'a' }, name: { S: 'ada.' }, later: { S: '<x>' } })
    assert.deepEqual(plain(await Thing.get('a')), { id: 'a', name: 'ADA.', later: '<x>!?' })
    await Thing.update({ id: 'a' }, { name: ' Bea' })
    assert.deepEqual((await stored(Thing, { id: { S: 'a' } })).name, { S: 'bea.' })
    const [found] = await Thing.query('id').eq('a').exec()
    assert.equal(found.name, 'BEA.')
  })

  test('an attribute may depend on the one before', async () => {
    const Thing = await modelOf({ id: String, log: { type: String, set: (value, old) => (old ? `${old},${value}` : value) } })
    await Thing.create({ id: 'a', log: '1' })
    const thing = await Thing.get('a')
    thing.log = '2'
    await thing.save()
    assert.equal((await Thing.get('a')).log, '1,2')
  })

  test('serializers shape items for output', async () => {
    const Thing = await modelOf({ id: String, secret: String, name: String })
    Thing.serializer.add('public', { exclude: ['secret'], modify: serialized => ({ ...serialized, shown: true }) })
    Thing.serializer.default.set('public')
    await Thing.batchPut([{ id: 'a', secret: 's', name: 'n' }, { id: 'b', secret: 't', name: 'm' }])
    assert.deepEqual(await (await Thing.get('a')).serialize(), { id: 'a', name: 'n', shown: true })
    const many = await Thing.serializeMany(await Thing.scan().exec(), 'public')
    assert.deepEqual(new Set(many.map(item => item.name)), new Set(['n', 'm']))
    assert.deepEqual(await (await Thing.get('a')).serialize({ include: ['id'] }), { id: 'a' })
  })
})

suite('timestamps and references', () => {
  test('timestamps are set at creation and moved by updates and saves', async () => {
    const Thing = await modelOf(new dynamoose.Schema({ id: String, n: Number }, { timestamps: { createdAt: 'made', updatedAt: ['changed', 'touched'] } }))
    await Thing.create({ id: 'a', n: 1 })
    const first = await Thing.get('a')
    assert.equal(Math.abs(Date.now() - first.made) < 60_000, true)
    await client.updateItem({
      TableName: Thing.ownTable.name, Key: { id: { S: 'a' } }, UpdateExpression: 'SET changed = :then, made = :then',
      ExpressionAttributeValues: { ':then': { N: '1000' } }
    })
    const second = await Thing.update({ id: 'a' }, { n: 2 })
    assert.equal(Number(second.made), 1000)
    assert.equal(Number(second.changed) > 1000, true)
    assert.deepEqual(second.changed, second.touched)
  })

  test('references to other models, and sets of them, are populated', async () => {
    const Author = await modelOf({ id: String, name: String })
    const Book = await modelOf({ id: String, author: Author, readers: { type: Set, schema: [Author] } })
    await Author.batchPut([{ id: '1', name: 'Ada' }, { id: '2', name: 'Bea' }])
    await Book.create({ id: 'b', author: '1', readers: ['1', '2'] })
    assert.deepEqual(await stored(Book, { id: { S: 'b' } }), { id: { S: 'b' }, author: { S: '1' }, readers: { SS: ['1', '2'] } })
    const book = await (await Book.get('b')).populate()
    assert.equal(book.author.name, 'Ada')
    assert.deepEqual([...book.readers].map(reader => reader.name).sort(), ['Ada', 'Bea'])
    const found = await (await Book.scan().exec()).populate()
    assert.equal(found[0].author.name, 'Ada')
  })

  test('several schemas share a table', async () => {
    const name = freshName('kinds')
    const Kinds = await modelOf([
      new dynamoose.Schema({ pk: String, title: String }), new dynamoose.Schema({ pk: String, price: Number })
    ], { suffix: `-${name}` })
    await Kinds.create({ pk: 'a', title: 't' })
    await Kinds.create({ pk: 'b', price: 2 })
    assert.deepEqual(plain(await Kinds.get('b')), { pk: 'b', price: 2 })
    assert.equal(Kinds.ownTable.name.endsWith(name), true)
  })
})
