package dev.skerry.handler.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.ViewerRequestHandler;
import dev.skerry.handler.ViewerResponseHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Handlers that read the content of messages, and put other content in its place. */
class BodiesTest {
  private static final byte[] OCTETS = {0, (byte) 0xff, 10, 13, (byte) 0xc3, 10};

  private static HandlerSpec js(String source) {
    return new HandlerSpec(
            "tested",
            HandlerKind.JS,
            "tested.js",
            HandlerCode.of(source),
            HandlerSpec.OnFailure.CLOSED,
            new HandlerLimits(
                Map.of(HandlerLimit.CPU_TIME, 5_000L, HandlerLimit.WALL_TIME, 20_000L)))
        .readingContent(true);
  }

  private static final String FUNCTION =
      """
      function handler(event) {
        const message = event.response || event.request;
        if (message.body === undefined) {
          message.headers['x-body'] = { value: 'none' };
          return message;
        }
        const { data, encoding, inputTruncated, action } = message.body;
        const text = Buffer.from(data, encoding).toString();
        message.headers['x-body'] = { value: `${encoding} ${inputTruncated} ${action} ${text.length}` };
        if (text === 'silent') message.body.data = 'other';
        if (text === 'string') message.body = 'a string';
        if (text === 'replace') Object.assign(message.body, { action: 'replace', encoding: 'text', data: 'replaced' });
        if (text === 'deleted') delete message.body;
        return message;
      }
      """;

  @Test
  void aFunctionIsGivenTheBodyInBase64AndLeavesIt() {
    try (HandlerUnderTest handler = HandlerUnderTest.of(js(FUNCTION))) {
      Outcome request = handler.request("POST", "/").content("four").viewerRequest();
      assertThat(request.header("x-body")).isEqualTo("base64 false read-only 4");
      assertThat(((Verdict.ContinueWith) request.verdict()).content()).isNull();
      Outcome response = handler.request("GET", "/").content("five!").originResponse();
      assertThat(response.header("x-body")).isEqualTo("base64 false read-only 5");
      assertThat(response.verdict()).isInstanceOf(Verdict.Change.class);
      assertThat(handler.request("GET", "/").viewerRequest().header("x-body")).isEqualTo("none");
      assertThat(handler.request("POST", "/").content("deleted").originRequest().verdict())
          .isInstanceOfSatisfying(
              Verdict.ContinueWith.class, go -> assertThat(go.content()).isNull());
    }
  }

  @Test
  void aFunctionReplacesTheBodyWithAStringOrWithTheActionReplace() {
    try (HandlerUnderTest handler = HandlerUnderTest.of(js(FUNCTION))) {
      for (String text : new String[] {"string", "replace"}) {
        String expected = text.equals("string") ? "a string" : "replaced";
        assertThat(handler.request("POST", "/").content(text).viewerRequest().body())
            .isEqualTo(expected);
        assertThat(handler.request("GET", "/").content(text).viewerResponse().body())
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void aBodyThatIsChangedWithoutSayingSoIsRefusedAndNotForgotten() {
    try (HandlerUnderTest handler = HandlerUnderTest.of(js(FUNCTION))) {
      Outcome outcome = handler.request("POST", "/").content("silent").viewerRequest();
      assertThat(outcome.fault()).isEqualTo(HandlerFault.INVALID_RESULT);
      assertThat(outcome.failure()).contains("body.action = 'replace'");
    }
  }

  @Test
  void aModuleReadsAndReplacesBodiesAsWebStandardsHaveIt() {
    String module =
        """
        export default {
          async viewerRequest(request) {
            if (request.method === 'PUT') return request;
            const { name } = await request.json();
            return new Request(request, { body: `hello ${name}` });
          },
          async viewerResponse(response) {
            const octets = new Uint8Array(await response.arrayBuffer());
            return new Response(octets.reverse(), response);
          },
        };
        """;
    try (HandlerUnderTest handler = HandlerUnderTest.of(js(module))) {
      Outcome asked = handler.request("POST", "/").content("{\"name\":\"Ann\"}").viewerRequest();
      assertThat(asked.body()).isEqualTo("hello Ann");
      Outcome left = handler.request("PUT", "/").content("as it is").viewerRequest();
      assertThat(((Verdict.ContinueWith) left.verdict()).content()).isNull();
      Outcome answered = handler.request("GET", "/").content(OCTETS).viewerResponse();
      ByteBuffer content = ((Verdict.Respond) answered.verdict()).content();
      byte[] reversed = new byte[content.remaining()];
      content.duplicate().get(reversed);
      assertThat(reversed).containsExactly(10, 0xc3, 13, 10, 0xff, 0);
    }
  }

  @Test
  void aHandlerInJavaReadsTheContentAndGoesOnWithOther() {
    ViewerRequestHandler upper =
        (request, context) -> {
          ByteBuffer content = context.content();
          if (content == null) {
            return Verdict.continueWith(request);
          }
          String text = StandardCharsets.UTF_8.decode(content).toString().toUpperCase(Locale.ROOT);
          return Verdict.continueWith(
              request, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        };
    try (HandlerUnderTest handler = HandlerUnderTest.java(upper)) {
      assertThat(handler.request("POST", "/").content("loud").viewerRequest().body())
          .isEqualTo("LOUD");
      assertThat(handler.request("GET", "/").viewerRequest().continues()).isTrue();
    }
  }

  @Test
  void aHandlerThatDoesNotReadBodiesIsNotShownAny() {
    try (HandlerUnderTest handler = HandlerUnderTest.of(js(FUNCTION).readingContent(false))) {
      assertThat(handler.request("POST", "/").content("four").viewerRequest().header("x-body"))
          .isEqualTo("none");
    }
    ViewerResponseHandler given =
        (request, response, context) -> {
          response.fields().set("x-given", String.valueOf(context.content() != null));
          return Verdict.change(response);
        };
    try (HandlerUnderTest handler = HandlerUnderTest.java(given)) {
      assertThat(handler.request("GET", "/").content("four").viewerResponse().header("x-given"))
          .isEqualTo("true");
    }
  }
}
