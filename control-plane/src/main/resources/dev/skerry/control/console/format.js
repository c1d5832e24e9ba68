/** How values are shown: short, with units, in the reader's own way of writing numbers. */
const whole = new Intl.NumberFormat(undefined, {maximumFractionDigits: 0});
const short = new Intl.NumberFormat(undefined, {maximumFractionDigits: 1});
const moment = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium'});
const clock = new Intl.DateTimeFormat(undefined, {timeStyle: 'medium'});
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export const count = (value) => (value >= 100 ? whole : short).format(value);
export const share = (value) => `${short.format(value * 100)} %`;
export const rate = (value) => `${count(value)}/s`;

export function bytes(value) {
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${short.format(size)} ${UNITS[unit]}`;
}

export function micros(value) {
  if (value < 1000) {
    return `${whole.format(value)} µs`;
  }
  return value < 1_000_000 ? `${short.format(value / 1000)} ms` : `${short.format(value / 1_000_000)} s`;
}

export const time = (text) => (text ? moment.format(new Date(text)) : '–');
export const timeOfDay = (date) => clock.format(date);

/** How long ago something was. */
export function ago(text) {
  if (!text) {
    return '–';
  }
  const seconds = Math.max(0, Math.round((Date.now() - new Date(text).getTime()) / 1000));
  const steps = [[86_400, 'd'], [3_600, 'h'], [60, 'min']];
  for (const [size, unit] of steps) {
    if (seconds >= 2 * size) {
      return `${Math.floor(seconds / size)} ${unit}`;
    }
  }
  return `${seconds} s`;
}
