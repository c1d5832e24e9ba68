/**
 * Does something now and then, while the page is looked at: the next time is counted from the end of the one before, so a
 * slow answer never has another one queue behind it. What goes wrong is told, and it goes on.
 *
 * @param {number} pause milliseconds
 * @param {(signal: AbortSignal) => Promise<void>} work
 * @returns {() => void} ends it
 */
export function poll(pause, work) {
  const ended = new AbortController();
  let timer = 0;
  async function once() {
    if (!document.hidden) {
      await work(ended.signal).catch((error) => {
        if (error.name !== 'AbortError') {
          Promise.reject(error); // told by the frame, like all that nobody catches
        }
      });
    }
    if (!ended.signal.aborted) {
      timer = setTimeout(once, pause);
    }
  }
  once();
  return () => {
    ended.abort();
    clearTimeout(timer);
  };
}
