// Dynamoose's queries and scans: all conditions and filters, indexes, order, limits, pages, parallel scans.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { client, dynamoose, modelOf, plain } from './dynamoose-setup.mjs'
import { failureOf } from './server.mjs'

after(() => client.destroy())

const { Condition } = dynamoose
const ids = items => items.map(item => item.n).sort((a, b) => a - b)

let Song
before(async () => {
  Song = await modelOf({
    artist: { type: String, hashKey: true }, n: { type: Number, rangeKey: true },
    genre: { type: String, index: { name: 'byGenre', type: 'global', rangeKey: 'year' } },
    year: { type: Number, index: { name: 'byYear', type: 'local' } },
    label: { type: String, index: { name: 'byLabel', type: 'global', project: ['title'] } },
    country: { type: String, index: { name: 'byCountry', type: 'global', project: false } },
    title: String, tags: { type: Set, schema: [String] }, map: { type: Object, schema: { deep: Number } }
  })
  for (let n = 0; n < 20; n++) {
    await Song.create({
      artist: n < 10 ? 'a' : 'b', n, genre: n % 2 ? 'jazz' : 'rock', year: 2000 - n, label: 'l', country: 'is',
      title: `title ${n}`, ...(n === 5 ? { tags: new Set(['x']), map: { deep: 5 } } : {})
    })
  }
})

suite('queries', () => {
  const sorts = {
    'eq': [query => query.where('n').eq(3), [3]],
    'lt': [query => query.where('n').lt(3), [0, 1, 2]],
    'le': [query => query.where('n').le(3), [0, 1, 2, 3]],
    'gt': [query => query.where('n').gt(7), [8, 9]],
    'ge': [query => query.where('n').ge(7), [7, 8, 9]],
    'between': [query => query.where('n').between(2, 4), [2, 3, 4]]
  }
  for (const [name, [narrow, expected]] of Object.entries(sorts)) {
    test(`the sort key by ${name}`, async () => {
      assert.deepEqual(ids(await narrow(Song.query('artist').eq('a')).exec()), expected)
    })
  }

  test('forwards, backwards, with a limit, from the last key', async () => {
    const down = await Song.query('artist').eq('a').sort('descending').limit(3).exec()
    assert.deepEqual(down.map(song => song.n), [9, 8, 7])
    const next = await Song.query('artist').eq('a').sort('descending').limit(3).startAt(down.lastKey).exec()
    assert.deepEqual(next.map(song => song.n), [6, 5, 4])
    const all = await Song.query('artist').eq('a').limit(3).all().exec()
    assert.deepEqual(all.map(song => song.n), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert.equal(all.timesQueried, 4)
  })

  test('a filter, counts, some attributes, strong consistency', async () => {
    const found = await Song.query('artist').eq('a').filter('genre').eq('jazz').exec()
    assert.deepEqual(ids(found), [1, 3, 5, 7, 9])
    assert.equal((await Song.query('artist').eq('a').count().exec()).count, 10)
    const titles = await Song.query('artist').eq('a').where('n').eq(1).attributes(['title']).consistent().exec()
    assert.deepEqual(plain(titles), [{ title: 'title 1' }])
  })

  test('indexes: global with a sort key, local, with some attributes, with keys alone', async () => {
    const jazz = await Song.query('genre').eq('jazz').using('byGenre').where('year').ge(1990).exec()
    assert.deepEqual(jazz.map(song => song.year), [1991, 1993, 1995, 1997, 1999])
    assert.equal((await Song.query('genre').eq('rock').exec()).count, 10)
    const local = await Song.query('artist').eq('a').where('year').lt(1993).using('byYear').exec()
    assert.deepEqual(local.map(song => song.n), [9, 8])
    const labels = await Song.query('label').eq('l').using('byLabel').limit(1).exec()
    assert.deepEqual(Object.keys(plain(labels[0])).sort(), ['artist', 'label', 'n', 'title'])
    const keys = await Song.query('country').eq('is').using('byCountry').limit(1).exec()
    assert.deepEqual(Object.keys(plain(keys[0])).sort(), ['artist', 'country', 'n'])
  })

  test('queries without a partition key, and consistent ones of global indexes, are refused', async () => {
    assert.match((await failureOf(Song.query('title').eq('x').exec())).message, /Index can't be found for query/)
    const e = await failureOf(Song.query('genre').eq('jazz').using('byGenre').consistent().exec())
    assert.equal(e.message, 'Consistent reads are not supported on global secondary indexes')
  })
})

suite('scans', () => {
  const filters = {
    'eq': [scan => scan.where('n').eq(3), [3]],
    'not eq': [scan => scan.where('artist').not().eq('a').where('n').lt(12), [10, 11]],
    'lt': [scan => scan.where('n').lt(2), [0, 1]],
    'not lt': [scan => scan.where('n').not().lt(18), [18, 19]],
    'le': [scan => scan.where('n').le(1), [0, 1]],
    'gt': [scan => scan.where('n').gt(18), [19]],
    'ge': [scan => scan.where('n').ge(18), [18, 19]],
    'beginsWith': [scan => scan.where('title').beginsWith('title 1').where('artist').eq('a'), [1]],
    'contains in text': [scan => scan.where('title').contains('e 7'), [7]],
    'contains in a set': [scan => scan.where('tags').contains('x'), [5]],
    'not contains': [scan => scan.where('title').not().contains('title 1').where('n').gt(8), [9]],
    'exists': [scan => scan.where('tags').exists(), [5]],
    'not exists': [scan => scan.where('tags').not().exists().where('n').between(4, 6), [4, 6]],
    'in': [scan => scan.where('n').in([2, 4, 400]), [2, 4]],
    'between': [scan => scan.where('n').between(8, 11), [8, 9, 10, 11]],
    'nested': [scan => scan.where('map.deep').eq(5), [5]],
    'or': [scan => scan.where('n').eq(1).or().where('n').eq(2), [1, 2]],
    'groups': [scan => scan.where('artist').eq('b').and().parenthesis(new Condition('n').eq(1).or().where('n').eq(11)), [11]]
  }
  for (const [name, [narrow, expected]] of Object.entries(filters)) {
    test(name, async () => assert.deepEqual(ids(await narrow(Song.scan()).exec()), expected))
  }

  test('of objects and of conditions', async () => {
    assert.deepEqual(ids(await Song.scan({ n: { le: 1 }, artist: 'a' }).exec()), [0, 1])
    assert.deepEqual(ids(await Song.scan(new Condition('n').ge(19)).exec()), [19])
  })

  test('in parallel, with limits, page by page, of an index', async () => {
    const parallel = await Song.scan().parallel(4).exec()
    assert.deepEqual(ids(parallel), Array.from({ length: 20 }, (_, n) => n))
    const pages = []
    for (let lastKey, more = true; more; more = lastKey !== undefined) {
      const page = await Song.scan().limit(6).startAt(lastKey).exec()
      pages.push(...ids(page))
      lastKey = page.lastKey
    }
    assert.deepEqual(pages.sort((a, b) => a - b), Array.from({ length: 20 }, (_, n) => n))
    assert.equal((await Song.scan().using('byGenre').exec()).count, 20)
    assert.equal((await Song.scan().all().limit(7).exec()).length, 20)
    assert.deepEqual(plain(await Song.scan('artist').eq('a').count().exec()), { count: 10, scannedCount: 20 })
  })
})
