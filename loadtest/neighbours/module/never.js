// Waits for what nobody settles.
export default {
  async fetch() {
    await new Promise(() => {});
  },
};
