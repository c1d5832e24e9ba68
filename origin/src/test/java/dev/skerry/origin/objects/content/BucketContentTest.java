package dev.skerry.origin.objects.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.objects.content.BackingBucket.Piece;
import dev.skerry.origin.objects.content.ContentException.Kind;
import dev.skerry.origin.objects.s3.ServedStore;
import dev.skerry.origin.objects.s3.ServedStore.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for contents in a bucket of another service alone, which fails now and then. */
class BucketContentTest extends ContentContract {
  private static final String PREFIX = "some/where/";

  private @Nullable ServedStore opened;
  private @Nullable BackingBucket bucket;

  private ServedStore service() throws IOException {
    ServedStore known = opened;
    if (known == null) {
      known = new ServedStore(folder.resolve("service"));
      opened = known;
    }
    return known;
  }

  @Override
  ContentStore openStore() throws IOException {
    bucket = service().bucket(PREFIX);
    return ContentStore.open(engine, ContentRules.of(new Boxes(), time), bucket, time);
  }

  @AfterEach
  void closeService() throws IOException {
    service().close();
  }

  @Override
  List<String> kept() throws IOException {
    return service().contents(PREFIX);
  }

  @Override
  void damageAll(boolean cut) throws IOException {
    try (BackingBucket bucket = service().bucket(PREFIX)) {
      for (String key : kept()) {
        byte[] octets = bucket.get(key, 0, 1 << 20);
        octets[70_000] ^= 1;
        bucket.put(key, new Piece(octets, cut ? 65_552 : octets.length));
      }
    }
  }

  private static byte[] octets(int length) {
    byte[] octets = new byte[length];
    new SplittableRandom(length).nextBytes(octets);
    return octets;
  }

  private ContentId keep(byte[] octets) {
    return keep(octets, Sealing.NONE, new SplittableRandom(octets.length));
  }

  /** Has the first so many requests fail of those that are meant. */
  private void failFirst(int count, Failure how, Predicate<String> meant) throws IOException {
    AtomicInteger left = new AtomicInteger(count);
    service()
        .fail(request -> meant.test(request) && left.getAndDecrement() > 0 ? how : Failure.NONE);
  }

  private void recover() throws IOException {
    service().recover(Objects.requireNonNull(bucket));
  }

  private static void assertUnreachable(ThrowingCallable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ContentException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
  }

  @FunctionalInterface
  private interface ThrowingCallable {
    void run() throws IOException;
  }

  @Test
  void whatIsLongIsSentInPieces() throws IOException {
    AtomicInteger parts = new AtomicInteger();
    service()
        .fail(
            request -> {
              if (request.startsWith("PUT") && request.contains("partNumber")) {
                parts.incrementAndGet();
              }
              return Failure.NONE;
            });
    byte[] octets = octets(2 * PieceBuffers.PIECE_BYTES + 100_000);
    ContentId id = keep(octets);
    assertThat(parts).hasValue(3);
    assertThat(read(id, 0, octets.length, Sealing.NONE)).isEqualTo(octets);
    assertThat(kept()).hasSize(1);
  }

  @Test
  void anUploadWhoseAnswersAreLostIsKeptOnce() throws IOException {
    byte[] octets = octets(PieceBuffers.PIECE_BYTES + 100_000);
    AtomicInteger count = new AtomicInteger();
    // Of each two writes the first is carried out and not answered.
    service()
        .fail(
            request ->
                !request.startsWith("GET") && count.getAndIncrement() % 2 == 0
                    ? Failure.UNANSWERED
                    : Failure.NONE);
    ContentId id = keep(octets);
    recover();
    assertThat(read(id, 0, octets.length, Sealing.NONE)).isEqualTo(octets);
    time.advance(Duration.ofHours(7));
    assertThat(steps(store.orphans()::step)).isPositive();
    assertThat(kept()).hasSize(1);
  }

  @Test
  void aReadGoesOnWhereItsConnectionEnded() throws IOException {
    byte[] octets = octets(300_000);
    for (Sealing sealing : List.of(Sealing.NONE, Sealing.STORE)) {
      ContentId id = keep(octets, sealing, new SplittableRandom(1));
      failFirst(2, Failure.CUT, request -> request.startsWith("GET"));
      assertThat(read(id, 1, octets.length - 2, sealing))
          .isEqualTo(Arrays.copyOfRange(octets, 1, octets.length - 1));
    }
  }

  @Test
  void aServiceThatRefusesIsToldAndLeavesNothingInTheEnd() throws IOException {
    ContentId id = keep(octets(100_000));
    service().fail(_ -> Failure.REFUSED);
    assertUnreachable(() -> keep(octets(100_000)));
    assertUnreachable(() -> read(id, 0, 10, Sealing.NONE));
    recover();
    failFirst(99, Failure.UNANSWERED, request -> request.startsWith("PUT"));
    assertUnreachable(() -> keep(octets(100_000)));
    recover();
    pass(Duration.ofHours(2));
    assertThat(steps(store.orphans()::step)).isPositive();
    assertThat(steps(store.removal()::step)).isPositive();
    assertThat(kept()).hasSize(1);
    assertThat(read(id, 0, 100_000, Sealing.NONE)).isEqualTo(octets(100_000));
  }

