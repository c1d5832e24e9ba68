// Dynamoose over a client of the server under test, and tables for models.
import dynamoose from 'dynamoose'
import { freshName, newClient } from './server.mjs'

export const client = newClient()
dynamoose.aws.ddb.set(client)

export { dynamoose }

const quick = { waitForActive: { enabled: true, check: { timeout: 30_000, frequency: 20 } } }

/** A model in a table of its own, which is there when this returns. */
export async function modelOf(schema, options = {}) {
  const model = dynamoose.model(freshName('model'), schema)
  const table = await tableFor([model], options)
  return Object.assign(model, { ownTable: table })
}

/** A table for models, which is there when this returns. */
export async function tableFor(models, options = {}) {
  const table = new dynamoose.Table(freshName(), models, { ...quick, initialize: false, ...options })
  await table.initialize()
  return table
}

/** A plain object of an item, or of each in an array. */
export const plain = items => JSON.parse(JSON.stringify(items))
