/** The frame of the console: sign-in, sections by the address's fragment, and what goes wrong. */
import {get, Problem, token} from './api.js';
import {card, field, h, notice} from './dom.js';
import * as audit from './audit.js';
import * as configuration from './configuration.js';
import * as edges from './edges.js';
import * as explain from './explain.js';
import * as live from './live.js';
import * as purge from './purge.js';

const SECTIONS = {live, edges, purge, configuration, audit, explain};

const main = document.getElementById('main');
const nav = document.querySelector('nav');
const signOut = document.getElementById('sign-out');
let close = null;

nav.append(...Object.entries(SECTIONS).map(([name, section]) => h('a', {href: `#/${name}`}, section.title)));
signOut.addEventListener('click', () => {
  token.clear();
  show();
});
window.addEventListener('hashchange', show);
window.addEventListener('unhandledrejection', (event) => failed(event.reason));

function show() {
  close?.();
  close = null;
  main.replaceChildren();
  document.getElementById('notices').replaceChildren();
  const signedIn = token.get() !== null;
  nav.hidden = !signedIn;
  signOut.hidden = !signedIn;
  if (!signedIn) {
    signIn();
    return;
  }
  const wanted = location.hash.slice(2);
  const name = wanted in SECTIONS ? wanted : 'live';
  for (const link of nav.children) {
    if (link.getAttribute('href') === `#/${name}`) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  document.title = `${SECTIONS[name].title} · Skerry`;
  close = SECTIONS[name].open(main) ?? null;
  main.focus({preventScroll: true});
}

function signIn() {
  document.title = 'Sign in · Skerry';
  const input = h('input', {type: 'password', required: true, autocomplete: 'current-password', spellcheck: 'false'});
  async function enter(event) {
    event.preventDefault();
    token.set(input.value.trim());
    try {
      await get('/v1/status');
      show();
    } catch (error) {
      token.clear();
      notice(error.message, true);
      input.select();
    }
  }
  main.append(
    h('div', {class: 'sign-in'},
      card(
        'Sign in',
        h(
          'form',
          {onsubmit: enter},
          field('Token', input, 'that of the file admin-token in the data folder, or one that skerry token add has made'),
          h('button', {type: 'submit'}, 'Sign in'),
        ),
      )),
  );
  input.focus();
}

/** What no section has caught: a token that holds no more leads back to the sign-in. */
function failed(error) {
  if (error instanceof Problem && error.status === 401 && token.get() !== null) {
    token.clear();
    show();
  }
  notice(error?.message ?? String(error), true);
}

show();
