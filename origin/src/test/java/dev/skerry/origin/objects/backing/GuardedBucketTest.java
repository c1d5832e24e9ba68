package dev.skerry.origin.objects.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.objects.content.BackingBucket;
import dev.skerry.origin.objects.content.BackingBucket.Piece;
import dev.skerry.origin.objects.content.BusyException;
import dev.skerry.origin.objects.s3.ServedStore;
import dev.skerry.origin.objects.s3.ServedStore.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;

/** A service that hangs, or answers what was not asked, and what becomes of those who ask it. */
@Timeout(300)
class GuardedBucketTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder = Path.of("");
  private ServedStore service;

  @BeforeEach
  void open() throws IOException {
    service = new ServedStore(folder);
  }

  @AfterEach
  void close() {
    service.close();
  }

  private static byte[] octets(int length) {
    byte[] octets = new byte[length];
    new SplittableRandom(length).nextBytes(octets);
    return octets;
  }

  @Test
  void oneWhoseServiceHangsIsToldInTimeAndTheNextAtOnce() throws IOException {
    Patience patience = Patience.USUAL.within(SHORT, SHORT, SHORT).probing(LONG);
    AtomicInteger requests = new AtomicInteger();
    try (BackingBucket bucket = service.bucket("", patience)) {
      service.fail(
          _ -> {
            requests.incrementAndGet();
            return Failure.HUNG;
          });
      assertThatThrownBy(() -> bucket.get("a", 0, 1)).isInstanceOf(IOException.class);
      int asked = requests.get();
      assertThatThrownBy(() -> bucket.get("a", 0, 1)).hasMessageContaining("does not answer");
      assertThatThrownBy(() -> bucket.put("a", new Piece(new byte[1], 1)))
          .hasMessageContaining("does not answer");
      assertThat(requests).hasValue(asked);
    }
  }

  @Test
  void aServiceThatAnswersAgainIsAskedAgain() throws IOException {
    Patience patience = Patience.USUAL.within(SHORT, SHORT, SHORT).probing(Duration.ofMillis(10));
    try (BackingBucket bucket = service.bucket("", patience)) {
      service.fail(_ -> Failure.HUNG);
      assertThatThrownBy(() -> bucket.list("", null)).isInstanceOf(IOException.class);
      service.recover(bucket);
      assertThat(bucket.list("", null)).isEmpty();
    }
  }

  @Test
  void aServiceThatHangsHoldsNoMoreCallsThanItHasPlaces() throws Exception {
    Patience patience = Patience.USUAL.within(LONG, LONG, LONG).forPlaces(Duration.ZERO);
    service.fail(_ -> Failure.HUNG);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        BackingBucket bucket = service.bucket("", patience)) {
      List<Future<byte[]>> held = new ArrayList<>();
      for (int i = 0; i < GuardedBucket.PLACES; i++) {
        held.add(threads.submit(() -> bucket.get("a", 0, 1)));
      }
      service.awaitHung(GuardedBucket.PLACES);
      assertThatThrownBy(() -> bucket.get("a", 0, 1)).isInstanceOf(BusyException.class);
      bucket.close();
      for (Future<byte[]> each : held) {
        assertThatThrownBy(each::get)
            .as("it is cut when the bucket is closed")
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void answersThatWereReadLeaveTheirConnectionsForOthers() throws IOException {
    try (BackingBucket bucket = service.bucket("")) {
      byte[] octets = octets(300_000);
      bucket.put("a", new Piece(octets, octets.length));
      for (int i = 0; i < 20; i++) {
        assertThat(bucket.get("a", i, 200_000)).hasSize(200_000);
      }
      assertThat(bucket.get("a", 299_999, 10)).containsExactly(octets[299_999]);
      assertThat(bucket.get("a", 300_000, 10)).isEmpty();
    }
    assertThat(service.connections()).isLessThan(5);
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE", "MISPLACED"})
  void whatIsNotTheRangeThatWasAskedForIsNotTaken(Failure wrong) throws IOException {
    try (BackingBucket bucket = service.bucket("")) {
      byte[] octets = octets(100_000);
      bucket.put("a", new Piece(octets, octets.length));
      service.fail(_ -> wrong);
      assertThatThrownBy(() -> bucket.get("a", 10, 100)).hasMessageContaining("answered a range");
    }
  }

  @Test
  void nothingInTheEnvironmentSaysWhereTheServiceIs() {
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:1");
    System.setProperty("aws.endpointUrlS3", "http://127.0.0.1:1");
    BackingService aws = BackingService.of("s3://bucket", null, "eu-west-1", folder.resolve("key"));
    try (S3Client client = aws.client(Patience.USUAL)) {
      assertThat(client.serviceClientConfiguration().endpointOverride())
          .hasToString("Optional[https://s3.eu-west-1.amazonaws.com]");
    } finally {
      System.clearProperty("aws.endpointUrl");
      System.clearProperty("aws.endpointUrlS3");
    }
  }
}
