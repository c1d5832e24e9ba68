package dev.skerry.loadtest.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.control.OriginData;
import dev.skerry.control.OriginServer;
import dev.skerry.control.api.ApiLimits;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.listener.Transport;
import dev.skerry.edge.observe.Metrics;
import dev.skerry.loadtest.terminal.Stop;
import dev.skerry.origin.access.account.AccessKey;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The prepared requests, sent to a table API in this process. */
class ConnectionsTest {
  private final EventLoopGroup loops = Transport.NIO.newEventLoops(1, false);
  private OriginData data;
  private OriginServer server;
  private Signer signer;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException, InterruptedException {
    data = OriginData.open(folder, InstantSource.system());
    server =
        OriginServer.open(
            new OriginServer.Plan(
                OriginServer.Ports.clear(new HostPort("127.0.0.1", 0)),
                Transport.NIO,
                loops,
                new ApiLimits(64, 64 << 20),
                Duration.ofMillis(50),
                new Metrics().gauges(),
                InstantSource.system()),
            data);
    AccessKey key = data.first().key();
    signer =
        new Signer(
            "127.0.0.1:" + address().getPort(),
            new Signer.Keys(key.id(), key.secret()),
            Instant.now());
    send(1, List.of(signer.request("CreateTable", TablesCommand.table())));
    TableWait.untilActive(address(), signer);
    Random random = new Random(1);
    send(
        4,
        IntStream.range(0, 40)
            .mapToObj(i -> signer.request("PutItem", Operation.PUT.body(i, random)))
            .toList());
  }

  @AfterEach
  void close() {
    server.close();
    data.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private InetSocketAddress address() {
    return Objects.requireNonNull(server.httpAddress(), "a port that speaks clear text");
  }

  private Connections.Run send(int connections, List<byte[]> requests) throws InterruptedException {
    try (Connections calls = new Connections(address(), connections)) {
      return calls.run(requests, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationIsAnswered(Operation operation) throws InterruptedException {
    Random random = new Random(2);
    List<byte[]> requests =
        IntStream.range(0, 30)
            .mapToObj(i -> signer.request(operation.target(), operation.body(i, random)))
            .toList();

    assertThat(send(3, requests).answers()).isEqualTo(30);
  }

  @Test
  void aRefusalStopsTheRunWithItsText() {
    byte[] request = signer.request("GetItem", "{\"TableName\":\"nothing\",\"Key\":{}}");

    assertThatThrownBy(() -> send(1, List.of(request)))
        .isInstanceOf(Stop.class)
        .hasMessageContaining("status 400")
        .hasMessageContaining("ResourceNotFoundException");
  }
}
