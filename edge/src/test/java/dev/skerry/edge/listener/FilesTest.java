package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Limit;
import dev.skerry.edge.config.ListenerSettings;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Content that goes from a file to the socket, and viewers that do not take what they asked for.
 */
class FilesTest {
  private static final int LENGTH = 3_456_789;

  private final TestHandler handler = new TestHandler();

  @ParameterizedTest
  @EnumSource(ListenerSettings.Transport.class)
  void aFileArrivesWholeAmongOtherResponses(ListenerSettings.Transport transport) {
    Assumptions.assumeTrue(
        switch (transport) {
          case IO_URING -> IoUring.isAvailable();
          case EPOLL -> Epoll.isAvailable();
          case AUTO, NIO -> true;
        });
    RunningListener.Settings settings = new RunningListener.Settings();
    settings.transport = transport;
    try (RunningListener listener = RunningListener.with(handler, settings);
        RawViewer viewer = listener.viewer()) {
      String get = " HTTP/1.1\r\nHost: a\r\n\r\n";
      viewer.send("GET /x" + get + "GET /file?" + LENGTH + get + "GET /y" + get);
      assertThat(viewer.answer().content()).isEqualTo("hello /x");
      String content = viewer.answer().content();
      assertThat(content).hasSize(LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        if (content.charAt(i) != '0' + i % 500_000 % 10) {
          throw new AssertionError("the octet at " + i + " is " + content.charAt(i));
        }
      }
      assertThat(viewer.answer().content()).isEqualTo("hello /y");
    }
  }

  @Test
  void aViewerThatTakesNothingHasOneRegionWaitingAndIsCutAtTheWriteTimeout() throws Exception {
    try (RunningListener listener =
            RunningListener.with(
                handler, new RunningListener.Settings().limit(Limit.WRITE_TIMEOUT, 500));
        RawViewer viewer = listener.viewer()) {
      viewer.send("GET /file?1000000000 HTTP/1.1\r\nHost: a\r\n\r\n");
      Await.until("the viewer is cut", () -> handler.gone.get() == 1);
      // A socket's buffers hold a few; the content has two thousand.
      assertThat(handler.regions.get()).isLessThan(100);
    }
  }

  @Test
  void aViewerThatPipelinesButTakesNoResponsesGetsNoMoreOfThemMade() throws Exception {
    try (RunningListener listener =
            RunningListener.with(
                handler, new RunningListener.Settings().limit(Limit.WRITE_TIMEOUT, 500));
        RawViewer viewer = listener.viewer()) {
      byte[] requests =
          "GET /large?10000 HTTP/1.1\r\nHost: a\r\n\r\n"
              .repeat(20_000)
              .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      Thread.ofVirtual().start(() -> viewer.trySend(requests));
      Await.until("the viewer is cut", () -> listener.counters.open() == 0);
      assertThat(handler.requests.size()).isLessThan(5_000);
    }
  }

  @Test
  void aViewerThatPipelinesAndReadsLaterGetsEverything() throws Exception {
    try (RunningListener listener = RunningListener.with(handler, new RunningListener.Settings());
        RawViewer viewer = listener.viewer()) {
      int count = 5_000;
      byte[] requests =
          "GET /large?10000 HTTP/1.1\r\nHost: a\r\n\r\n"
              .repeat(count)
              .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      Thread sending = Thread.ofVirtual().start(() -> viewer.send(requests));
      Await.until("some have begun", () -> handler.requests.size() > 100);
      for (int i = 0; i < count; i++) {
        assertThat(viewer.answer().content()).hasSize(10_000);
      }
      sending.join();
    }
  }
}
