/** Who changed what, when. */
import {get} from './api.js';
import {card, h, notice, table} from './dom.js';
import {time} from './format.js';

export const title = 'Audit';

const COLUMNS = [
  {title: 'When'},
  {title: 'Who'},
  {title: 'From'},
  {title: 'What'},
  {title: 'Outcome'},
];

export function open(root) {
  const list = h('div', {});
  const more = h('button', {type: 'button', class: 'quiet', onclick: () => load(), hidden: true}, 'Older');
  const lines = [];
  let after = '';

  async function load() {
    try {
      const page = await get('/v1/audit', {limit: 100, after});
      lines.push(...page.lines);
      after = page.next ?? '';
      more.hidden = !after;
      list.replaceChildren(table('Audit log', COLUMNS, lines.map(row), 'Nothing has been changed yet.'));
    } catch (error) {
      notice(error.message, true);
    }
  }

  root.append(h('h1', {}, title), card('', list, more));
  load();
}

function row(line) {
  const words = [`${line.method} ${line.path}`.trim(), line.what].filter(Boolean).join(': ');
  const outcome = line.problem ? h('span', {class: 'bad'}, `${line.status} ${line.problem}`) : line.status;
  return [time(line.at), line.caller ?? 'a stranger', line.from, words, outcome];
}
