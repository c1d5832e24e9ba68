package dev.skerry.loadtest.objects;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The prepared requests, sent to an object API in this process. */
class ObjectRequestsTest {
  private LocalApi api;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException, InterruptedException {
    api = new LocalApi(folder);
    ObjectRequests requests = requests(true);
    send(1, List.of(requests.create(Operation.BUCKET), requests.create(Operation.LISTED)));
  }

  @AfterEach
  void close() {
    api.close();
  }

  private ObjectRequests requests(boolean contentSigned) {
    return new ObjectRequests(
        "127.0.0.1:" + api.address().getPort(), api.key(), contentSigned, Instant.now());
  }

  private Connections.Run send(int connections, List<Request> requests)
      throws InterruptedException {
    try (Connections calls = new Connections(api.address(), connections)) {
      return calls.run(requests, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsWrittenIsReadWithContentSignedOrNot(boolean contentSigned)
      throws InterruptedException {
    List<Request> writes = Operation.PUT_1M.requests(requests(contentSigned)).subList(0, 6);
    List<Request> reads = Operation.GET_1M.requests(requests(contentSigned)).subList(0, 6);

    assertThat(send(3, writes).answers()).isEqualTo(6);
    assertThat(send(3, reads).octets()).isEqualTo(6L * Operation.GET_1M.octets());
  }

  @Test
  void aListingGoesOnAfterTheLastKeyOfAPage() throws InterruptedException {
    ObjectRequests requests = requests(true);
    byte[] content = {1};
    List<Request> writes =
        IntStream.range(0, 1_010)
            .mapToObj(
                i ->
                    requests.put(
                        Operation.LISTED, Operation.listed(i), content, requests.hash(content)))
            .toList();
    send(8, writes);
    List<Request> pages = Operation.LIST.requests(requests);

    assertThat(pages).hasSize(Operation.LIST.callsPerUnit());
    long first = send(1, pages.subList(0, 1)).octets();
    long second = send(1, pages.subList(1, 2)).octets();
    long none = send(1, pages.subList(2, 3)).octets();
    assertThat(second - none).isBetween((first - none) / 110, (first - none) / 90);
  }

  @Test
  void aRefusalStopsTheRunWithItsText() {
    assertThatThrownBy(() -> send(1, List.of(requests(true).get(Operation.BUCKET, "none"))))
        .isInstanceOf(Stop.class)
        .hasMessageContaining("status 404")
        .hasMessageContaining("NoSuchKey");
  }
}
