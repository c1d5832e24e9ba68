// Each promise makes two more.
const storm = () => Promise.resolve().then(() => Promise.all([storm(), storm()]));

export default {
  async fetch() {
    await storm();
  },
};
