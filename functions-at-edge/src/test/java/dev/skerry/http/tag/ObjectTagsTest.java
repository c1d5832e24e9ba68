package dev.skerry.http.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectTagsTest {
  @ParameterizedTest
  @CsvSource({
    "index.html, o:pictures/index.html",
    "2026/07/a b.jpg, o:pictures/2026/07/a%20b.jpg",
    "a//b/../c, o:pictures/a//b/../c",
    "'*', o:pictures/%2A",
    "'#', o:pictures/%23",
    "'100%,', o:pictures/100%25%2C",
    "Zoë, o:pictures/Zo%C3%AB",
  })
  void aKeyIsPercentEncodedButForItsSlashes(String key, String tag) {
    assertThat(ObjectTags.object("pictures", key)).isEqualTo(tag);
  }

  @Test
  void aLongKeyIsItsHash() {
    String longest = "k".repeat(ObjectTags.KEY_LENGTH_MAX);
    assertThat(ObjectTags.object("b", longest)).isEqualTo("o:b/" + longest);
    assertThat(ObjectTags.object("b", longest + 'k'))
        .isEqualTo("o:b/#ebf0ead0a3b837bc388d6a36c93833fff64a0a8bc8198fc0f1b7b5031dddd254");
  }

  @Test
  void whatIsNotTheSameHasNotTheSameTag() {
    Map<String, String> seen = new HashMap<>();
    for (String bucket : new String[] {"abc", "abc.d"}) {
      assertThat(seen.put(ObjectTags.all(bucket), bucket)).isNull();
      for (String key : new String[] {"a", "a/", "/a", "*", "#", "%2F", "/", "A", " ", "\n", "é"}) {
        String tag = ObjectTags.object(bucket, key);
        assertThat(seen.put(tag, bucket + '|' + key)).as(tag).isNull();
        assertThat(tag).startsWith(ObjectTags.prefix(bucket)).matches("[!-+\\--~]+");
      }
    }
  }
}
