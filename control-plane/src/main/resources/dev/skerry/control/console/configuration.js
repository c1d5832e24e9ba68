/** The configuration: what is in force, what each version changed, and back to an earlier one. */
import {get, post} from './api.js';
import {card, confirmed, h, notice, table} from './dom.js';
import {time} from './format.js';

export const title = 'Configuration';

const COLUMNS = [
  {title: 'Version', number: true},
  {title: 'When'},
  {title: 'Who'},
  {title: 'Message'},
  {title: ''},
];

export function open(root) {
  const versions = h('div', {});
  const under = h('div', {});
  const shown = h('div', {'aria-live': 'polite'});

  async function load() {
    try {
      const page = await get('/v1/config/versions', {limit: 50});
      versions.replaceChildren(
        table('Versions', COLUMNS, page.versions.map((each) => row(each, page.current)), 'No version has been applied yet.'),
      );
      await rollout();
    } catch (error) {
      versions.replaceChildren(h('p', {class: 'faint'}, error.message));
    }
  }

  /** Tells of the newest rollout, where it is under way or was taken back. */
  async function rollout() {
    const newest = (await get('/v1/rollouts', {limit: 1})).rollouts[0];
    const canaries = newest?.canaries.join(', ');
    under.replaceChildren(
      newest && (!newest.ended_at || newest.reason)
        ? card(`Rollout of ${newest.version}: ${newest.stage.replaceAll('_', ' ')}`, h('p', {}, newest.reason || `First on ${canaries}.`))
        : '',
    );
  }

  function row(each, current) {
    const isCurrent = each.version === current;
    return [
      isCurrent ? h('strong', {}, `${each.version}, current`) : each.version,
      time(each.at),
      each.author ?? '',
      each.restores ? `${each.message} (content of ${each.restores})`.trim() : each.message,
      h('div', {class: 'row'},
        h('button', {type: 'button', class: 'quiet', onclick: () => content(each.version)}, 'Show'),
        each.version > 1
          ? h('button', {type: 'button', class: 'quiet', onclick: () => diff(each.version - 1, each.version)}, 'What it changed')
          : null,
        isCurrent ? null : h('button', {type: 'button', class: 'danger', onclick: () => rollback(each.version, current)}, 'Roll back to it')),
    ];
  }

  async function content(version) {
    await showing(async () => {
      const one = await get(`/v1/config/versions/${version}`);
      return card(`Version ${version}`, h('pre', {tabindex: '0'}, one.yaml));
    });
  }

  async function diff(from, to) {
    await showing(async () => {
      const changes = await get('/v1/config/diff', {from, to});
      return card(`From ${from} to ${to}`, changes.same ? h('p', {}, 'They mean the same.') : coloured(changes.text));
    });
  }

  async function rollback(version, current) {
    await diff(current, version);
    if (await confirmed(`Apply version ${version} again, as a new version?`, 'Roll back')) {
      try {
        await post('/v1/config/rollback', {version, message: `Rolled back to ${version} in the console`});
        notice(`Version ${version} is applied again`);
        await load();
      } catch (error) {
        notice(error.message, true);
      }
    }
  }

  async function showing(make) {
    try {
      shown.replaceChildren(await make());
    } catch (error) {
      notice(error.message, true);
    }
  }

  root.append(h('h1', {}, title), under, card('Versions', versions), shown);
  load();
}

/** A unified diff with its added and removed lines marked, by colour and by their signs. */
function coloured(text) {
  const lines = text.split('\n').map((line) => {
    const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : '';
    return h('span', {class: kind}, line);
  });
  return h('pre', {class: 'diff', tabindex: '0'}, ...lines);
}
