package dev.skerry.origin.tables.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ItemSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 2",
    "-1, 3",
    "12, 2",
    "1.2, 3",
    "123, 3",
    "12.3456, 4",
    "1e125, 2",
    "11e124, 2",
    "11111e121, 4",
    "111111e120, 4",
    "1111111e119, 5",
    "11111111111111111111111111111111111111e88, 20",
    "-11111111111111111111111111111111111111, 21",
  })
  void aNumberCountsForItsPairsOfDigits(String number, long bytes) {
    assertThat(ItemSize.of(ExactNumber.parse(number))).isEqualTo(bytes);
  }

  static Stream<Arguments> values() {
    AttributeValue text = AttributeValue.string("abc");
    return Stream.of(
        Arguments.of(text, 3),
        Arguments.of(AttributeValue.string(""), 0),
        Arguments.of(AttributeValue.string("é𝄞€"), 9),
        Arguments.of(new AttributeValue.B(Bytes.copyOf(new byte[5])), 5),
        Arguments.of(new AttributeValue.Bool(false), 1),
        Arguments.of(new AttributeValue.Null(), 1),
        Arguments.of(new AttributeValue.SS(Set.of("a", "bb")), 3),
        Arguments.of(new AttributeValue.NS(Set.of(ExactNumber.of(1), ExactNumber.of(200))), 4),
        Arguments.of(new AttributeValue.BS(Set.of(Bytes.copyOf(new byte[2]))), 2),
        Arguments.of(new AttributeValue.L(List.of()), 3),
        Arguments.of(new AttributeValue.L(List.of(text, text)), 11),
        Arguments.of(new AttributeValue.M(Map.of()), 3),
        Arguments.of(new AttributeValue.M(Map.of("kk", text)), 9));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueCountsForItsContent(AttributeValue value, long bytes) {
    assertThat(ItemSize.of(value)).isEqualTo(bytes);
  }

  @Test
  void anItemCountsForItsNamesAndValues() {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    attributes.put("a", AttributeValue.string("xyz"));
    attributes.put("ü", AttributeValue.number(7));
    assertThat(ItemSize.of(new Item(attributes))).isEqualTo(1 + 3 + 2 + 2);
  }

  @Test
  void aReadIsCountedInBlocksOfFourKilobytes() {
    assertThat(CapacityUnits.read(0, CapacityUnits.Consistency.EVENTUAL)).isEqualTo(0.5);
    assertThat(CapacityUnits.read(4096, CapacityUnits.Consistency.STRONG)).isEqualTo(1);
    assertThat(CapacityUnits.read(4097, CapacityUnits.Consistency.STRONG)).isEqualTo(2);
    assertThat(CapacityUnits.read(4097, CapacityUnits.Consistency.TRANSACTIONAL)).isEqualTo(4);
  }

  @Test
  void aWriteIsCountedInKilobytesOfTheLargerImage() {
    assertThat(CapacityUnits.write(0, 0)).isEqualTo(1);
    assertThat(CapacityUnits.write(1024, 3)).isEqualTo(1);
    assertThat(CapacityUnits.write(3, 1025)).isEqualTo(2);
    assertThat(CapacityUnits.transactionalWrite(1025, 3)).isEqualTo(4);
  }

  @Test
  void aPageCountsNamesForOneByteAndTheSortKeyPerChunk() {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    attributes.put("partition", AttributeValue.string("a"));
    attributes.put("sort", AttributeValue.string("bb"));
    assertThat(PageSize.of(new Item(attributes), null)).isEqualTo(2 + 3 + 4 + 18);
    assertThat(PageSize.of(new Item(attributes), "sort")).isEqualTo(2 + 3 + 20);
  }
}
