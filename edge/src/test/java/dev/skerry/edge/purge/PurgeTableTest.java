package dev.skerry.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each selector selects, how sites and numbers limit it, and what is refused. */
class PurgeTableTest {
  private static final PurgeLimits LIMITS = new PurgeLimits(4, 3, 2, 2, 4);

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final PurgeTable table =
      new PurgeTable(LIMITS, () -> java.time.Instant.ofEpochMilli(now.get()));

  private StoredExample stored(String url) {
    return StoredExample.of(table.begin(), url);
  }

  private PurgeState afterPurgeOf(Selector selector, StoredExample stored) {
    table.apply(null, List.of(selector), false);
    return table.check(stored);
  }

  @Test
  void everythingSelectsAll() {
    assertThat(afterPurgeOf(new Selector.Everything(), stored("a.example/")))
        .isEqualTo(PurgeState.HARD);
  }

  @Test
  void aHostIsComparedWithItsPort() {
    StoredExample plain = stored("a.example/");
    StoredExample ported = stored("a.example:8080/");
    table.apply(null, List.of(new Selector.Host("a.example")), false);
    assertThat(table.check(plain)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(ported)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void aUrlIsComparedWithItsQuery() {
    StoredExample with = stored("a.example/p?x=1");
    StoredExample without = stored("a.example/p");
    table.apply(null, List.of(new Selector.Url("a.example/p")), false);
    assertThat(table.check(with)).isEqualTo(PurgeState.NONE);
    assertThat(table.check(without)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void aTagIsFoundWhereverItStands() {
    StoredExample carrying = stored("a.example/").tags("one", "two", "three");
    StoredExample other = stored("a.example/").tags("Three", "thre");
    table.apply(null, List.of(new Selector.Tag("three")), false);
    assertThat(table.check(carrying)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(other)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void aPrefixSelectsWhatBeginsSo() {
    StoredExample below = stored("a.example/shop/shoes?x");
    StoredExample beside = stored("a.example/sho");
    StoredExample longerName = stored("a.example/shopping");
    table.apply(null, List.of(new Selector.Prefix("a.example/shop")), false);
    assertThat(table.check(below)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(beside)).isEqualTo(PurgeState.NONE);
    assertThat(table.check(longerName)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void anExpressionSelectsWhatItHoldsFor() throws ExpressionException {
    StoredExample broken = stored("a.example/").status(500);
    StoredExample whole = stored("a.example/");
    Selector failed = new Selector.Matching(Expression.parse("status >= 500"));
    table.apply(null, List.of(failed), false);
    assertThat(table.check(broken)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(whole)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void agesAreThoseOfThePurgeNotOfTheLookUp() throws ExpressionException {
    StoredExample young = stored("a.example/").bornAt(now.get() - 1_000);
    StoredExample old = stored("a.example/").bornAt(now.get() - 3_000);
    Selector overTwoSeconds = new Selector.Matching(Expression.parse("age > 2s"));
    table.apply(null, List.of(overTwoSeconds), false);
    now.addAndGet(10_000);
    assertThat(table.check(young)).isEqualTo(PurgeState.NONE);
    assertThat(table.check(old)).isEqualTo(PurgeState.HARD);

    table.apply(null, List.of(overTwoSeconds), false);
    assertThat(table.check(young)).isEqualTo(PurgeState.HARD);
    assertThat(table.counts().expressions()).isEqualTo(2);
  }

  @Test
  void aPurgeOfOneSiteTouchesNoOther() throws ExpressionException {
    for (Selector selector :
        List.of(
            new Selector.Everything(),
            new Selector.Host("a.example"),
            new Selector.Url("a.example/p"),
            new Selector.Tag("t"),
            new Selector.Prefix("a.example/"),
            new Selector.Matching(Expression.parse("tag == \"t\"")))) {
      StoredExample mine = stored("a.example/p").tags("t").site("mine");
      StoredExample theirs = stored("a.example/p").tags("t").site("theirs");
      Purge purge = table.apply("mine", List.of(selector), false);
      assertThat(table.check(mine)).as("%s", selector).isEqualTo(PurgeState.HARD);
      assertThat(table.check(theirs)).as("%s", selector).isEqualTo(PurgeState.NONE);
      assertThat(purge.selects(mine)).isTrue();
      assertThat(purge.selects(theirs)).isFalse();
    }
  }

  @Test
  void onePurgeOfManySelectorsHasOneNumber() {
    StoredExample first = stored("a.example/1");
    StoredExample second = stored("a.example/2").tags("t");
    StoredExample third = stored("a.example/3");
    Purge purge =
        table.apply(null, List.of(new Selector.Url("a.example/1"), new Selector.Tag("t")), false);
    assertThat(purge.sequence()).isEqualTo(1).isEqualTo(table.latest());
    assertThat(purge.atMillis()).isEqualTo(now.get());
    assertThat(table.check(first)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(second)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(third)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void aDryRunSelectsWhatThePurgeWould() {
    StoredExample stored = stored("a.example/p?q").tags("t");
    for (Selector hit :
        List.of(
            new Selector.Everything(),
            new Selector.Host("a.example"),
            new Selector.Url("a.example/p?q"),
            new Selector.Tag("t"),
            new Selector.Prefix("a.example/p"))) {
      assertThat(new Purge(1, 0, "shop", List.of(hit), false).selects(stored)).isTrue();
    }
    List<Selector> misses =
        List.of(
            new Selector.Host("b.example"),
            new Selector.Url("a.example/p"),
            new Selector.Tag("u"),
            new Selector.Prefix("a.example/q"));
    assertThat(new Purge(1, 0, null, misses, false).selects(stored)).isFalse();
    assertThat(table.latest()).isZero();
  }

  @Test
  void purgingTheSameAgainTakesNoMoreRoom() throws ExpressionException {
    Ticket live = table.begin();
    for (int i = 0; i < 1_000; i++) {
      table.apply(
          "shop",
          List.of(
              new Selector.Tag("t"),
              new Selector.Prefix("a.example/"),
              new Selector.Matching(Expression.parse("status == 404")),
              new Selector.Everything()),
          i % 2 == 0);
    }
    PurgeCounts counts = table.counts();
    assertThat(counts.exact()).isOne();
    assertThat(counts.prefixes()).isOne();
    assertThat(counts.expressions()).isOne();
    assertThat(counts.sites()).isOne();
    assertThat(counts.folded()).isZero();
    live.release();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.example", "https://a.example/", "/path"})
  void urlsAndPrefixesNeedAnAuthorityAndASlash(String text) {
    assertThatThrownBy(() -> new Selector.Url(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Selector.Prefix(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void emptyOrEndlessTextsAreRefused() {
    assertThatThrownBy(() -> new Selector.Tag(""))
        .hasMessage("tag: expected 1 to 65536 characters, got 0");
    assertThatThrownBy(() -> new Selector.Host("h".repeat(65_537)))
        .hasMessage("host: expected 1 to 65536 characters, got 65537");
    assertThatThrownBy(() -> new Selector.Prefix("a/" + "p".repeat(1_023)))
        .hasMessage("prefix: expected 1 to 1024 characters, got 1025");
    assertThatThrownBy(() -> new Purge(0, 0, null, List.of(new Selector.Everything()), false))
        .hasMessage("sequence: expected a number above 0, got 0");
    assertThatThrownBy(() -> new Purge(1, 0, null, List.of(), false))
        .hasMessage("selectors: expected at least one");
    assertThatThrownBy(() -> new PurgeLimits(1, 1, 1, 1, 1))
        .hasMessage("epochs: expected at least 2, got 1");
  }
}
