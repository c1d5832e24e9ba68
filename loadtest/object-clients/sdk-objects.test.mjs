// The AWS SDK for JavaScript v3: objects, their versions and listings.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, suite, test } from 'node:test'
import { ChecksumAlgorithm, paginateListObjectsV2, waitUntilObjectExists, waitUntilObjectNotExists } from '@aws-sdk/client-s3'
import { deleteBucket, failureOf, md5, newBucket, newClient, octets, random } from './server.mjs'

const client = newClient()
let Bucket
before(async () => { Bucket = await newBucket(client) })
after(async () => {
  await deleteBucket(client, Bucket)
  client.destroy()
})

suite('objects', () => {
  test('keep octets, type and metadata under every key', async () => {
    for (const Key of ['a//b', '..', 'a/../b', 'ü/é ☃', '%2F', 'a+b c', '<&>"\'', '!*()', 'x'.repeat(1024), 'trailing/', '/lead']) {
      const Body = Buffer.from(Key)
      const { ETag } = await client.putObject({ Bucket, Key, Body, ContentType: 'text/x-y', Metadata: { m: 'v' }, CacheControl: 'max-age=3' })
      const got = await client.getObject({ Bucket, Key })
      assert.deepEqual(await octets(got), Body)
      assert.deepEqual([got.ContentType, got.Metadata, got.CacheControl, got.ETag], ['text/x-y', { m: 'v' }, 'max-age=3', ETag])
    }
  })

  test('have the checksum that the SDK sends, and each that is asked for', async () => {
    const Body = random(200_000)
    for (const ChecksumAlgorithmOrNone of [undefined, ...Object.values(ChecksumAlgorithm).filter(name => /^(CRC|SHA(1|256)$)/.test(name))]) {
      const Key = `sum-${ChecksumAlgorithmOrNone}`
      await client.putObject({ Bucket, Key, Body, ChecksumAlgorithm: ChecksumAlgorithmOrNone })
      const got = await client.getObject({ Bucket, Key, ChecksumMode: 'ENABLED' })
      assert.deepEqual(await octets(got), Body)
      assert.ok(got[`Checksum${ChecksumAlgorithmOrNone ?? 'CRC32'}`], Key)
    }
  })

  test('take streams of unknown checksum, as a trailer', async () => {
    const Body = random(300_000)
    await client.putObject({ Bucket, Key: 'stream', Body: Readable.from([Body.subarray(0, 1), Body.subarray(1)]), ContentLength: Body.length })
    const got = await client.getObject({ Bucket, Key: 'stream' })
    assert.deepEqual(await octets(got), Body)
    assert.equal(got.ETag, `"${md5(Body)}"`)
  })

  test('are read by ranges and conditions', async () => {
    const Body = random(100_000)
    const { ETag } = await client.putObject({ Bucket, Key: 'ranges', Body })
    const part = await client.getObject({ Bucket, Key: 'ranges', Range: 'bytes=10-19' })
    assert.deepEqual([await octets(part), part.ContentRange], [Body.subarray(10, 20), 'bytes 10-19/100000'])
    assert.deepEqual(await octets(await client.getObject({ Bucket, Key: 'ranges', Range: 'bytes=-5' })), Body.subarray(-5))
    const unchanged = await failureOf(client.getObject({ Bucket, Key: 'ranges', IfNoneMatch: ETag }))
    assert.equal(unchanged.$metadata.httpStatusCode, 304)
    const other = await failureOf(client.getObject({ Bucket, Key: 'ranges', IfMatch: '"other"' }))
    assert.deepEqual([other.name, other.$metadata.httpStatusCode], ['PreconditionFailed', 412])
    const beyond = await failureOf(client.getObject({ Bucket, Key: 'ranges', Range: 'bytes=100000-' }))
    assert.deepEqual([beyond.name, beyond.$metadata.httpStatusCode], ['InvalidRange', 416])
  })

  test('are copied, with their metadata or with other', async () => {
    const Body = random(50_000)
    await client.putObject({ Bucket, Key: 'ü from', Body, Metadata: { a: '1' }, Tagging: 'k=v' })
    const CopySource = encodeURIComponent(`${Bucket}/ü from`)
    await client.copyObject({ Bucket, Key: 'copy', CopySource })
    const copy = await client.getObject({ Bucket, Key: 'copy' })
    assert.deepEqual([await octets(copy), copy.Metadata, copy.TagCount], [Body, { a: '1' }, 1])
    await client.copyObject({ Bucket, Key: 'copy', CopySource, MetadataDirective: 'REPLACE', Metadata: { b: '2' }, ContentType: 'a/b' })
    const other = await client.headObject({ Bucket, Key: 'copy' })
    assert.deepEqual([other.Metadata, other.ContentType], [{ b: '2' }, 'a/b'])
    const itself = await failureOf(client.copyObject({ Bucket, Key: 'copy', CopySource: `${Bucket}/copy` }))
    assert.equal(itself.name, 'InvalidRequest')
  })

  test('that are not there fail with the names that the SDK knows', async () => {
    const none = await failureOf(client.getObject({ Bucket, Key: 'none' }))
    assert.deepEqual([none.name, none.$metadata.httpStatusCode, none.Key], ['NoSuchKey', 404, 'none'])
    assert.match(none.$metadata.requestId, /^[A-Z0-9]{16}$/)
    assert.equal((await failureOf(client.headObject({ Bucket, Key: 'none' }))).name, 'NotFound')
    assert.equal((await failureOf(client.listObjectsV2({ Bucket: `${Bucket}-none` }))).name, 'NoSuchBucket')
    assert.equal((await failureOf(client.deleteBucket({ Bucket }))).name, 'BucketNotEmpty')
  })

  test('are waited for', async () => {
    const waiter = { client, maxWaitTime: 20 }
    await client.putObject({ Bucket, Key: 'waited', Body: '' })
    assert.equal((await waitUntilObjectExists(waiter, { Bucket, Key: 'waited' })).state, 'SUCCESS')
    await client.deleteObject({ Bucket, Key: 'waited' })
    assert.equal((await waitUntilObjectNotExists(waiter, { Bucket, Key: 'waited' })).state, 'SUCCESS')
  })
})

