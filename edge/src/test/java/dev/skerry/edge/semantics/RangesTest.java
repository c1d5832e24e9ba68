package dev.skerry.edge.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {
  @ParameterizedTest(name = "{0} of {1} bytes: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          bytes=0-1                   | 10 | [0-1]
          bytes=1-                    | 10 | [1-9]
          bytes=-1                    | 10 | [9-9]
          bytes=-20                   | 10 | [0-9]
          bytes=5-99                  | 10 | [5-9]
          bytes=9-9                   | 10 | [9-9]
          bytes=10-                   | 10 | unsatisfiable
          bytes=10-20                 | 10 | unsatisfiable
          bytes=-0                    | 10 | unsatisfiable
          bytes=0-                    | 0  | unsatisfiable
          bytes=-5                    | 0  | unsatisfiable
          bytes=0-1,3-4               | 10 | [0-1, 3-4]
          bytes=3-4, 0-1              | 10 | [3-4, 0-1]
          bytes=0-1 ,, 20-30          | 10 | [0-1]
          bytes=20-30,-0              | 10 | unsatisfiable
          bytes=0-4,2-6               | 10 | [0-6]
          bytes=0-4,5-6               | 10 | [0-6]
          bytes=8-9,0-1,1-8           | 10 | [0-9]
          bytes=0-1,4-5,2-3           | 10 | [0-5]
          bytes=0-,0-,0-              | 10 | [0-9]
          BYTES=0-1                   | 10 | [0-1]
          bytes=0-99999999999999999999 | 10 | [0-9]
          bytes=99999999999999999999- | 10 | unsatisfiable
          bytes=-99999999999999999999 | 10 | [0-9]
          bytes=                      | 10 | ignored
          bytes=,                     | 10 | ignored
          bytes=1                     | 10 | ignored
          bytes=-                     | 10 | ignored
          bytes=5-2                   | 10 | ignored
          bytes=0-1,5-2               | 10 | ignored
          bytes=a-b                   | 10 | ignored
          bytes=0-1-2                 | 10 | ignored
          bytes=0 - 1                 | 10 | ignored
          bytes=--1                   | 10 | ignored
          bytes=+1-2                  | 10 | ignored
          bytes =0-1                  | 10 | ignored
          bytes:0-1                   | 10 | ignored
          lines=0-1                   | 10 | ignored
          0-1                         | 10 | ignored
          bytes=1-2,3-4,5-6,7-8,9-9   | 10 | ignored
          """)
  void rangesAreResolved(String field, long length, String expected) {
    RangeField ranges = RangeField.parse(field, 4);
    String told =
        ranges == null
            ? "ignored"
            : switch (ranges.resolve(length)) {
              case RangeField.Answer.Parts(List<ByteRange> parts) -> parts.toString();
              case RangeField.Answer.Unsatisfiable() -> "unsatisfiable";
            };
    assertThat(told).isEqualTo(expected);
  }

  @Test
  void rangesCountForGetOnlyAndOnce() {
    assertThat(RangeField.of(Cases.get("range: bytes=0-1"), 4)).hasToString("bytes=0-1");
    assertThat(RangeField.of(Cases.get("range: bytes=-5, 7-"), 4)).hasToString("bytes=-5, 7-");
    assertThat(RangeField.of(Cases.get(null), 4)).isNull();
    assertThat(RangeField.of(Cases.request("HEAD", "range: bytes=0-1"), 4)).isNull();
    assertThat(RangeField.of(Cases.get("range: bytes=0-1 ~ range: bytes=2-3"), 4)).isNull();
  }

  @Test
  void withoutALengthOnlyRangesWithBothEndsCanBeTold() {
    assertThat(ranges("bytes=0-1,1-5").resolveWithoutLength()).containsExactly(new ByteRange(0, 5));
    assertThat(ranges("bytes=1-").resolveWithoutLength()).isNull();
    assertThat(ranges("bytes=-1").resolveWithoutLength()).isNull();
    assertThat(ranges("bytes=0-99999999999999999999").resolveWithoutLength()).isNull();
  }

  private static RangeField ranges(String field) {
    RangeField ranges = RangeField.parse(field, 64);
    if (ranges == null) {
      throw new AssertionError(field + " was ignored");
    }
    return ranges;
  }

  @Test
  void everyByteThatIsAskedForIsInExactlyOnePart() {
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      int length = 1 + random.nextInt(40);
      StringBuilder field = new StringBuilder("bytes=");
      BitSet wanted = new BitSet();
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        int first = random.nextInt(50);
        int last = first + random.nextInt(20);
        switch (random.nextInt(3)) {
          case 0 -> {
            field.append(',').append(first).append('-').append(last);
            wanted.set(first, last + 1);
          }
          case 1 -> {
            field.append(',').append(first).append('-');
            wanted.set(first, 200);
          }
          default -> {
            field.append(",-").append(first);
            wanted.set(Math.max(0, length - first), length);
          }
        }
      }
      wanted.clear(length, 200);
      BitSet got = new BitSet();
      if (ranges(field.toString()).resolve(length) instanceof RangeField.Answer.Parts(var parts)) {
        for (ByteRange part : parts) {
          assertThat(got.get((int) part.first(), (int) part.last() + 1).isEmpty())
              .as("%s of %s, seed %s", field, length, seed)
              .isTrue();
          got.set((int) part.first(), (int) part.last() + 1);
        }
      }
      assertThat(got).as("%s of %s, seed %s", field, length, seed).isEqualTo(wanted);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          bytes 0-4/10      | 0-4 of 10
          Bytes 0-4/10      | 0-4 of 10
          bytes 0-4/*       | 0-4 of -1
          bytes 4-4/5       | 4-4 of 5
          bytes */10        | null
          bytes 4-3/10      | null
          bytes 0-10/10     | null
          bytes 0-4/        | null
          bytes 0-4         | null
          bytes 0-4/x       | null
          bytes -4/10       | null
          bytes 0-/10       | null
          bytes=0-4/10      | null
          bytes  0-4/10     | null
          lines 0-4/10      | null
          bytes 0-99999999999999999999/* | null
          ABCDE             | null
          """)
  void contentRangesAreRead(String value, String expected) {
    ContentRange range = ContentRange.parse(value);
    assertThat(range == null ? "null" : range.range() + " of " + range.completeLength())
        .isEqualTo(expected);
  }

  @Test
  void contentRangesAreWritten() {
    assertThat(new ByteRange(0, 4).contentRange(10)).isEqualTo("bytes 0-4/10");
    assertThat(new ByteRange(0, 4).contentRange(-1)).isEqualTo("bytes 0-4/*");
    assertThat(ContentRange.unsatisfied(10)).isEqualTo("bytes */10");
  }

  @ParameterizedTest(name = "{0} with {1} bytes: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bytes 4-9/10 | 6 | 4-9 of 10
          bytes 4-9/10 | 5 | 4-8 of 9
          bytes 0-4/10 | 4 | 0-3 of 10
          bytes 4-9/*  | 5 | 4-8 of -1
          bytes 4-9/10 | 7 | null
          bytes 4-9/10 | 0 | null
          """)
  void contentThatIsShorterThanAnnouncedHolds(String value, long length, String expected) {
    ContentRange range = ContentRange.parse(value);
    ContentRange fitted = range == null ? null : range.fittedTo(length);
    assertThat(fitted == null ? "null" : fitted.range() + " of " + fitted.completeLength())
        .isEqualTo(expected);
  }

  @Test
  void extentsAreWhatWasAdded() {
    long seed = 11;
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      Extents extents = Extents.NONE;
      BitSet bytes = new BitSet();
      for (int i = 0; i < 8; i++) {
        int first = random.nextInt(60);
        int last = first + random.nextInt(10);
        extents = extents.with(new ByteRange(first, last));
        bytes.set(first, last + 1);
        assertThat(parts(bytes)).as("seed %s", seed).isEqualTo(extents.parts());
      }
      assertThat(extents.bytes()).isEqualTo(bytes.cardinality());
      ByteRange wanted = new ByteRange(random.nextInt(40), 40 + random.nextInt(40));
      BitSet lacking = new BitSet();
      lacking.set((int) wanted.first(), (int) wanted.last() + 1);
      lacking.andNot(bytes);
      ByteRange missing = extents.missing(wanted);
      assertThat(extents.covers(wanted)).isEqualTo(lacking.isEmpty());
      assertThat(missing)
          .as("%s of %s, seed %s", wanted, extents, seed)
          .isEqualTo(
              lacking.isEmpty()
                  ? null
                  : new ByteRange(lacking.nextSetBit(0), lacking.length() - 1L));
    }
  }

  private static List<ByteRange> parts(BitSet bytes) {
    List<ByteRange> parts = new ArrayList<>();
    for (int i = bytes.nextSetBit(0); i >= 0; i = bytes.nextSetBit(bytes.nextClearBit(i))) {
      parts.add(new ByteRange(i, bytes.nextClearBit(i) - 1L));
    }
    return parts;
  }

  @Test
  void extentsKnowWhenTheyAreAll() {
    Extents half = Extents.NONE.with(new ByteRange(0, 4));
    assertThat(half.isComplete(10)).isFalse();
    assertThat(half.isComplete(-1)).isFalse();
    assertThat(half.with(new ByteRange(5, 9)).isComplete(10)).isTrue();
    assertThat(Extents.NONE.isComplete(0)).isTrue();
    assertThat(half.covers(List.of(new ByteRange(0, 1), new ByteRange(3, 4)))).isTrue();
    assertThat(half.covers(List.of(new ByteRange(0, 1), new ByteRange(3, 5)))).isFalse();
  }

  @Test
  void whatIsMissingIsAskedFor() {
    Extents half = Extents.NONE.with(new ByteRange(0, 4));
    Fields request = Cases.fields("range: bytes=0-9 ~ if-none-match: \"x\"");
    ByteRange all = new ByteRange(0, 9);
    assertThat(PartialContent.askForMissing(request, half, all, 10, Validators.NONE))
        .isEqualTo(new ByteRange(5, 9));
    assertThat(request).isEqualTo(Fields.of("range", "bytes=5-"));
    Validators strong = Validators.of(Fields.of("etag", "\"a\""));
    assertThat(PartialContent.askForMissing(request, half, new ByteRange(3, 7), 10, strong))
        .isEqualTo(new ByteRange(5, 7));
    assertThat(request).isEqualTo(Fields.of("range", "bytes=5-7", "if-range", "\"a\""));
    assertThat(PartialContent.askForMissing(request, half, new ByteRange(1, 2), 10, strong))
        .isNull();
    Validators weak = Validators.of(Cases.fields("etag: W/\"a\" ~ last-modified: @-50 ~ date: @0"));
    PartialContent.askForMissing(request, half, all, 10, weak);
    assertThat(request).isEqualTo(Fields.of("range", "bytes=5-"));
    Validators dated = Validators.of(Cases.fields("last-modified: @-50 ~ date: @0"));
    PartialContent.askForMissing(request, half, all, -1, dated);
    assertThat(request).isEqualTo(Cases.fields("range: bytes=5-9 ~ if-range: @-50"));
  }

  @ParameterizedTest(name = "{0} {1} with {2} {3}: {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          etag: "a"   | 10 | etag: "a"   | 10 | true
          etag: "a"   | 10 | etag: "a"   | -1 | true
          etag: "a"   | 10 | etag: "a"   | 11 | false
          etag: "a"   | 10 | etag: "b"   | 10 | false
          etag: W/"a" | 10 | etag: W/"a" | 10 | false
          etag: a     | 10 | etag: a     | 10 | false
          x: y        | 10 | x: y        | 10 | false
          last-modified: @-5 ~ date: @0 | 10 | last-modified: @-5 ~ date: @1 | 10 | true
          last-modified: @0 ~ date: @0  | 10 | last-modified: @0 ~ date: @1  | 10 | false
          etag: "a" ~ last-modified: @-5 ~ date: @0 | 10 | last-modified: @-5 ~ date: @1 | 10 | false
          """)
  void partsAreCombinedByAStrongValidatorOnly(
      String stored, long storedLength, String received, long receivedLength, boolean may) {
    assertThat(
            PartialContent.mayCombine(
                Validators.of(Cases.fields(stored)),
                storedLength,
                Validators.of(Cases.fields(received)),
                receivedLength))
        .isEqualTo(may);
  }

  @Test
  void theCombinedResponseHasTheNewFieldsAndNoneOfAPart() {
    Fields combined =
        PartialContent.combinedFields(
            Cases.fields(
                "a: 1 ~ b: 1 ~ content-length: 5 ~ content-range: bytes 0-4/10 ~ etag: \"a\""),
            Cases.fields(
                "a: 2 ~ content-length: 6 ~ content-range: bytes 4-9/10 ~ etag: \"a\" ~ date: @0"));
    assertThat(combined).isEqualTo(Cases.fields("b: 1 ~ etag: \"a\" ~ a: 2 ~ date: @0"));
  }

  @Test
  void severalPartsAreFramed() {
    MultipartRanges frame = new MultipartRanges("XyZ", "text/plain", 10);
    List<ByteRange> parts = List.of(new ByteRange(0, 1), new ByteRange(8, 9));
    String content =
        frame.partHead(parts.get(0), true)
            + "ab"
            + frame.partHead(parts.get(1), false)
            + "ij"
            + frame.end();
    assertThat(content)
        .isEqualTo(
            """
            --XyZ\r
            Content-Type: text/plain\r
            Content-Range: bytes 0-1/10\r
            \r
            ab\r
            --XyZ\r
            Content-Type: text/plain\r
            Content-Range: bytes 8-9/10\r
            \r
            ij\r
            --XyZ--\r
            """);
    assertThat(frame.contentLength(parts)).isEqualTo(content.length());
    assertThat(frame.responseType()).isEqualTo("multipart/byteranges; boundary=XyZ");
    assertThat(new MultipartRanges("b", null, -1).partHead(parts.get(0), true))
        .isEqualTo("--b\r\nContent-Range: bytes 0-1/*\r\n\r\n");
  }
}
