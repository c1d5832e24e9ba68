package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.ListenerSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListenerTest {
  private final TestHandler handler = new TestHandler();

  @ParameterizedTest
  @EnumSource(ListenerSettings.Transport.class)
  void everyTransportServesOnSeveralLoops(ListenerSettings.Transport transport) {
    Assumptions.assumeTrue(
        switch (transport) {
          case IO_URING -> IoUring.isAvailable();
          case EPOLL -> Epoll.isAvailable();
          case AUTO, NIO -> true;
        });
    RunningListener.Settings settings = new RunningListener.Settings();
    settings.transport = transport;
    settings.eventLoops = 2;
    try (RunningListener listener = RunningListener.with(handler, settings)) {
      Set<Object> loops = new HashSet<>();
      for (int i = 0; i < 200 && loops.size() < 2; i++) {
        try (RawViewer viewer = listener.viewer()) {
          viewer.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
          assertThat(viewer.answer().content()).isEqualTo("abc");
          loops.add(handler.last().viewer.loop());
        }
      }
      assertThat(loops).hasSize(2);
      try (RawViewer viewer = listener.viewer()) {
        viewer.send("GET /tunnel HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n");
        assertThat(viewer.answer().status()).isEqualTo(101);
        viewer.send("hi").endOutput();
        assertThat(viewer.read(2)).isEqualTo("hi");
        assertThat(viewer.isClosed()).isTrue();
      }
    }
  }

  @Test
  void aPortThatIsTakenIsAnErrorEvenWherePortsCanBeShared() throws Exception {
    Transport transport = Transport.choose(ListenerSettings.Transport.AUTO);
    EventLoopGroup loops = transport.newEventLoops(2, false);
    try (ServerSocket taken = new ServerSocket(0)) {
      Listener.Plan plan =
          new Listener.Plan(
              transport,
              loops,
              new ListenerSettings(
                  new ListenerSettings.HostPort("127.0.0.1", taken.getLocalPort()),
                  null,
                  ListenerSettings.Transport.AUTO,
                  new ListenerSettings.EventLoops(2, false),
                  true,
                  List.of(),
                  ListenerSettings.TlsVersion.TLS_1_2),
              () -> Limits.DEFAULT,
              handler,
              null,
              new ListenerCounters(),
              ListenerObserver.NONE,
              InstantSource.system());
      assertThatThrownBy(() -> Listener.open(plan))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on")
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    } finally {
      loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
    }
  }
}
