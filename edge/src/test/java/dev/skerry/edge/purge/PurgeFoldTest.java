package dev.skerry.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** At the bounds too much is purged, never too little. */
class PurgeFoldTest {
  private final PurgeTable table =
      new PurgeTable(new PurgeLimits(3, 2, 2, 2, 4), InstantSource.system());

  private StoredExample stored(String site, String tag) {
    return StoredExample.of(table.begin(), "a.example/p").site(site).tags(tag);
  }

  private void purgeTag(@Nullable String site, String tag, boolean soft) {
    table.apply(site, List.of(new Selector.Tag(tag)), soft);
  }

  @Test
  void theOldestBecomesAPurgeOfItsWholeSite() {
    StoredExample hit = stored("shop", "0");
    StoredExample caught = stored("shop", "none");
    StoredExample spared = stored("blog", "none");
    purgeTag("shop", "0", false);
    StoredExample younger = stored("shop", "none");
    purgeTag("shop", "1", false);
    purgeTag("shop", "2", false);
    assertThat(table.counts().folded()).isZero();
    assertThat(table.counts().exact()).isEqualTo(3);

    purgeTag("shop", "3", false);

    assertThat(table.counts().folded()).isOne();
    assertThat(table.counts().exact()).isEqualTo(3);
    assertThat(table.counts().sites()).isOne();
    assertThat(table.check(hit)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(caught)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(spared)).isEqualTo(PurgeState.NONE);
    assertThat(table.check(younger)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void whatWasLookedUpBetweenIsNotCaught() {
    StoredExample used = stored("shop", "none");
    purgeTag("shop", "0", false);
    assertThat(table.check(used)).isEqualTo(PurgeState.NONE);
    for (int i = 1; i <= 3; i++) {
      purgeTag("shop", "" + i, false);
    }
    assertThat(table.counts().folded()).isOne();
    assertThat(table.check(used)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void softPurgesAreFoldedSoftly() {
    StoredExample caught = stored("shop", "none");
    for (int i = 0; i < 4; i++) {
      purgeTag(null, "" + i, true);
    }
    assertThat(table.check(caught)).isEqualTo(PurgeState.SOFT);
  }

  @Test
  void aSelectorPurgedHardAndThenSoftlyIsFoldedAsBoth() {
    StoredExample first = stored("shop", "0");
    purgeTag(null, "0", false);
    StoredExample second = stored("shop", "0");
    purgeTag(null, "0", true);
    StoredExample third = stored("shop", "0");
    for (int i = 1; i < 4; i++) {
      purgeTag(null, "" + i, false);
    }
    assertThat(table.counts().folded()).isOne();
    assertThat(table.check(first)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(second)).isEqualTo(PurgeState.SOFT);
    assertThat(table.check(third)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void purgingASelectorAgainMakesItTheYoungest() {
    StoredExample old = stored("shop", "none");
    purgeTag(null, "0", false);
    StoredExample between = stored("shop", "none");
    purgeTag(null, "1", false);
    purgeTag(null, "2", false);
    purgeTag(null, "0", false);
    purgeTag(null, "3", false);
    assertThat(table.check(old)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(between)).isEqualTo(PurgeState.HARD);
    StoredExample hit = stored("shop", "0");
    purgeTag(null, "0", false);
    assertThat(table.check(hit)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void tooManySitesAreFoldedIntoEverything() {
    StoredExample first = stored("s0", "none");
    StoredExample unnamed = stored("other", "none");
    for (int i = 0; i < 3; i++) {
      table.apply("s" + i, List.of(new Selector.Everything()), false);
    }
    assertThat(table.counts().sites()).isEqualTo(2);
    assertThat(table.check(first)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(unnamed)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(stored("s2", "none"))).isEqualTo(PurgeState.NONE);
  }

  @Test
  void prefixesAndExpressionsHaveBoundsOfTheirOwn() throws ExpressionException {
    StoredExample prefixed = StoredExample.of(table.begin(), "a.example/0/x").site("one");
    StoredExample matched = StoredExample.of(table.begin(), "a.example/").status(400).site("two");
    for (int i = 0; i < 3; i++) {
      table.apply("one", List.of(new Selector.Prefix("a.example/" + i + "/")), false);
      Expression expression = Expression.parse("status == " + (400 + i));
      table.apply("two", List.of(new Selector.Matching(expression)), false);
    }
    PurgeCounts counts = table.counts();
    assertThat(counts.prefixes()).isEqualTo(2);
    assertThat(counts.expressions()).isEqualTo(2);
    assertThat(counts.folded()).isEqualTo(2);
    assertThat(table.check(prefixed)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(matched)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void onePurgeOfMoreSelectorsThanThereIsRoomForLosesNone() {
    StoredExample first = stored("shop", "0");
    StoredExample last = stored("shop", "9");
    List<Selector> tags =
        java.util.stream.IntStream.range(0, 10)
            .<Selector>mapToObj(i -> new Selector.Tag("" + i))
            .toList();
    table.apply("shop", tags, false);
    assertThat(table.counts().exact()).isEqualTo(3);
    assertThat(table.counts().folded()).isEqualTo(7);
    assertThat(table.check(first)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(last)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void longTextsAreFoldedThoughTheyAreFew() {
    StoredExample caught = stored("shop", "none");
    purgeTag("shop", "0".repeat(700), false);
    StoredExample hit = stored("shop", "1".repeat(700));
    purgeTag("shop", "1".repeat(700), false);
    assertThat(table.counts().exact()).isOne();
    assertThat(table.counts().folded()).isOne();
    assertThat(table.check(caught)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(hit)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(stored("shop", "1".repeat(700)))).isEqualTo(PurgeState.NONE);
  }

  @Test
  void sitesWithoutAnyPurgeLeftTakeNoRoom() {
    for (int i = 0; i < 1_000; i++) {
      purgeTag("s" + i, "t", false);
    }
    table.retire();
    PurgeCounts counts = table.counts();
    assertThat(counts.exact()).isZero();
    assertThat(counts.sites()).isZero();
    assertThat(table.scopes()).isZero();
  }
}
