package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.FetchHosts;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stays with an instance of a module when a call of it has ended. */
class ModuleInstanceTest {
  /** Compresses without ever finishing, as its query says: during the call, after it, at once. */
  private static final String SOURCE =
      """
      const begun = async () => {
        const stream = new CompressionStream('gzip');
        const reader = stream.readable.getReader();
        const writer = stream.writable.getWriter();
        reader.read();
        await writer.write(new Uint8Array(100));
      };
      const first = begun();
      export default {
        async fetch(request, env, ctx) {
          const how = new URL(request.url).search;
          if (how === '?later') { ctx.waitUntil(begun()); return new Response('later') }
          await begun();
          if (how === '?throws') throw new Error('left');
          return new Response('made');
        },
      };
      """;

  private final HandlerSpec spec = Handlers.spec(SOURCE);

  private ModuleInstance instance() throws HandlerProblem {
    return instance(spec, SOURCE);
  }

  /** One whose subrequests are answered at once. */
  private static ModuleInstance instance(HandlerSpec spec, String source) throws HandlerProblem {
    return new ModuleInstance(
        spec,
        JsPrograms.module(spec, source),
        (request, content, hosts, mostOctets, done) -> {
          done.answered(new Response(200, new Fields()), ByteBuffer.wrap(new byte[100_000]));
          return () -> {};
        },
        (handler, request, place, text) -> {});
  }

  private static Verdict call(ModuleInstance instance, String target) {
    return instance.call(Handlers.asking(Handlers.request(target)));
  }

  @Test
  void whatACallHasLeftUnfinishedOfStreamsIsClosedWithIt() throws HandlerProblem {
    try (ModuleInstance instance = instance()) {
      instance.start();
      assertThat(instance.openStreams()).isZero();
      assertThat(call(instance, "/?made")).isInstanceOf(Verdict.Respond.class);
      assertThat(instance.openStreams()).isZero();
      assertThat(call(instance, "/?throws")).isInstanceOf(Verdict.Failed.class);
      assertThat(instance.openStreams()).isZero();
    }
  }

  @Test
  void workThatGoesOnAfterTheAnswerHasItsStreamsUntilThatEnds() throws HandlerProblem {
    try (ModuleInstance instance = instance()) {
      instance.start();
      assertThat(call(instance, "/?later")).isInstanceOf(Verdict.Respond.class);
      assertThat(instance.isUnfinished()).isTrue();
      assertThat(instance.openStreams()).isEqualTo(1);
      instance.finish();
      assertThat(instance.openStreams()).isZero();
    }
  }

  @Test
  void noContentStaysWithAnInstanceThatWaits() throws HandlerProblem {
    String source =
        """
        export default {
          async fetch(request) {
            const length = (await (await fetch('http://a.example/')).arrayBuffer()).byteLength;
            return new Response(`${length} ${(await request.text()).length}`);
          },
        };
        """;
    HandlerSpec asks = Handlers.spec(source).with(new FetchHosts(List.of("a.example")));
    HandlerEvent event =
        new HandlerEvent(
            Hook.VIEWER_REQUEST,
            "r-1",
            "::1",
            Handlers.request("/"),
            null,
            ByteBuffer.wrap(new byte[1_000]));
    try (ModuleInstance instance = instance(asks, source)) {
      instance.start();
      assertThat(instance.call(event))
          .isInstanceOfSatisfying(
              Verdict.Respond.class,
              made -> assertThat(Handlers.text(made)).isEqualTo("100000 1000"));
      assertThat(instance.heldOctets()).isZero();
    }
  }
}
