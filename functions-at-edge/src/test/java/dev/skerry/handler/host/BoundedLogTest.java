package dev.skerry.handler.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What handlers may write to the log of a node. */
class BoundedLogTest {
  private final List<String> written = new ArrayList<>();
  private final HandlerLog log =
      new BoundedLog((handler, requestId, place, text) -> written.add(text));

  @Test
  void emptyLinesAreBoundedToo() {
    int asked = 100_000;
    for (int i = 0; i < asked; i++) {
      log.line("h", "1", "", "");
    }
    assertThat(written).hasSizeBetween(1_000, asked / 2);
    assertThat(written).anyMatch(text -> text.contains("logs too much"));
  }

  @Test
  void noTextBeginsALineOfItsOwnOrSteersATerminal() {
    log.line("h", "1", "", "a\r\nERROR forged\t\u001b[2Jb\u0085c\u2028dé\\");
    assertThat(written).containsExactly("a\\r\\nERROR forged\\t\\u001b[2Jb\\u0085c\\u2028dé\\");
  }

  @Test
  void noPlaceDoesSoEitherAndItCounts() {
    List<String> places = new ArrayList<>();
    HandlerLog other = new BoundedLog((handler, requestId, place, text) -> places.add(place));
    other.line("h", "1", "A.java\nERROR forged\u001b[2J:1", "");
    assertThat(places).containsExactly("A.java\\nERROR forged\\u001b[2J:1");
    for (int i = 0; i < 100; i++) {
      other.line("h", "1", "x".repeat(10_000), "");
    }
    assertThat(places).hasSizeLessThan(50);
  }

  @Test
  void oneThatFloodsLeavesRoomToTheOthers() {
    for (int i = 0; i < 10_000; i++) {
      log.line("flood", "1", "", "x".repeat(100));
    }
    written.clear();
    log.line("quiet", "1", "", "still heard");
    assertThat(written).contains("still heard");
  }
}
