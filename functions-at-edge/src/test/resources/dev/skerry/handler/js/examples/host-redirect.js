import qs from 'querystring'

const hosts = new Map([['www.example.com', 'example.com']]);

async function handler(event) {
  const request = event.request;
  const to = hosts.get(request.headers.host.value);
  if (to === undefined) return request;
  const query = {};
  for (const [name, entry] of Object.entries(request.querystring)) {
    query[name] = entry.multiValue ? entry.multiValue.map((each) => each.value) : entry.value;
  }
  const text = qs.stringify(query);
  return {
    statusCode: 301,
    statusDescription: 'Moved Permanently',
    headers: { location: { value: `https://${to}${request.uri}${text ? '?' + text : ''}` } },
  };
}