  @Test
  void whatCameTooSlowlyIsGivenUpAndNeverReferredTo() throws IOException {
    try (ContentStore other = openStore();
        Incoming incoming = store.receive(Sealing.NONE)) {
      byte[] octets = octets(PieceBuffers.PIECE_BYTES + 1_000_000);
      incoming.write(octets, 0, octets.length);
      assertThat(kept()).as("the upload").hasSize(1);
      pass(Duration.ofHours(2));
      assertThat(steps(other.orphans()::step)).isPositive();
      assertThat(kept()).isEmpty();
      assertUnreachable(() -> incoming.finish().close());
    }
    try (Incoming incoming = store.receive(Sealing.NONE)) {
      incoming.write(octets(100_000), 0, 100_000);
      try (Received received = incoming.finish()) {
        pass(Duration.ofHours(2));
        assertThat(steps(store.orphans()::step)).isPositive();
        assertUnreachable(
            () ->
                store.commit(
                    received,
                    transaction -> {
                      store.take(transaction, received);
                      return received;
                    }));
      }
    }
    assertThat(steps(store.removal()::step)).isPositive();
    assertThat(kept()).isEmpty();
  }

  @Test
  void whatHasNoRowIsFoundAndWhatIsOnItsWayIsLeft() throws IOException {
    ContentId id = keep(octets(100_000));
    try (BackingBucket bucket = service().bucket(PREFIX);
        Incoming incoming = store.receive(Sealing.NONE)) {
      bucket.put(BucketKeys.of(new ContentId(1, 2)), new Piece(new byte[10], 10));
      String upload = bucket.beginUpload(BucketKeys.of(new ContentId(1, 3)));
      bucket.put("else", new Piece(new byte[10], 10));
      incoming.write(octets(100_000), 0, 100_000);
      try (Received received = incoming.finish()) {
        assertThat(kept()).hasSize(4);
        Orphans orphans = store.orphans();
        assertThat(steps(orphans::step)).isPositive();
        assertThat(orphans.removed()).as(upload).isEqualTo(2);
        assertThat(kept())
            .containsExactlyInAnyOrder(BucketKeys.of(id), BucketKeys.of(received.id()));
        assertThat(bucket.list("else", null)).hasSize(1);
      }
    }
  }

  @Test
  void twoStoresReadAndRemoveTheSame() throws IOException {
    byte[] octets = octets(PieceBuffers.PIECE_BYTES);
    ContentId id = keep(octets);
    try (ContentStore other = openStore();
        OpenContent content = other.open(id);
        Extents extents = content.range(0, octets.length, Sealing.NONE)) {
      engine.write(transaction -> store.release(transaction, id));
      assertThat(steps(store.removal()::step)).isPositive();
      assertThat(kept()).as("somebody may read it").hasSize(1);
      long length = 0;
      for (Extent next = extents.next(); next != null; next = extents.next()) {
        length += next.length();
      }
      assertThat(length).isEqualTo(octets.length);
    }
    pass(Duration.ofHours(2));
    assertThat(steps(store.removal()::step)).isPositive();
    assertThat(kept()).isEmpty();
  }

  @Test
  void aBucketIsTheHomeOfOneEngine() throws IOException {
    try (BackingBucket bucket = service().bucket(PREFIX);
        BackingBucket empty = service().bucket("another/")) {
      assertThat(ContentHome.isIn(bucket, engine)).isTrue();
      assertThat(ContentHome.isIn(bucket, engine)).isTrue();
      assertThat(ContentHome.isIn(empty, engine)).isFalse();
      assertThat(ContentHome.isIn(folder.resolve("files"), engine)).isFalse();
    }
  }

  @Test
  void aBucketIsNotTheHomeOfAnEngineThatIsNew() throws IOException {
    try (BackingBucket bucket = service().bucket(PREFIX);
        BackingBucket free = service().bucket("another/");
        RocksEngine fresh =
            RocksEngine.open(RocksSettings.in(folder.resolve("fresh")).with(Memory.SMALL))) {
      assertThat(ContentHome.isIn(bucket, engine)).isTrue();
      assertThat(ContentHome.isIn(bucket, fresh)).isFalse();
      assertThat(ContentHome.isIn(bucket, fresh)).as("again").isFalse();
      assertThat(ContentHome.isIn(free, fresh)).isTrue();
      assertThat(ContentHome.isIn(free, fresh)).isTrue();
      assertThat(ContentHome.isIn(bucket, engine)).isTrue();
    }
  }
}
