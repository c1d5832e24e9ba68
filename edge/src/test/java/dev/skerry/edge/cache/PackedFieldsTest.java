package dev.skerry.edge.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedFieldsTest {
  private static final Fields SOME =
      Fields.of(
          "content-type", "text/html",
          "x-own", "1",
          "vary", "accept",
          "vary", "x-own",
          "etag", "");

  @Test
  void whatIsPackedIsUnpackedInTheSameOrder() {
    assertThat(PackedFields.of(SOME).unpack()).isEqualTo(SOME);
    assertThat(PackedFields.of(Fields.EMPTY)).isSameAs(PackedFields.EMPTY);
    assertThat(PackedFields.EMPTY.unpack().isEmpty()).isTrue();
  }

  @Test
  void theFirstLineOfANameIsFoundWithoutUnpacking() {
    PackedFields packed = PackedFields.of(SOME);

    assertThat(packed.valueOf("vary")).isEqualTo("accept");
    assertThat(packed.valueOf("x-own")).isEqualTo("1");
    assertThat(packed.valueOf("etag")).isEmpty();
    assertThat(packed.valueOf("x-ow")).isNull();
    assertThat(packed.valueOf("x-owns")).isNull();
    assertThat(packed.valueOf("server")).isNull();
    assertThat(packed.contains("vary")).isTrue();
  }

  @Test
  void linesAreWrittenAsHttp1HasThem() {
    PackedFields packed = PackedFields.of(SOME);
    ByteBuf out = Unpooled.buffer();
    packed.writeLines(out);

    assertThat(out.toString(ISO_8859_1))
        .isEqualTo(
            "content-type: text/html\r\nx-own: 1\r\nvary: accept\r\nvary: x-own\r\netag: \r\n");
    assertThat(packed.lineBytes()).isEqualTo(out.readableBytes());
  }

  @Test
  void aKnownNameCostsOneByteAndAShortValueOneMore() {
    assertThat(PackedFields.of(Fields.of("server", "x")).bytes()).containsExactly(1, 9, 1, 'x');
    assertThat(PackedFields.of(Fields.of("x-a", "y")).bytes())
        .containsExactly(1, 0, 3, 'x', '-', 'a', 1, 'y');
  }

  @Test
  void aSectionThatIsTooLargeIsRefused() {
    Fields large = Fields.of("etag", "x".repeat(PackedFields.MAX_BYTES));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackedFields.of(large))
        .withMessageContaining("1048576");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "02", // another version
        "01 ff", // a code that nothing has
        "01 01", // no value
        "01 01 05 61", // a value that is too short
        "01 01 81 00 61", // a length longer than it must be
        "01 01 81", // the end in a length
        "01 01 81 81 81 81", // a length without end
        "01 00 00 01 61", // an empty name
        "01 00 01 41 01 61", // a name in upper case
        "01 00 01 3a 01 61", // a name with a colon
        "01 01 01 0a", // a line feed
        "01 01 01 0d", // a carriage return
        "01 01 01 00", // a null
      })
  void whatIsNoPackedSectionIsRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertThatIllegalArgumentException().isThrownBy(() -> PackedFields.of(bytes));
  }

  @Test
  void aNameThatWasNotKnownToTheWriterIsFoundAllTheSame() {
    byte[] old = HexFormat.of().parseHex("0100" + "04" + hex("etag") + "01" + hex("x"));

    assertThat(PackedFields.of(old).valueOf("etag")).isEqualTo("x");
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(ISO_8859_1));
  }

  @Test
  void seededSectionsComeBackAsTheyWere() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Fields fields = randomFields(random);
      PackedFields packed = PackedFields.of(fields);

      assertThat(packed.unpack()).as("seed %d", seed).isEqualTo(fields);
      assertThat(PackedFields.of(packed.bytes().clone())).as("seed %d", seed).isEqualTo(packed);
      assertThat(lines(packed)).as("seed %d", seed).isEqualTo(lines(fields));
    }
  }

  @Test
  void seededDamageIsRefusedOrReadAsSomeSection() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = PackedFields.of(randomFields(random)).bytes().clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      damaged = Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
      try {
        PackedFields read = PackedFields.of(damaged);
        assertThat(lines(read)).as("seed %d", seed).isEqualTo(lines(read.unpack()));
      } catch (IllegalArgumentException refused) {
        assertThat(refused).as("seed %d", seed).hasMessageContaining("packed fields");
      }
    }
  }

  private static String lines(PackedFields packed) {
    byte[] lines = new byte[packed.lineBytes()];
    assertThat(packed.writeLines(lines, 0)).isEqualTo(lines.length);
    return new String(lines, ISO_8859_1);
  }

  private static String lines(Fields fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.toString();
  }

  private static Fields randomFields(Random random) {
    Fields fields = new Fields();
    int lines = random.nextInt(12);
    for (int i = 0; i < lines; i++) {
      String known = PackedNames.name(1 + random.nextInt(90));
      String name = known != null ? known : "x-" + Integer.toString(random.nextInt(5000), 36);
      int length = random.nextInt(20) == 0 ? random.nextInt(40_000) : random.nextInt(150);
      StringBuilder value = new StringBuilder();
      for (int c = 0; c < length; c++) {
        value.append((char) (random.nextBoolean() ? 'a' + random.nextInt(26) : 0xa0 + c % 0x60));
      }
      fields.add(name, value.toString());
    }
    return fields;
  }
}
