// The server under test and clients of it; it is told by OBJECTS_URL, the key by AWS_SHARED_CREDENTIALS_FILE.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { S3 } from '@aws-sdk/client-s3'

export const endpoint = process.env.OBJECTS_URL
if (!endpoint) throw new Error('set OBJECTS_URL to the address of the object API')

/** A client with the SDK's own defaults, but buckets in the path; the caller closes it. */
export const newClient = (more = {}) => new S3({ endpoint, region: 'us-east-1', forcePathStyle: true, ...more })

/** Makes a bucket that no other test uses; its name. */
export async function newBucket(client, parameters = {}) {
  const Bucket = `bucket-${randomUUID()}`
  await client.createBucket({ Bucket, ...parameters })
  return Bucket
}

/** Deletes a bucket with all versions that are in it. */
export async function deleteBucket(client, Bucket) {
  let from = {}
  do {
    const page = await client.listObjectVersions({ Bucket, ...from })
    const Objects = [...page.Versions ?? [], ...page.DeleteMarkers ?? []].map(({ Key, VersionId }) => ({ Key, VersionId }))
    if (Objects.length > 0) await client.deleteObjects({ Bucket, Delete: { Objects, Quiet: true } })
    from = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined
  } while (from)
  await client.deleteBucket({ Bucket })
}

/** The octets of an object's answer. */
export const octets = async ({ Body }) => Buffer.from(await Body.transformToByteArray())

export const random = randomBytes

/** The hash of octets, in hexadecimal digits. */
export const md5 = content => createHash('md5').update(content).digest('hex')

/** What a promise is rejected with; fails when it is not. */
export async function failureOf(promise) {
  let value
  try {
    value = await promise
  } catch (e) {
    return e
  }
  throw new Error(`nothing failed: ${JSON.stringify(value)}`)
}
