// A body without an end.
export default {
  fetch() {
    return new Response(new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(65536)) }));
  },
};