suite('versions', () => {
  test('are restored by deleting the marker, or by a copy of an old one', async () => {
    await client.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } })
    const first = await client.putObject({ Bucket, Key: 'v', Body: 'one' })
    await client.putObject({ Bucket, Key: 'v', Body: 'two' })
    const marker = await client.deleteObject({ Bucket, Key: 'v' })
    assert.equal(marker.DeleteMarker, true)
    assert.equal((await failureOf(client.getObject({ Bucket, Key: 'v' }))).name, 'NoSuchKey')
    await client.deleteObject({ Bucket, Key: 'v', VersionId: marker.VersionId })
    assert.equal((await octets(await client.getObject({ Bucket, Key: 'v' }))).toString(), 'two')
    await client.copyObject({ Bucket, Key: 'v', CopySource: `${Bucket}/v?versionId=${first.VersionId}` })
    assert.equal((await octets(await client.getObject({ Bucket, Key: 'v' }))).toString(), 'one')
    const { Versions } = await client.listObjectVersions({ Bucket, Prefix: 'v' })
    assert.deepEqual(Versions.map(({ IsLatest, Size }) => [IsLatest, Size]), [[true, 3], [false, 3], [false, 3]])
    await client.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Suspended' } })
  })
})

suite('writes under conditions', () => {
  const writers = Array.from({ length: 32 }, (_, i) => String(i))

  /** The writer that won; all others must have failed the condition. */
  async function winner(write) {
    const ended = await Promise.allSettled(writers.map(write))
    for (const { reason } of ended.filter(({ status }) => status === 'rejected')) {
      assert.match(reason.name, /^(PreconditionFailed|ConditionalRequestConflict)$/)
    }
    const won = writers.filter((_, i) => ended[i].status === 'fulfilled')
    assert.equal(won.length, 1, `won: ${won}`)
    return won[0]
  }

  test('let one of 32 writers make an object', async () => {
    const won = await winner(Body => client.putObject({ Bucket, Key: 'made', Body, IfNoneMatch: '*' }))
    assert.equal((await octets(await client.getObject({ Bucket, Key: 'made' }))).toString(), won)
  })

  test('let one of 32 writers replace what all have read', async () => {
    const { ETag } = await client.putObject({ Bucket, Key: 'replaced', Body: 'before' })
    const won = await winner(Body => client.putObject({ Bucket, Key: 'replaced', Body, IfMatch: ETag }))
    assert.equal((await octets(await client.getObject({ Bucket, Key: 'replaced' }))).toString(), won)
  })
})

suite('listings', () => {
  test('are paged, folded by delimiter and in the order of UTF-8', async () => {
    const keys = ['l/～', 'l/𐀀', 'l/a/1', 'l/a/2', 'l/b/1', ...Array.from({ length: 20 }, (_, i) => `l/z${100 + i}`)]
    await Promise.all(keys.map(Key => client.putObject({ Bucket, Key, Body: 'x' })))
    const seen = []
    for await (const page of paginateListObjectsV2({ client, pageSize: 7 }, { Bucket, Prefix: 'l/' })) {
      seen.push(...page.Contents.map(each => each.Key))
    }
    assert.deepEqual(seen, [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
    const folded = await client.listObjectsV2({ Bucket, Prefix: 'l/', Delimiter: '/', MaxKeys: 3 })
    assert.deepEqual(folded.CommonPrefixes.map(each => each.Prefix), ['l/a/', 'l/b/'])
    assert.deepEqual([folded.KeyCount, folded.IsTruncated, folded.Contents.length], [3, true, 1])
  })
})
