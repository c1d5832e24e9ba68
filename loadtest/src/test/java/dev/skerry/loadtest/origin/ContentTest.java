package dev.skerry.loadtest.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
  @Test
  void anyPartCanBeMadeAndCheckedWithoutTheRest() {
    int start = Content.start("some key");
    ByteBuf whole = Unpooled.buffer();
    for (long offset = 0; offset < 300_000; ) {
      ByteBuf part = Content.slice(start, offset, Math.min(7_777, 300_000 - offset));
      offset += part.readableBytes();
      whole.writeBytes(part);
      part.release();
    }
    assertThat(whole.readableBytes()).isEqualTo(300_000);
    assertThat(Content.matches(whole, start, 0)).isTrue();
    assertThat(Content.matches(whole.slice(123_456, 100_000), start, 123_456)).isTrue();
    assertThat(Content.matches(whole.slice(123_456, 100_000), start, 123_457)).isFalse();
    whole.setByte(299_999, whole.getByte(299_999) ^ 1);
    assertThat(Content.matches(whole, start, 0)).isFalse();
    whole.release();
  }

  @Test
  void keysHaveContentOfTheirOwn() {
    assertThat(Content.start("1")).isNotEqualTo(Content.start("2"));
  }

  @Test
  void aPathSaysSizeKeyAndHowItIsServed() {
    assertThat(ContentPath.parse("/10k/a/b?c"))
        .isEqualTo(new ContentPath(true, false, 10 << 10, "a/b?c"));
    assertThat(ContentPath.parse("/pass/5/1")).isEqualTo(new ContentPath(false, false, 5, "1"));
    assertThat(ContentPath.parse("/slow/1m/1"))
        .isEqualTo(new ContentPath(true, true, 1 << 20, "1"));
    assertThat(Objects.requireNonNull(ContentPath.parse("/1m/1")).etag())
        .isNotEqualTo(Objects.requireNonNull(ContentPath.parse("/1m/2")).etag());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/10k", "/x/1", "/-5/1", "//1", "/9999999999g/1"})
  void otherPathsAreNone(String path) {
    assertThat(ContentPath.parse(path)).isNull();
  }

  @Test
  void unitsArePowersOfTwo() {
    assertThat(ByteCount.parse("3")).isEqualTo(3);
    assertThat(ByteCount.parse("3k")).isEqualTo(3 << 10);
    assertThat(ByteCount.parse("3M")).isEqualTo(3 << 20);
    assertThat(ByteCount.parse("3g")).isEqualTo(3L << 30);
    assertThatThrownBy(() -> ByteCount.parse("")).isInstanceOf(IllegalArgumentException.class);
  }
}
