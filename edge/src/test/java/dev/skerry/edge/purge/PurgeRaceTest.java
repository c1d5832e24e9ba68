package dev.skerry.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every order in which a fetch and a purge can meet, one scenario each. */
class PurgeRaceTest {
  private static final List<Selector> TAG = List.of(new Selector.Tag("t"));
  private static final List<Selector> PREFIX = List.of(new Selector.Prefix("a.example/"));

  private final PurgeTable table = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());

  private StoredExample stored(Ticket ticket) {
    return StoredExample.of(ticket, "a.example/p").tags("t");
  }

  private Purge purge(List<Selector> selectors) {
    return table.apply(null, selectors, false);
  }

  private Purge softPurge(List<Selector> selectors) {
    return table.apply(null, selectors, true);
  }

  @Test
  void aPurgeBeforeTheFetchBeganDoesNotConcernIt() {
    purge(TAG);
    assertThat(table.check(stored(table.begin()))).isEqualTo(PurgeState.NONE);
  }

  @Test
  void aPurgeBetweenBeginAndHeadIsFoundAtTheFirstCheck() {
    Ticket ticket = table.begin();
    purge(TAG);
    assertThat(table.check(stored(ticket))).isEqualTo(PurgeState.HARD);
  }

  @Test
  void aPurgeBetweenHeadAndStoreIsFoundByTheCheckAtTheEnd() {
    StoredExample filling = stored(table.begin());
    assertThat(table.check(filling)).isEqualTo(PurgeState.NONE);
    purge(TAG);
    assertThat(table.check(filling)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void aPurgeByTagsThatAreKnownOnlyAtTheHeadIsFoundThough() {
    Ticket ticket = table.begin();
    purge(List.of(new Selector.Tag("known at the head")));
    StoredExample head = stored(ticket).tags("known at the head");
    assertThat(table.check(head)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void aPurgeAfterStoringIsFoundByTheNextLookUp() {
    StoredExample stored = stored(table.begin());
    assertThat(table.check(stored)).isEqualTo(PurgeState.NONE);
    purge(List.of(new Selector.Tag("another")));
    assertThat(table.check(stored)).isEqualTo(PurgeState.NONE);
    purge(TAG);
    assertThat(table.check(stored)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(stored)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void aPurgeDuringValidationOutlivesTheFreshening() {
    StoredExample stored = stored(table.begin());
    Ticket validation = table.begin();
    assertThat(table.check(stored)).isEqualTo(PurgeState.NONE);
    purge(TAG);
    StoredExample freshened = stored.with(validation);
    stored.ticket().release();
    assertThat(table.check(freshened)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void aHardPurgeBetweenBeginAndCheckForbidsTheValidation() {
    StoredExample stored = stored(table.begin());
    purge(TAG);
    Ticket validation = table.begin();
    assertThat(table.check(stored)).isEqualTo(PurgeState.HARD);
    validation.release();
  }

  @Test
  void aSoftPurgeIsOverOnceValidated() {
    StoredExample stored = stored(table.begin());
    softPurge(TAG);
    Ticket validation = table.begin();
    assertThat(table.check(stored)).isEqualTo(PurgeState.SOFT);
    StoredExample freshened = stored.with(validation);
    stored.ticket().release();
    assertThat(table.check(freshened)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void softThenHardIsHard() {
    StoredExample looked = stored(table.begin());
    StoredExample unlooked = stored(table.begin());
    softPurge(TAG);
    assertThat(table.check(looked)).isEqualTo(PurgeState.SOFT);
    assertThat(table.check(looked)).isEqualTo(PurgeState.SOFT);
    purge(TAG);
    assertThat(table.check(looked)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(unlooked)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void hardThenSoftStaysHard() {
    StoredExample looked = stored(table.begin());
    StoredExample unlooked = stored(table.begin());
    purge(TAG);
    assertThat(table.check(looked)).isEqualTo(PurgeState.HARD);
    softPurge(TAG);
    assertThat(table.check(looked)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(unlooked)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(stored(table.begin()))).isEqualTo(PurgeState.NONE);
  }

  @Test
  void aSoftPurgeIsRememberedAcrossOtherPurgesAndForgetting() {
    StoredExample stored = stored(table.begin());
    softPurge(TAG);
    assertThat(table.revisit(stored)).isEqualTo(PurgeState.SOFT);
    purge(List.of(new Selector.Tag("another")));
    table.retire();
    assertThat(table.revisit(stored)).isEqualTo(PurgeState.SOFT);
    table.retire();
    assertThat(table.counts().exact()).isZero();
    assertThat(table.check(stored)).isEqualTo(PurgeState.SOFT);
  }

  @Test
  void aReplayedNumberChangesNothing() {
    StoredExample before = stored(table.begin());
    Purge purge = new Purge(10, 0, null, TAG, false);
    assertThat(table.apply(purge)).isTrue();
    assertThat(table.check(before)).isEqualTo(PurgeState.HARD);
    StoredExample after = stored(table.begin());
    assertThat(table.apply(purge)).isFalse();
    assertThat(table.apply(new Purge(4, 0, null, TAG, false))).isFalse();
    assertThat(table.latest()).isEqualTo(10);
    assertThat(table.check(after)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void numbersMayLeaveGapsAndOwnPurgesFollowThem() {
    table.apply(new Purge(10, 0, null, TAG, false));
    StoredExample stored = stored(table.begin());
    assertThat(stored.ticket().sequence()).isEqualTo(10);
    assertThat(purge(TAG).sequence()).isEqualTo(11);
    assertThat(table.check(stored)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void nothingIsForgottenWhileAFetchBegunBeforeIsUnderWay() {
    Ticket fetch = table.begin();
    purge(TAG);
    purge(PREFIX);
    table.retire();
    table.retire();
    assertThat(table.counts().exact()).isOne();
    assertThat(table.counts().prefixes()).isOne();
    assertThat(table.check(stored(fetch))).isEqualTo(PurgeState.HARD);
  }

  @Test
  void aFetchBegunAfterAPurgeDoesNotKeepItRemembered() {
    purge(TAG);
    Ticket later = table.begin();
    table.retire();
    assertThat(table.counts().exact()).isOne();
    Ticket latest = table.begin();
    later.release();
    table.retire();
    assertThat(table.counts().exact()).isZero();
    assertThat(latest.isReleased()).isFalse();
  }

  @Test
  void aPurgeIsForgottenOnceAllThatIsOlderIsGone() {
    Ticket fetch = table.begin();
    purge(TAG);
    table.retire();
    fetch.release();
    fetch.release();
    table.retire();
    assertThat(table.counts().exact()).isZero();
    assertThat(table.counts().tickets()).isZero();
    assertThat(table.counts().forgotten()).isOne();
  }

  @Test
  void aPrefixIsForgottenOnceAllThatIsOlderWasRevisited() {
    StoredExample other = StoredExample.of(table.begin(), "b.example/");
    StoredExample hit = StoredExample.of(table.begin(), "a.example/");
    purge(PREFIX);
    assertThat(table.wantsRevisit()).isTrue();
    table.retire();
    assertThat(table.revisit(other)).isEqualTo(PurgeState.NONE);
    table.retire();
    assertThat(table.counts().prefixes()).isOne();
    assertThat(table.revisit(hit)).isEqualTo(PurgeState.HARD);
    table.retire();
    assertThat(table.counts().prefixes()).isZero();
    assertThat(table.wantsRevisit()).isFalse();
    assertThat(table.check(hit)).isEqualTo(PurgeState.HARD);
    assertThat(table.check(other)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void aFetchBegunBeforeAPrefixPurgeIsFoundHoweverLateItIsStored() {
    Ticket slow = table.begin();
    StoredExample quick = StoredExample.of(table.begin(), "a.example/quick");
    purge(PREFIX);
    table.retire();
    assertThat(table.revisit(quick)).isEqualTo(PurgeState.HARD);
    quick.ticket().release();
    table.retire();
    assertThat(table.check(stored(slow))).isEqualTo(PurgeState.HARD);
  }

  @Test
  void aCheckThatEndsAfterItsTicketWasReleasedTrustsNothing() {
    StoredExample evicted = stored(table.begin());
    purge(TAG);
    evicted.ticket().release();
    table.retire();
    assertThat(table.counts().exact()).isZero();
    assertThat(table.check(evicted)).isEqualTo(PurgeState.HARD);
  }

  @Test
  void anEvictedResponseStillInUseIsAsGoodAsItWasIfNothingWasPurgedSince() {
    StoredExample evicted = stored(table.begin());
    evicted.ticket().release();
    assertThat(table.check(evicted)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void revisitingWhatIsReleasedCountsNobody() {
    StoredExample gone = stored(table.begin());
    gone.ticket().release();
    purge(TAG);
    table.retire();
    table.revisit(gone);
    assertThat(table.counts().tickets()).isZero();
  }

  @Test
  void whatMayBecomeTooLargeWhileItFillsIsPurged() throws ExpressionException {
    StoredExample filling = stored(table.begin()).size(-1);
    List<Selector> large = List.of(new Selector.Matching(Expression.parse("size > 1MB")));
    purge(large);
    assertThat(table.check(filling)).isEqualTo(PurgeState.HARD);
    StoredExample next = stored(table.begin()).size(500);
    purge(large);
    assertThat(table.check(next)).isEqualTo(PurgeState.NONE);
  }

  @Test
  void moreEpochsThanThereIsRoomForMakeForgettingLateNotWrong() {
    PurgeTable small = new PurgeTable(new PurgeLimits(100, 1, 1, 1, 2), InstantSource.system());
    Ticket[] tickets = new Ticket[10];
    for (int i = 0; i < tickets.length; i++) {
      tickets[i] = small.begin();
      small.apply(tag(i), List.of(new Selector.Tag("t" + i)), false);
      small.retire();
    }
    assertThat(small.counts().epochs()).isEqualTo(2);
    for (int i = 0; i < tickets.length; i++) {
      StoredExample older = stored(tickets[i]).tags("t" + i);
      assertThat(small.check(older)).isEqualTo(PurgeState.HARD);
      tickets[i].release();
    }
    small.retire();
    assertThat(small.counts().exact()).isZero();
    assertThat(small.counts().epochs()).isOne();
  }

  private static @Nullable String tag(int i) {
    return i % 2 == 0 ? null : "shop";
  }
}
