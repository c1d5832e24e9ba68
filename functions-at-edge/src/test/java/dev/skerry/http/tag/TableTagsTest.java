package dev.skerry.http.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTagsTest {
  @ParameterizedTest
  @CsvSource({
    "17, t:Orders/17",
    "shoes-42_a.b~c, t:Orders/shoes-42_a.b~c",
    "USER#7, t:Orders/USER%237",
    "'a b,c/d*', t:Orders/a%20b%2Cc%2Fd%2A",
    "100%, t:Orders/100%25",
    "Zoë, t:Orders/Zo%C3%AB",
    "😀, t:Orders/%F0%9F%98%80",
  })
  void aStringIsPercentEncoded(String key, String tag) {
    assertThat(TableTags.item("Orders", KeyPart.text(key))).isEqualTo(tag);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "7.00, 7",
    "+07, 7",
    "-0.50, -0.5",
    "0.0, 0",
    "-0, 0",
    "0E200000, 0",
    "1E3, 1000",
    "1200, 1200",
    "1.5e-7, 0.00000015",
    "123456789012345678901234567890.12345678, 123456789012345678901234567890.12345678",
  })
  void equalNumbersAreEqualTexts(String number, String text) {
    assertThat(KeyPart.number(number)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1E300", "1E-300", "1E2147483647", "1E-2147483647", "NaN"})
  void whatIsNoNumberOfATableIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> KeyPart.number(text));
  }

  @Test
  void octetsAreBase64UrlWithoutPadding() {
    assertThat(TableTags.item("Files", KeyPart.octets(new byte[] {(byte) 0xFF, (byte) 0xFE})))
        .isEqualTo("t:Files/__4");
  }

  @Test
  void aSortKeyStandsBehindASlashAndAStarForAll() {
    KeyPart partition = KeyPart.text("USER#7");
    assertThat(TableTags.item("T", partition, KeyPart.number("2.0"))).isEqualTo("t:T/USER%237/2");
    assertThat(TableTags.partition("T", partition)).isEqualTo("t:T/USER%237/*");
    assertThat(TableTags.all("T")).isEqualTo("t:T/*");
    assertThat(TableTags.prefix("T")).isEqualTo("t:T/");
  }

  @Test
  void aLongKeyIsItsHash() {
    String longest = "k".repeat(TableTags.KEY_LENGTH_MAX);
    assertThat(TableTags.item("T", KeyPart.text(longest))).isEqualTo("t:T/" + longest);
    assertThat(TableTags.item("T", KeyPart.text("k".repeat(201))))
        .isEqualTo("t:T/#ebf0ead0a3b837bc388d6a36c93833fff64a0a8bc8198fc0f1b7b5031dddd254");
    assertThat(TableTags.partition("T", KeyPart.text(longest))).matches("t:T/#[0-9a-f]{64}");
  }

  @Test
  void whatIsNotTheSameHasNotTheSameTag() {
    Map<String, String> seen = new HashMap<>();
    String[] keys = {"a", "a/", "a/b", "/", "*", "a/*", "#", "%", "%2F", "%252F", "A", " ", "a b"};
    for (String table : new String[] {"abc", "abc.d"}) {
      put(seen, TableTags.all(table), table);
      for (String partition : keys) {
        String what = table + "|" + partition;
        put(seen, TableTags.item(table, KeyPart.text(partition)), what);
        put(seen, TableTags.partition(table, KeyPart.text(partition)), what + "|all");
        for (String sort : keys) {
          String tag = TableTags.item(table, KeyPart.text(partition), KeyPart.text(sort));
          put(seen, tag, what + "|" + sort);
          assertThat(tag).startsWith(TableTags.prefix(table)).matches("[!-+\\--~]+");
        }
      }
    }
  }

  private static void put(Map<String, String> seen, String tag, String what) {
    assertThat(seen.put(tag, what)).as(tag + " is " + what + " and another").isNull();
  }
}
