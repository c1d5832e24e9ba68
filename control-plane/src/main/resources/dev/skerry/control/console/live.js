/** What the fleet serves now: figures, charts of the last ten minutes, and who serves what. */
import {get} from './api.js';
import {card, h, table} from './dom.js';
import {bytes, count, micros, rate, share} from './format.js';
import {lines} from './lines.js';
import {poll} from './poll.js';

const PAUSE = 5000;

const TILES = [
  ['Requests', (f) => rate(f.requests)],
  ['Hit ratio', (f) => share(f.hit_ratio)],
  ['Bandwidth', (f) => `${bytes(f.bytes)}/s`],
  ['Median latency', (f) => micros(f.latency_median_micros)],
  ['99 % within', (f) => micros(f.latency_p99_micros)],
  ['Errors 5xx', (f) => rate(f.server_errors)],
];

const COLUMNS = [
  {title: 'Requests', number: true},
  {title: 'Hit ratio', number: true},
  {title: 'Bandwidth', number: true},
  {title: 'Median', number: true},
  {title: '99 %', number: true},
  {title: '4xx', number: true},
  {title: '5xx', number: true},
];

export const title = 'Live';

export function open(root) {
  const whose = h('select', {'aria-label': 'Whose figures', onchange: () => show()});
  const tiles = h('div', {class: 'tiles'});
  const charts = [
    lines('Requests per second', [{label: 'Requests', colour: '--accent', of: (f) => f.requests}], count),
    lines('Hit ratio', [{label: 'Hit ratio', colour: '--good', of: (f) => f.hit_ratio * 100}], (v) => `${count(v)} %`),
    lines('Bandwidth', [{label: 'Content', colour: '--accent', of: (f) => f.bytes}], (v) => `${bytes(v)}/s`),
    lines(
      'Latency to the first byte',
      [
        {label: '99 %', colour: '--warn', of: (f) => f.latency_p99_micros},
        {label: 'Median', colour: '--accent', of: (f) => f.latency_median_micros},
      ],
      micros,
    ),
    lines(
      'Errors per second',
      [
        {label: '5xx', colour: '--bad', of: (f) => f.server_errors},
        {label: '4xx', colour: '--warn', of: (f) => f.client_errors},
      ],
      count,
    ),
  ];
  const tables = h('div', {});
  root.append(
    h('div', {class: 'row'}, h('h1', {}, title), whose),
    tiles,
    h('div', {class: 'charts'}, ...charts.map((chart) => chart.element)),
    tables,
  );

  async function show(signal) {
    const [kind, name] = (whose.value || 'all:').split(/:(.*)/s);
    const stats = await get('/v1/stats', {history: true, site: kind === 'site' ? name : ''}, signal);
    let history = stats.history;
    let now = kind === 'site' ? stats.sites[name] : stats.total;
    if (kind === 'edge') {
      history = (await get(`/v1/edges/${encodeURIComponent(name)}`, {}, signal)).history;
      now = stats.edges[name];
    }
    choices(whose, stats);
    tiles.replaceChildren(
      tile('Edges', `${stats.edges_connected} of ${stats.edges_known}`),
      ...TILES.map(([label, of]) => tile(label, now ? of(now) : '–')),
    );
    charts.forEach((chart) => chart.show(history));
    tables.replaceChildren(
      card('Sites', figures('Sites', 'Site', stats.sites, 'Nothing has been asked for yet.')),
      card('Edges', figures('Edges', 'Edge', stats.edges, 'No edge has been connected for some seconds.')),
    );
  }

  const end = poll(PAUSE, show);
  return () => {
    end();
    charts.forEach((chart) => chart.close());
  };
}

function tile(label, value) {
  return h('div', {class: 'card'}, h('div', {class: 'faint'}, label), h('div', {class: 'tile-value'}, value));
}

/** Keeps the choice where it still is one. */
function choices(select, stats) {
  const wanted = [
    ['all:', 'All'],
    ...Object.keys(stats.sites).map((name) => [`site:${name}`, `Site ${name}`]),
    ...Object.keys(stats.edges).map((name) => [`edge:${name}`, `Edge ${name}`]),
  ];
  const there = [...select.options].map((option) => option.value);
  if (there.join('\n') === wanted.map(([value]) => value).join('\n')) {
    return;
  }
  const chosen = select.value;
  select.replaceChildren(...wanted.map(([value, text]) => h('option', {value}, text)));
  select.value = wanted.some(([value]) => value === chosen) ? chosen : 'all:';
}

function figures(caption, first, all, ifNone) {
  const rows = Object.entries(all).map(([name, f]) => [
    name,
    rate(f.requests),
    share(f.hit_ratio),
    `${bytes(f.bytes)}/s`,
    micros(f.latency_median_micros),
    micros(f.latency_p99_micros),
    rate(f.client_errors),
    rate(f.server_errors),
  ]);
  return table(caption, [{title: first}, ...COLUMNS], rows, ifNone);
}
