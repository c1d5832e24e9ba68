// Timers that set timers.
export default {
  async fetch() {
    const again = () => { setTimeout(again, 0); setTimeout(again, 0); };
    again();
    await new Promise(() => {});
  },
};
