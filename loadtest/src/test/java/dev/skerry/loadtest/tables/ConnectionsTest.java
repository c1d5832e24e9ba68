package dev.skerry.loadtest.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.loadtest.calls.Connections;
import dev.skerry.loadtest.calls.Connections.Request;
import dev.skerry.loadtest.calls.LocalApi;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The prepared requests, sent to a table API in this process. */
class ConnectionsTest {
  private LocalApi api;
  private Signer signer;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException, InterruptedException {
    api = new LocalApi(folder);
    signer = new Signer("127.0.0.1:" + api.address().getPort(), api.key(), Instant.now());
    send(1, List.of(signer.request("CreateTable", TablesCommand.table())));
    TableWait.untilActive(api.address(), signer);
    Random random = new Random(1);
    send(
        4,
        IntStream.range(0, 40)
            .mapToObj(i -> signer.request("PutItem", Operation.PUT.body(i, random)))
            .toList());
  }

  @AfterEach
  void close() {
    api.close();
  }

  private Connections.Run send(int connections, List<byte[]> requests) throws InterruptedException {
    try (Connections calls = new Connections(api.address(), connections)) {
      return calls.run(requests.stream().map(Request::of).toList(), 0);
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
