package dev.skerry.edge.compress;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.skerry.edge.config.CompressionPolicy.Coding;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodingStageTest {
  private static final int[] SIZES = {0, 1, 2, 100, 16_383, 16_384, 65_536, 65_537, 1_000_000};

  @ParameterizedTest
  @EnumSource(Coding.class)
  void whatIsEncodedInAnySplitIsDecodedByOthers(Coding coding) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int size : SIZES) {
      byte[] content = content(size, random);
      StageHarness harness = StageHarness.encoding(coding, random.nextBoolean());
      harness.giveAll(content, random);
      assertThat(harness.ended).as("seed %d, size %d", seed, size).isNotNull();
      harness.assertEverythingReleased();
      try (InputStream decoder = decoder(coding, harness.received())) {
        assertThat(decoder.readAllBytes()).as("seed %d, size %d", seed, size).isEqualTo(content);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void whatOthersEncodeIsDecodedInAnySplit(Coding coding) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int size : SIZES) {
      byte[] content = content(size, random);
      StageHarness harness = StageHarness.decoding(coding, DecodingLimit.DEFAULT);
      harness.giveAll(encoded(coding, content), random);
      assertThat(harness.error).as("seed %d, size %d", seed, size).isNull();
      assertThat(harness.ended).as("seed %d, size %d", seed, size).isNotNull();
      assertThat(harness.received()).as("seed %d, size %d", seed, size).isEqualTo(content);
      harness.assertEverythingReleased();
    }
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void textGetsSmaller(Coding coding) throws Exception {
    byte[] content =
        "It is a truth universally acknowledged, "
            .repeat(1_000)
            .getBytes(StandardCharsets.US_ASCII);
    StageHarness harness = StageHarness.encoding(coding, false);
    harness.giveAll(content, new Random(1));
    assertThat(harness.received()).hasSizeLessThan(content.length / 20);
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void aSlowStreamIsFlushedAfterTheDelay(Coding coding) throws Exception {
    StageHarness harness = StageHarness.encoding(coding, false);
    harness.stage.resume();
    for (int i = 1; i <= 3; i++) {
      harness.give("tick".getBytes(StandardCharsets.US_ASCII));
      harness.advance(30);
      assertThat(readable(coding, harness.received())).isEqualTo("tick".repeat(i));
    }
    assertThat(harness.flushes).isPositive();
    int pieces = harness.pieces;
    harness.advance(1_000);
    assertThat(harness.pieces).as("nothing more to flush").isEqualTo(pieces);
    harness.stage.cancel();
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void anEventGoesOutAtOnce(Coding coding) throws Exception {
    StageHarness harness = StageHarness.encoding(coding, true);
    harness.stage.resume();
    harness.give("data: 1\n\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(readable(coding, harness.received())).isEqualTo("data: 1\n\n");
    harness.stage.cancel();
  }

  @Test
  void aLargePieceIsTakenInSeveralTurnsWhileTheSourceIsPaused() {
    StageHarness harness = StageHarness.encoding(Coding.GZIP, false);
    harness.stage.resume();
    assertThat(harness.sourceFlowing).isTrue();
    harness.give(content(1_000_000, new Random(2)));
    assertThat(harness.sourceFlowing).isFalse();
    assertThat(harness.received().length).isLessThan(200_000);
    harness.settle();
    assertThat(harness.sourceFlowing).isTrue();
    assertThat(harness.received().length).isGreaterThan(500_000);
    harness.stage.end(Fields.EMPTY);
    harness.settle();
    assertThat(harness.ended).isNotNull();
  }

  @Test
  void aPausedSinkGetsNothingHoweverMuchAPieceDecodesTo() throws Exception {
    StageHarness harness = StageHarness.decoding(Coding.GZIP, new DecodingLimit(1L << 40, 10_000));
    byte[] zeros = new byte[20_000_000];
    byte[] encoded = encoded(Coding.GZIP, zeros);
    harness.onData = harness.stage::pause;
    harness.give(encoded);
    harness.stage.end(Fields.EMPTY);
    assertThat(harness.pieces).isZero();
    int pieces = 0;
    while (harness.ended == null) {
      harness.stage.resume();
      harness.settle();
      assertThat(harness.pieces).isBetween(pieces, pieces + 1);
      pieces = harness.pieces;
    }
    assertThat(harness.largestPiece).isLessThanOrEqualTo(64 * 1024);
    assertThat(harness.received()).isEqualTo(zeros);
    harness.assertEverythingReleased();
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void aBombIsRefused(Coding coding) throws Exception {
    byte[] bomb = encoded(coding, new byte[50_000_000]);
    for (DecodingLimit limit :
        new DecodingLimit[] {DecodingLimit.DEFAULT, new DecodingLimit(1_000_000, 1_000_000)}) {
      StageHarness harness = StageHarness.decoding(coding, limit);
      harness.stage.resume();
      harness.give(bomb.clone());
      harness.settle();
      assertCodingError(harness.error);
      assertThat(harness.sourceCancelled).isTrue();
      assertThat(harness.received().length).isLessThan(10_000_000);
      harness.give(new byte[10]);
      harness.stage.end(Fields.EMPTY);
      harness.assertEverythingReleased();
    }
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void truncatedContentFails(Coding coding) throws Exception {
    Random random = new Random(3);
    byte[] whole = encoded(coding, content(5_000, random));
    for (int length : new int[] {0, 1, 3, 10, 500, whole.length - 1}) {
      StageHarness harness = StageHarness.decoding(coding, DecodingLimit.DEFAULT);
      harness.giveAll(Arrays.copyOf(whole, length), random);
      assertCodingError(harness.error);
      harness.assertEverythingReleased();
    }
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void corruptContentFailsOrIsDecodedButNeverHangs(Coding coding) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole = encoded(coding, content(20_000, random));
    for (int round = 0; round < 100; round++) {
      byte[] corrupt = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        corrupt[random.nextInt(corrupt.length)] ^= (byte) (1 << random.nextInt(8));
      }
      StageHarness harness = StageHarness.decoding(coding, DecodingLimit.DEFAULT);
      harness.giveAll(corrupt, random);
      assertThat(harness.error != null || harness.ended != null).as("seed %d", seed).isTrue();
      harness.assertEverythingReleased();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Coding.class,
      names = {"GZIP", "ZSTD"})
  void severalMembersAreOneContent(Coding coding) throws Exception {
    byte[] a = encoded(coding, "hello ".getBytes(StandardCharsets.US_ASCII));
    byte[] b = encoded(coding, "world".getBytes(StandardCharsets.US_ASCII));
    StageHarness harness = StageHarness.decoding(coding, DecodingLimit.DEFAULT);
    harness.giveAll(Unpooled.wrappedBuffer(a, b).copy().array(), new Random(4));
    assertThat(new String(harness.received(), StandardCharsets.US_ASCII)).isEqualTo("hello world");
    assertThat(harness.ended).isNotNull();
  }

  @Test
  void gzipHeadersWithEverythingInThemAreRead() throws Exception {
    byte[] plain = encoded(Coding.GZIP, "hi".getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream full = new ByteArrayOutputStream();
    full.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3});
    full.writeBytes(new byte[] {3, 0, 'x', 'y', 'z'});
    full.writeBytes("name\0comment\0".getBytes(StandardCharsets.US_ASCII));
    CRC32 crc = new CRC32();
    crc.update(full.toByteArray());
    full.writeBytes(new byte[] {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)});
    full.write(plain, 10, plain.length - 10);
    full.writeBytes(new byte[5]);
    StageHarness harness = StageHarness.decoding(Coding.GZIP, DecodingLimit.DEFAULT);
    harness.stage.resume();
    for (byte octet : full.toByteArray()) {
      harness.give(new byte[] {octet});
    }
    harness.stage.end(Fields.EMPTY);
    assertThat(new String(harness.received(), StandardCharsets.US_ASCII)).isEqualTo("hi");
    assertThat(harness.ended).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void aFailureOfTheSourceAndACancellationReleaseEverything(Coding coding) {
    StageHarness failed = StageHarness.encoding(coding, false);
    failed.give(new byte[300_000]);
    ProxyError why = ProxyError.of(ProxyError.Type.CONNECTION_TERMINATED, null);
    failed.stage.fail(why);
    failed.give(new byte[10]);
    failed.settle();
    assertThat(failed.error).isSameAs(why);
    failed.assertEverythingReleased();

    StageHarness cancelled = StageHarness.encoding(coding, false);
    cancelled.onData = cancelled.stage::cancel;
    cancelled.stage.resume();
    cancelled.give(content(300_000, new Random(5)));
    cancelled.settle();
    cancelled.give(new byte[10]);
    cancelled.stage.end(Fields.EMPTY);
    cancelled.settle();
    assertThat(cancelled.sourceCancelled).isTrue();
    assertThat(cancelled.pieces).isEqualTo(1);
    assertThat(cancelled.ended).isNull();
    cancelled.assertEverythingReleased();
  }

  @Test
  void trailersComeThrough() {
    StageHarness harness = StageHarness.encoding(Coding.GZIP, false);
    harness.stage.resume();
    harness.stage.end(Fields.of("x", "1", "content-digest", "y"));
    assertThat(harness.ended).isEqualTo(Fields.of("x", "1"));
  }

  private static void assertCodingError(@Nullable ProxyError error) {
    assertThat(Objects.requireNonNull(error).type())
        .isEqualTo(ProxyError.Type.HTTP_RESPONSE_CONTENT_CODING);
  }

  /** Half text, half noise. */
  private static byte[] content(int size, Random random) {
    byte[] content = new byte[size];
    random.nextBytes(content);
    for (int i = 0; i < size; i++) {
      if ((i >> 10) % 2 == 0) {
        content[i] = (byte) "abcdabce".charAt(content[i] & 7);
      }
    }
    return content;
  }

  /** What a decoder can read of content that is not complete. */
  private static String readable(Coding coding, byte[] received) throws IOException {
    StageHarness decoder = StageHarness.decoding(coding, DecodingLimit.DEFAULT);
    decoder.stage.resume();
    decoder.give(received);
    decoder.settle();
    String text = new String(decoder.received(), StandardCharsets.US_ASCII);
    decoder.stage.cancel();
    return text;
  }

  private static InputStream decoder(Coding coding, byte[] encoded) throws IOException {
    InputStream in = new ByteArrayInputStream(encoded);
    return switch (coding) {
      case GZIP -> new GZIPInputStream(in);
      case BROTLI -> new BrotliInputStream(in);
      case ZSTD -> new ZstdInputStream(in);
    };
  }

  private static byte[] encoded(Coding coding, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream encoder =
        switch (coding) {
          case GZIP -> new GZIPOutputStream(bytes);
          case BROTLI -> new BrotliOutputStream(bytes);
          case ZSTD -> new ZstdOutputStream(bytes);
        }) {
      encoder.write(content);
    }
    return bytes.toByteArray();
  }
}
