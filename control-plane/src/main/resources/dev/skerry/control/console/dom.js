/**
 * Makes an element. Texts become text and nothing else, so what comes from outside is never read as HTML.
 *
 * @param {string} tag
 * @param {object} [attributes] `on…` listeners, `class`, and properties or attributes by their names
 * @param {...(Node|string|number|null)} children null for none
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'class') {
      element.className = value;
    } else if (name in element && typeof value !== 'string') {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined).map(asNode));
  return element;
}

function asNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

/** A table that scrolls by itself where the page is narrow. Columns are `{title, number}`. */
export function table(caption, columns, rows, ifNone) {
  if (rows.length === 0) {
    return h('p', {class: 'faint'}, ifNone);
  }
  const head = columns.map((column) => h('th', {scope: 'col', class: column.number ? 'number' : ''}, column.title));
  const body = rows.map((cells) =>
    h('tr', {}, ...cells.map((cell, at) => h('td', {class: columns[at].number ? 'number' : ''}, cell))),
  );
  return h(
    'div',
    {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption},
    h('table', {}, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...body)),
  );
}

/** A card with a heading. */
export function card(title, ...children) {
  return h('section', {class: 'card'}, title ? h('h2', {}, title) : null, ...children);
}

/** A labelled input. */
export function field(label, input, hint) {
  return h('label', {class: 'field'}, label, hint ? h('span', {class: 'hint'}, hint) : null, input);
}

/** A labelled check box. */
export function check(label, input) {
  return h('label', {class: 'check'}, input, label);
}

/** Says something, once at a time, that goes away by itself; what went wrong stays longer. */
export function notice(text, bad = false) {
  if ([...document.getElementById('notices').children].some((note) => note.textContent === text)) {
    return;
  }
  const note = h('div', {class: bad ? 'notice bad' : 'notice'}, text);
  document.getElementById('notices').append(note);
  setTimeout(() => note.remove(), bad ? 12000 : 5000);
}

/** Asks whether to do something that cannot be undone; true for yes. */
export function confirmed(question, yes) {
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      {onclose: () => { resolve(dialog.returnValue === 'yes'); dialog.remove(); }},
      h(
        'form',
        {method: 'dialog'},
        h('p', {}, question),
        h('div', {class: 'row'},
          h('button', {value: 'yes', class: 'danger'}, yes),
          h('button', {value: 'no', class: 'quiet', autofocus: true}, 'Cancel')),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
