package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerProblem;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An edge whose handlers read the content of the message that their hook is about, for one test,
 * after which nothing may be left of it.
 */
final class BodyReaders implements BeforeEachCallback, AfterEachCallback {
  static final String FRESH = "max-age=60";

  /** The most that they are given, in bytes. */
  static final int LIMIT = 1000;

  /** Says in a field what it was given, and does what the content says. */
  private static final String CODE =
      """
          limits: {cpu-time: 5s, wall-time: 20s, body-bytes: 1000}
          code: |
            function handler(event) {
              const message = event.response || event.request;
              const name = 'x-' + event.context.eventType;
              if (message.body === undefined) {
                message.headers[name] = { value: 'none' };
                return message;
              }
              const text = Buffer.from(message.body.data, 'base64').toString('latin1');
              message.headers[name] = { value: `${text.length} ${text.slice(0, 20)}` };
              if (text === 'throw') throw new Error('no');
              if (text === 'answer') return { statusCode: 203, body: 'answered' };
              if (text === 'empty') return { ...message, body: '' };
              if (text.startsWith('replace')) message.body = text.replace('replace', event.context.eventType);
              return message;
            }
      """;

  private static final String HANDLERS =
      "handlers:\n  reader:\n    body: true\n"
          + CODE
          + "  open:\n    body: true\n    on-failure: open\n"
          + CODE
          + "  blind:\n"
          + CODE
          + "  large:\n    body: true\n"
          + CODE.replace(", body-bytes: 1000", ", memory: 256MiB, body-bytes: 2MiB");
  private static final String SITE =
      """
      rules:
        - {path: /viewer/request/**, viewer-request: reader}
        - {path: /viewer/response/**, viewer-response: reader}
        - {path: /origin/request/**, origin-request: reader}
        - {path: /origin/response/**, origin-response: reader}
        - {path: /both/**, viewer-request: reader, origin-request: reader}
        - {path: /responses/**, viewer-response: reader, origin-response: reader}
        - {path: /small/**, viewer-response: large, cache: {max-object: 100KiB}}
        - {path: /large/**, viewer-response: large}
        - {path: /blind/**, viewer-request: blind, viewer-response: blind}
        - path: /open/**
          viewer-request: open
          viewer-response: open
          origin-request: open
          origin-response: open
      """;
  final Scenario edge = new Scenario(SITE, HANDLERS);

  @Override
  public void beforeEach(ExtensionContext context) throws HandlerProblem {
    edge.deployHandlers();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    edge.settle();
    edge.handlers.close();
    edge.store.clear();
    assertThat(edge.services.contentMemory().fills().used()).isZero();
    assertThat(edge.memory.budget().passingBytes()).isZero();
    assertThat(edge.services.fills().size()).isZero();
    assertThat(edge.purges.counts().tickets()).isZero();
  }

  TestViewer post(String target, String... fields) {
    Request request =
        new Request("POST", "http", "example.com", target, null, Fields.of(fields))
            .hasContent(true);
    return edge.begin(request);
  }

  static void send(TestViewer viewer, String piece) {
    viewer.events().data(Unpooled.copiedBuffer(piece, StandardCharsets.ISO_8859_1));
  }

  static void sendAll(TestViewer viewer, String content) {
    send(viewer, content);
    viewer.events().end(Fields.EMPTY);
  }

  void awaitCall(int number) {
    edge.settleUntil(() -> edge.origin.calls.size() >= number);
  }

  void awaitDone(TestViewer viewer) {
    edge.settleUntil(viewer::isDone);
  }

  /** A POST that was sent whole and is at the origin. */
  TestViewer posted(String target, String content) {
    int before = edge.origin.calls.size();
    TestViewer viewer = post(target);
    sendAll(viewer, content);
    awaitCall(before + 1);
    edge.settleUntil(
        () -> edge.origin.last().requestEnded || !edge.origin.last().request.hasContent());
    return viewer;
  }

  TestViewer forwarded(String target, String... fields) {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get(target, fields);
    awaitCall(before + 1);
    return viewer;
  }

  TestViewer fetched(String target, String body, String... fields) {
    TestViewer viewer = forwarded(target);
    edge.origin.last().answer(200, body, fields);
    awaitDone(viewer);
    return viewer;
  }
}
