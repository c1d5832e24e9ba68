// Sends viewers of the front page to the page of their country. Who stands in front of the edge says the
// country in x-country, as many load balancers do; which page it is stands in the configuration.
import cf from 'cloudfront';

const homes = cf.kvs();

async function handler(event) {
  const request = event.request;
  const country = request.headers['x-country'];
  if (request.uri !== '/' || country === undefined || !(await homes.exists(country.value))) return request;
  return {
    statusCode: 302,
    headers: {
      location: { value: await homes.get(country.value) },
      // The answer is another one for the next viewer.
      'cache-control': { value: 'private, no-store' },
    },
  };
}
