/** A chart of lines over the last ten minutes, by Chart.js. */
import {h} from './dom.js';

const SLOT_SECONDS = 5;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * Makes a chart.
 *
 * @param {string} title
 * @param {{label: string, colour: string, of: (figures: object) => number}[]} series
 * @param {(value: number) => string} format of values
 * @returns {{element: Element, show: (history: object[]) => void, close: () => void}}
 */
export function lines(title, series, format) {
  const canvas = h('canvas', {role: 'img', 'aria-label': `${title}, the last ten minutes`});
  const chart = new window.Chart(canvas, {
    type: 'line',
    data: {
      labels: [],
      datasets: series.map((each) => ({
        label: each.label,
        data: [],
        borderColor: colour(each.colour),
        backgroundColor: colour(each.colour),
        borderWidth: 1.5,
        pointRadius: 0,
        tension: 0.2,
      })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: {mode: 'index', intersect: false},
      scales: {
        x: {
          grid: {display: false},
          ticks: {
            color: colour('--faint'),
            autoSkip: false,
            maxRotation: 0,
            callback(_, at) {
              const text = this.getLabelForValue(at);
              return text === 'now' || /^−(2|4|6|8|10) /.test(text) ? text : null;
            },
          },
        },
        y: {
          beginAtZero: true,
          ticks: {color: colour('--faint'), maxTicksLimit: 5, callback: (value) => format(value)},
          grid: {color: colour('--line')},
        },
      },
      plugins: {
        legend: {display: series.length > 1, labels: {color: colour('--text'), boxWidth: 12}},
        tooltip: {callbacks: {label: (item) => `${item.dataset.label}: ${format(item.parsed.y)}`}},
      },
    },
  });
  return {
    element: h('section', {class: 'card'}, h('h2', {}, title), h('div', {class: 'chart'}, canvas)),
    show(history) {
      chart.data.labels = history.map((_, at) => label((history.length - 1 - at) * SLOT_SECONDS));
      series.forEach((each, at) => {
        chart.data.datasets[at].data = history.map(each.of);
      });
      chart.update();
    },
    close: () => chart.destroy(),
  };
}

/** Whole minutes get words; the others stay empty, as there is no room for them. */
function label(seconds) {
  if (seconds === 0) {
    return 'now';
  }
  return seconds % 60 === 0 ? `−${seconds / 60} min` : '';
}
