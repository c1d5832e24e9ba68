package dev.skerry.origin.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.objects.content.ContentId;
import dev.skerry.origin.objects.row.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Versions come back as they were written, and of other octets it is told. */
class VersionCodecTest {
  private static final long SEED = Long.getLong("skerry.seed", 20_261_121);
  private static final int ROUNDS = 2_000;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void anyVersionComesBack() {
    for (int i = 0; i < ROUNDS; i++) {
      Version version = version();
      assertThat(VersionCodec.decode(version.key(), VersionCodec.encode(version)))
          .as("seed " + SEED)
          .isEqualTo(version);
    }
  }

  @Test
  void otherOctetsAreAVersionOrDamage() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] octets = VersionCodec.encode(version());
      for (int change = 0; change <= random.nextInt(3); change++) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      }
      byte[] some = Arrays.copyOf(octets, octets.length - random.nextInt(3));
      try {
        assertThat(VersionCodec.decode("key", some)).isNotNull();
      } catch (EngineException.Corrupt e) {
        assertThat(e).hasMessageContaining("cannot be read");
      }
    }
  }

  @Test
  void aVersionThatDoesNotFitIntoARowIsRefused() {
    Traits large = Traits.PLAIN.withAcl(Octets.owning(new byte[90_000]));
    ObjectVersion version =
        new ObjectVersion("key", VersionId.NULL, 1, Instant.EPOCH, "me", body(), large);
    assertThatThrownBy(() -> VersionCodec.encode(version))
        .isInstanceOfSatisfying(
            ObjectsException.class,
            e -> assertThat(e.error()).isEqualTo(ObjectsError.METADATA_TOO_LARGE));
  }

  private Version version() {
    long sequence = 1 + random.nextLong(1L << 60);
    VersionId id =
        random.nextBoolean() ? VersionId.NULL : new VersionId(sequence, random.nextLong());
    Instant modified = Instant.ofEpochMilli(random.nextLong(-1L << 40, 1L << 42));
    return random.nextInt(4) == 0
        ? new DeleteMarker(text(), id, sequence, modified, text())
        : new ObjectVersion(text(), id, sequence, modified, text(), body(), traits());
  }

  private Body body() {
    Checksum checksum =
        random.nextBoolean()
            ? null
            : new Checksum(Checksum.Algorithm.CRC64NVME, Checksum.Type.COMPOSITE, text());
    return new Body(
        new ContentId(random.nextLong(), random.nextLong()),
        random.nextLong(Long.MAX_VALUE),
        text(),
        checksum,
        random.nextInt(10_001),
        random.nextBoolean() ? Encryption.STORE : Encryption.customer(text()));
  }

  private Traits traits() {
    List<Header> headers = new ArrayList<>();
    List<Tag> tags = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      headers.add(new Header(text(), text()));
      tags.add(new Tag(text(), text()));
    }
    byte[] acl = new byte[random.nextInt(50)];
    random.nextBytes(acl);
    ObjectLock.Retention retention =
        random.nextBoolean()
            ? null
            : new ObjectLock.Retention(ObjectLock.Mode.COMPLIANCE, Instant.ofEpochMilli(7));
    @Nullable Boolean hold = random.nextBoolean() ? null : random.nextBoolean();
    return new Traits(
        headers,
        text(),
        Octets.owning(acl),
        tags,
        new ObjectLock(retention, hold),
        random.nextBoolean() ? null : text(),
        random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextLong(1L << 45)));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(20) : 0x1F600 + i);
    }
    return text.toString();
  }
}
