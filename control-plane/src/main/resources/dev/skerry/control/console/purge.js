/** Purges: what to purge, a dry run of it, and what was purged. */
import {get, post} from './api.js';
import {card, check, confirmed, field, h, notice, table} from './dom.js';
import {count, time} from './format.js';

export const title = 'Purge';

const LISTS = [
  ['urls', 'URLs', 'one a line; each with all its variants'],
  ['tags', 'Tags', 'one a line'],
  ['prefixes', 'Prefixes', 'beginnings of URLs, one a line'],
  ['hosts', 'Hosts', 'one a line'],
];

export function open(root) {
  const inputs = Object.fromEntries(LISTS.map(([name]) => [name, h('textarea', {rows: 2, spellcheck: 'false'})]));
  const expression = h('input', {type: 'text', spellcheck: 'false', placeholder: 'status >= 500 and age > 1h'});
  const site = h('input', {type: 'text', spellcheck: 'false'});
  const everything = h('input', {type: 'checkbox'});
  const soft = h('input', {type: 'checkbox'});
  const answer = h('div', {'aria-live': 'polite'});
  const history = h('div', {});

  function order(dryRun) {
    const wanted = {dry_run: dryRun, soft: soft.checked};
    for (const [name] of LISTS) {
      const lines = inputs[name].value.split('\n').map((line) => line.trim()).filter((line) => line !== '');
      if (lines.length > 0) {
        wanted[name] = lines;
      }
    }
    if (expression.value.trim()) {
      wanted.expression = expression.value.trim();
    }
    if (everything.checked) {
      wanted.everything = true;
    }
    if (site.value.trim()) {
      wanted.site = site.value.trim();
    }
    return wanted;
  }

  async function send(dryRun) {
    const wanted = order(dryRun);
    if (!dryRun && wanted.everything
        && !(await confirmed(`Purge everything ${wanted.site ? `of ${wanted.site}` : 'of all sites'}?`, 'Purge'))) {
      return;
    }
    try {
      const done = await post('/v1/purge', wanted);
      answer.replaceChildren(card(dryRun ? 'Dry run' : `Purge ${done.sequence}`, outcome(done)));
      if (!dryRun) {
        await past();
      }
    } catch (error) {
      notice(error.message, true);
    }
  }

  async function past() {
    try {
      const {purges} = await get('/v1/purges', {limit: 20});
      history.replaceChildren(table('Purges', HISTORY, purges.map(row), 'Nothing has been purged yet.'));
    } catch (error) {
      history.replaceChildren(h('p', {class: 'faint'}, error.message));
    }
  }

  root.append(
    h('h1', {}, title),
    card(
      '',
      h(
        'form',
        {onsubmit: (event) => { event.preventDefault(); send(false); }},
        h('div', {class: 'pairs'},
          ...LISTS.map(([name, label, hint]) => field(label, inputs[name], hint)),
          field('Expression', expression, 'over what is stored'),
          field('Site', site, 'empty for all')),
        h('div', {class: 'row'}, check('Everything', everything), check('Soft: stale instead of gone', soft)),
        h('div', {class: 'row'},
          h('button', {type: 'submit'}, 'Purge'),
          h('button', {type: 'button', class: 'quiet', onclick: () => send(true)}, 'Dry run')),
      ),
    ),
    answer,
    card('Purges so far', history),
  );
  past();
}

const HISTORY = [
  {title: 'Number', number: true},
  {title: 'When'},
  {title: 'Who'},
  {title: 'What'},
];

function row(purge) {
  return [purge.sequence, time(purge.at), purge.by ?? '', what(purge)];
}

/** What a purge was about, in one line. */
function what(purge) {
  const parts = LISTS.filter(([name]) => purge[name]?.length > 0).map(([name]) => `${name}: ${purge[name].join(', ')}`);
  if (purge.expression) {
    parts.push(purge.expression);
  }
  if (purge.everything) {
    parts.push('everything');
  }
  return `${parts.join('; ')}${purge.site ? ` of ${purge.site}` : ''}${purge.soft ? ' (soft)' : ''}`;
}

/** What became of a purge, or of a dry run, edge by edge. */
function outcome(done) {
  const counted = done.matched !== null && done.matched !== undefined;
  const facts = [
    counted ? `${count(done.matched)} stored responses in memory would go` : null,
    done.not_looked_at ? `${count(done.not_looked_at)} on disks were not looked at` : null,
    `${done.took_ms.toFixed(1)} ms`,
  ].filter(Boolean);
  const rows = [
    ...done.applied.map((each) => [
      each.edge,
      h('span', {class: 'good'}, each.matched !== null && each.matched !== undefined ? count(each.matched) : applied(each)),
    ]),
    ...done.missing.map((each) => [each.edge, h('span', {class: 'bad'}, each.reason)]),
  ];
  const columns = [{title: 'Edge'}, {title: done.dry_run ? 'Would purge' : 'Applied'}];
  return h('div', {}, h('p', {}, facts.join(', ')), table('Edges', columns, rows, 'No edge has joined.'));
}

const applied = (each) => (each.ms === null ? 'applied' : `after ${each.ms.toFixed(1)} ms`);
