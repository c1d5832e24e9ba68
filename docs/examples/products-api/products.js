// GET /products/ID: the item of a table as JSON, stored on all edges until the item changes.
const { PRODUCTS } = require('skerry').env;

const headers = {
  'content-type': { value: 'application/json' },
  // Browsers ask each time; edges keep it until the item is purged by its change.
  'cache-control': { value: 'no-cache' },
  'skerry-cache-control': { value: 'max-age=31536000' },
};

async function handler(event) {
  const id = decodeURIComponent(event.request.uri.replace('/products/', ''));
  const { Item } = await PRODUCTS.get({ Key: { id } });
  return Item === undefined
    ? { statusCode: 404, headers, body: '{"error":"there is no such product"}\n' }
    : { statusCode: 200, headers, body: JSON.stringify(Item) + '\n' };
}
