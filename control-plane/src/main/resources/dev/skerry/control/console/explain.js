/** Why a URL is cached, or not. */
import {get} from './api.js';
import {card, field, h, notice} from './dom.js';

export const title = 'Explain';

export function open(root) {
  const url = h('input', {type: 'text', required: true, spellcheck: 'false', placeholder: 'https://www.example.com/logo.png'});
  const method = h('select', {}, ...['GET', 'HEAD', 'POST', 'PUT', 'DELETE'].map((name) => h('option', {}, name)));
  const headers = h('textarea', {rows: 3, spellcheck: 'false', placeholder: 'Accept-Language: de'});
  const answer = h('div', {'aria-live': 'polite'});

  async function ask(event) {
    event.preventDefault();
    try {
      const explained = await get('/v1/explain', {
        url: url.value.trim(),
        method: method.value,
        header: headers.value.split('\n').map((line) => line.trim()).filter((line) => line !== ''),
      });
      answer.replaceChildren(card(explained.outcome ?? 'Answer', facts(explained)));
    } catch (error) {
      notice(error.message, true);
    }
  }

  root.append(
    h('h1', {}, title),
    card(
      '',
      h(
        'form',
        {onsubmit: ask},
        field('URL', url),
        h('div', {class: 'pairs'}, field('Method', method)),
        field('Fields', headers, 'one a line'),
        h('div', {class: 'row'}, h('button', {type: 'submit'}, 'Explain')),
      ),
    ),
    answer,
  );
}

function facts(value) {
  const rows = Object.entries(value)
    .filter(([, each]) => each !== null)
    .map(([name, each]) =>
      h('tr', {}, h('th', {scope: 'row'}, name.replaceAll('_', ' ')), h('td', {}, nested(each) ? facts(each) : text(each))),
    );
  return h('table', {class: 'facts'}, h('tbody', {}, ...rows));
}

const nested = (value) => typeof value === 'object' && !Array.isArray(value);
const text = (value) => (Array.isArray(value) ? value.join(', ') || '–' : String(value));
