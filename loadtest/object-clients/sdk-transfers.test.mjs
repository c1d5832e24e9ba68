// The AWS SDK for JavaScript v3: uploads in parts, presigned URLs and forms of browsers.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, suite, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { deleteBucket, md5, newBucket, newClient, octets, random } from './server.mjs'

const MB = 1 << 20
const client = newClient()
let Bucket
before(async () => { Bucket = await newBucket(client) })
after(async () => {
  await deleteBucket(client, Bucket)
  client.destroy()
})

suite('uploads in parts', () => {
  for (const [ChecksumAlgorithm, ChecksumType] of [[undefined, 'FULL_OBJECT'], ['SHA256', 'COMPOSITE'], ['CRC64NVME', 'FULL_OBJECT']]) {
    test(`of a stream, with ${ChecksumAlgorithm ?? 'the usual checksum'}`, async () => {
      const content = random(21 * MB)
      const Key = `upload-${ChecksumAlgorithm}`
      const pieces = Array.from({ length: 21 }, (_, i) => content.subarray(i * MB, (i + 1) * MB))
      const params = { Bucket, Key, Body: Readable.from(pieces), ContentType: 'a/b' }
      if (ChecksumAlgorithm) params.ChecksumAlgorithm = ChecksumAlgorithm
      if (ChecksumAlgorithm === 'CRC64NVME') params.ChecksumType = ChecksumType
      const seen = []
      const upload = new Upload({ client, params, queueSize: 4, partSize: 5 * MB })
      upload.on('httpUploadProgress', ({ loaded }) => seen.push(loaded))
      const { ETag } = await upload.done()
      assert.match(ETag, /-5"$/)
      assert.equal(seen.at(-1), content.length)
      const got = await client.getObject({ Bucket, Key, ChecksumMode: 'ENABLED' })
      assert.deepEqual([md5(await octets(got)), got.ContentType, got.ContentLength], [md5(content), 'a/b', content.length])
      assert.ok(got[`Checksum${ChecksumAlgorithm ?? 'CRC32'}`])
      const part = await client.getObject({ Bucket, Key, PartNumber: 2 })
      assert.deepEqual([md5(await octets(part)), part.PartsCount], [md5(content.subarray(5 * MB, 10 * MB)), 5])
    })
  }

  test('that are given up leave nothing', { timeout: 60_000 }, async () => {
    const upload = new Upload({ client, params: { Bucket, Key: 'given-up', Body: Readable.from([random(6 * MB), random(6 * MB)]) } })
    upload.on('httpUploadProgress', () => upload.abort())
    await assert.rejects(upload.done(), { name: 'AbortError' })
    // The SDK tells the server of it when its caller has gone on already.
    while ((await client.listMultipartUploads({ Bucket })).Uploads?.length > 0) await setTimeout(20)
    assert.equal((await client.listObjectsV2({ Bucket, Prefix: 'given-up' })).KeyCount, 0)
  })
})

suite('presigned URLs', () => {
  test('write and read, and are good for nothing else', async () => {
    const parameters = { Bucket, Key: 'pre signed/ü' }
    const put = await getSignedUrl(client, new PutObjectCommand({ ...parameters, ContentType: 'text/x' }), { expiresIn: 60, signableHeaders: new Set(['content-type']) })
    const refused = await fetch(put, { method: 'PUT', body: 'octets', headers: { 'content-type': 'text/y' } })
    assert.deepEqual([refused.status, /<Code>(\w+)</.exec(await refused.text())[1]], [403, 'SignatureDoesNotMatch'])
    assert.equal((await fetch(put, { method: 'PUT', body: 'octets', headers: { 'content-type': 'text/x' } })).status, 200)
    const get = await getSignedUrl(client, new GetObjectCommand({ ...parameters, ResponseContentDisposition: 'attachment' }))
    const answer = await fetch(get)
    assert.deepEqual(
      [answer.status, await answer.text(), answer.headers.get('content-type'), answer.headers.get('content-disposition')],
      [200, 'octets', 'text/x', 'attachment'])
    const other = await fetch(get.replace('pre%20signed', 'else'))
    assert.deepEqual([other.status, /<Code>(\w+)</.exec(await other.text())[1]], [403, 'SignatureDoesNotMatch'])
  })

  test('end when they say', async () => {
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'k' }), { expiresIn: 60, signingDate: new Date(Date.now() - 120_000) })
    const late = await fetch(url)
    assert.deepEqual([late.status, /<Message>([^<]*)</.exec(await late.text())[1]], [403, 'Request has expired'])
  })
})

suite('forms of browsers', () => {
  test('write what their policy allows', async () => {
    const { url, fields } = await createPresignedPost(client, {
      Bucket,
      Key: 'form/${filename}',
      Fields: { success_action_status: '201', 'x-amz-meta-a': 'b' },
      Conditions: [['starts-with', '$Content-Type', 'text/'], ['content-length-range', 2, 100_000]]
    })
    const send = (content, type) => {
      const form = new FormData()
      for (const [name, value] of Object.entries({ ...fields, 'Content-Type': type })) form.append(name, value)
      form.append('file', new Blob([content]), 'ä b.txt')
      return fetch(url, { method: 'POST', body: form })
    }
    const written = await send('octets of a form', 'text/z')
    const document = await written.text()
    assert.equal(written.status, 201, document)
    assert.match(document, new RegExp(`<Bucket>${Bucket}</Bucket><Key>form/ä b.txt</Key>`))
    const got = await client.getObject({ Bucket, Key: 'form/ä b.txt' })
    assert.deepEqual([(await octets(got)).toString(), got.ContentType, got.Metadata], ['octets of a form', 'text/z', { a: 'b' }])
    for (const [content, type, code] of [['x', 'text/z', 'EntityTooSmall'], ['x'.repeat(100_001), 'text/z', 'EntityTooLarge'], ['xyz', 'image/z', 'AccessDenied']]) {
      const refused = await send(content, type)
      assert.equal(/<Code>(\w+)</.exec(await refused.text())[1], code)
    }
  })
})
