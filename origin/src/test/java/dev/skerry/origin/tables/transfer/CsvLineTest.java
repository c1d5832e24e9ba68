package dev.skerry.origin.tables.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.tables.error.TableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Records of objects that are imported. */
class CsvLineTest {
  @Test
  void fieldsAreSplitAtDelimitersOutsideOfQuotationMarks() {
    assertThat(CsvLine.fields("a,,\"b,\"\"c\"\"\",", ',')).containsExactly("a", "", "b,\"c\"", "");
    assertThat(CsvLine.fields("a|b,c", '|')).containsExactly("a", "b,c");
    assertThat(CsvLine.fields("", ',')).containsExactly("");
    assertThatThrownBy(() -> CsvLine.fields("\"a", ',')).isInstanceOf(TableException.class);
    assertThatThrownBy(() -> CsvLine.fields("\"a\"b", ',')).isInstanceOf(TableException.class);
  }

  @Test
  void whatIsWrittenAsCsvIsReadAsItWas() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<List<String>> records = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      List<String> fields = new ArrayList<>();
      for (int j = 0; j < 3; j++) {
        StringBuilder field = new StringBuilder("x");
        random.ints(random.nextInt(8), 0, 6).forEach(at -> field.append("a\",\n\rß".charAt(at)));
        fields.add(field.toString());
      }
      records.add(fields);
    }
    String text =
        records.stream()
            .map(
                fields ->
                    fields.stream()
                        .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\r\n"));
    Lines lines = Lines.ofCsv(new ByteArrayInputStream(text.getBytes(UTF_8)), ',');
    List<List<String>> read = new ArrayList<>();
    for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
      read.add(CsvLine.fields(String.valueOf(line.text()), ','));
    }
    assertThat(read).as("seed %d", seed).isEqualTo(records);
  }

  @Test
  void aQuotationMarkWithinAFieldThatIsNotQuotedIsALetter() throws IOException {
    String text = "1,5\" pipe\n2,\"a\nb\"\n3,\"\"\"\"\n4,x\n";
    Lines lines = Lines.ofCsv(new ByteArrayInputStream(text.getBytes(UTF_8)), ',');
    List<List<String>> read = new ArrayList<>();
    for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
      read.add(CsvLine.fields(String.valueOf(line.text()), ','));
    }
    assertThat(read)
        .containsExactly(
            List.of("1", "5\" pipe"), List.of("2", "a\nb"), List.of("3", "\""), List.of("4", "x"));
  }

  @Test
  void anyOctetsAreLinesOrNothing() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] octets = new byte[random.nextInt(60)];
      random.nextBytes(octets);
      InputStream in = new ByteArrayInputStream(octets);
      Lines lines = random.nextBoolean() ? Lines.ofCsv(in, ',') : Lines.of(in);
      for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
        String text = line.text();
        if (text != null) {
          try {
            assertThat(CsvLine.fields(text, ';')).as("seed %d", seed).isNotEmpty();
            JsonLine.read(text);
          } catch (TableException e) {
            assertThat(e).as("seed %d", seed).hasNoCause();
          }
        }
      }
      assertThat(lines.octets()).as("seed %d", seed).isEqualTo(octets.length);
    }
  }
}
