// The server under test and clients of it; it is told by TABLES_URL, the key by AWS_SHARED_CREDENTIALS_FILE.
import { randomUUID } from 'node:crypto'
import { DynamoDB } from '@aws-sdk/client-dynamodb'

export const endpoint = process.env.TABLES_URL
if (!endpoint) throw new Error('set TABLES_URL to the address of the table API')

export const settings = { endpoint, region: 'eu-central-1' }

/** A client with the SDK's own defaults; the caller closes it. */
export const newClient = (more = {}) => new DynamoDB({ ...settings, ...more })

/** A name that no other test uses. */
export const freshName = (what = 'table') => `${what}-${randomUUID()}`

/** The parameters of a table whose key is a string, or a string and a number. */
export function tableOf(TableName, { sort, ...more } = {}) {
  const attributes = [{ AttributeName: 'id', AttributeType: 'S' }]
  const keys = [{ AttributeName: 'id', KeyType: 'HASH' }]
  if (sort) {
    attributes.push({ AttributeName: sort, AttributeType: 'N' })
    keys.push({ AttributeName: sort, KeyType: 'RANGE' })
  }
  return { TableName, BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: attributes, KeySchema: keys, ...more }
}

/** Makes a table; it may be used when this returns. */
export async function newTable(client, parameters) {
  await client.createTable(parameters)
  while ((await client.describeTable({ TableName: parameters.TableName })).Table.TableStatus !== 'ACTIVE') {
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

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
