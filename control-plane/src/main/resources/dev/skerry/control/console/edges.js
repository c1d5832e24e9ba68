/** The edges: what each runs, how it is, and how further ones join. */
import {get, post} from './api.js';
import {card, confirmed, h, notice, table} from './dom.js';
import {ago, bytes, rate, share, time} from './format.js';
import {poll} from './poll.js';

const PAUSE = 5000;

const COLUMNS = [
  {title: 'Edge'},
  {title: 'State'},
  {title: 'Version', number: true},
  {title: 'Purges up to', number: true},
  {title: 'Requests', number: true},
  {title: 'Hit ratio', number: true},
  {title: 'Memory', number: true},
  {title: 'Disk', number: true},
  {title: 'Up for', number: true},
  {title: 'Heard', number: true},
  {title: ''},
];

export const title = 'Edges';

export function open(root) {
  const list = h('div', {});
  const made = h('div', {});
  root.append(
    h('h1', {}, title),
    card('', list),
    card(
      'Add an edge',
      h('p', {class: 'faint'}, 'A token lets one edge join within an hour.'),
      h('button', {type: 'button', onclick: () => token(made)}, 'Make a token'),
      made,
    ),
  );
  async function show(signal) {
    const edges = await all(signal);
    list.replaceChildren(table('Edges', COLUMNS, edges.map((edge) => row(edge, show)), 'No edge has joined yet.'));
  }
  return poll(PAUSE, show);
}

/** All edges, however many pages they are. */
async function all(signal) {
  const edges = [];
  let after = '';
  do {
    const page = await get('/v1/edges', {limit: 1000, after}, signal);
    edges.push(...page.edges);
    after = page.next ?? '';
  } while (after);
  return edges;
}

function row(edge, again) {
  const {health, traffic} = edge;
  return [
    edge.edge,
    state(edge),
    version(edge),
    edge.applied || '–',
    traffic ? rate(traffic.requests) : '–',
    traffic ? share(traffic.hit_ratio) : '–',
    health ? `${bytes(health.memory_bytes)} of ${bytes(health.memory_limit_bytes)}` : '–',
    health && health.disk_limit_bytes ? `${bytes(health.disk_bytes)} of ${bytes(health.disk_limit_bytes)}` : '–',
    ago(edge.started_at),
    ago(edge.heard),
    edge.contact === 'revoked' || edge.edge === 'local'
      ? ''
      : h('button', {type: 'button', class: 'danger', onclick: () => revoke(edge.edge, again)}, 'Revoke'),
  ];
}

function state(edge) {
  const trouble = edge.health?.disk_trouble;
  const kind = {connected: 'good', away: 'warn', revoked: 'bad'}[edge.contact] ?? '';
  const words = edge.contact === 'connected' && edge.health ? edge.health.state : edge.contact;
  return h('span', {}, h('span', {class: kind}, words), trouble ? h('div', {class: 'bad'}, trouble) : null);
}

function version(edge) {
  if (edge.refused) {
    return h('span', {class: 'bad', title: edge.refused.problems.join('\n')}, `${edge.version}, refused ${edge.refused.version}`);
  }
  return edge.needs_restart.length > 0
    ? h('span', {class: 'warn', title: edge.needs_restart.join('\n')}, `${edge.version}, in part after a restart`)
    : edge.version || '–';
}

async function revoke(name, again) {
  if (await confirmed(`Revoke ${name}? It is cut off now, and can only come back with a new token.`, 'Revoke')) {
    try {
      await post(`/v1/edges/${encodeURIComponent(name)}/revoke`);
      notice(`${name} is revoked`);
      await again();
    } catch (error) {
      notice(error.message, true);
    }
  }
}

async function token(place) {
  try {
    const answer = await post('/v1/edges/join-tokens', {});
    place.replaceChildren(
      h('p', {}, `Shown this once; it holds until ${time(answer.expires_at)}. On the edge's machine:`),
      h('pre', {tabindex: '0'}, `skerry edge --control-plane https://CONTROL-PLANE:PORT --join ${answer.token}`),
    );
  } catch (error) {
    notice(error.message, true);
  }
}
