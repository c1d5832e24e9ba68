package dev.skerry.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.Fields;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Content that turns out to be damaged after it was stored: its check goes on while it is used. */
class BrokenContentTest {
  private static final long LIMIT = 8 << 20;
  private static final CacheKey KEY = new CacheKey("site", "http", "example.com/", null);

  private final PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
  private final ResponseStore store = new ResponseStore(LIMIT, 8, purges);
  private final ContentMemory memory = TestMemory.of(LIMIT, new FillBudget(LIMIT), store);
  private final Content content = new Content(10, LIMIT, memory);
  private final TierTwin tier = new TierTwin(version -> response());
  private final StoredResponse stored = response();

  BrokenContentTest() {
    store.putAbove(tier);
    assertThat(store.adopt(stored, () -> true)).isTrue();
    tier.evicted(stored);
  }

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(content.release()).isTrue();
    assertThat(store.contentBytes()).isZero();
    memory.close();
  }

  @Test
  void itIsNotFoundAnyMoreAndGoesFromBothTiers() {
    fail();
    assertThat(store.isUsable(stored)).isFalse();
    assertGone();
  }

  @Test
  void itIsNotFoundUnderAHeadThatAValidationHasReplaced() {
    StoredResponse fresh =
        Objects.requireNonNull(
            stored.withHead(
                stored.head().freshened(Fields.of("age", "1"), freshness(), purges.begin())));
    assertThat(store.replace(stored, fresh)).isTrue();
    fail();
    assertGone();
  }

  @Test
  void whoFoundItDamagedTakesItAwayUnderAnyHead() {
    StoredResponse fresh =
        Objects.requireNonNull(
            stored.withHead(
                stored.head().freshened(Fields.of("age", "1"), freshness(), purges.begin())));
    assertThat(store.replace(stored, fresh)).isTrue();
    store.remove(KEY, stored);
    fail();
    assertThat(store.keys()).isZero();
    assertGone();
  }

  private void fail() {
    content.fail(ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, null));
  }

  private void assertGone() {
    assertThat(store.lookup(KEY)).isEmpty();
    assertThat(store.keys()).isZero();
    assertThat(tier.kept()).isNull();
  }

  private static Freshness freshness() {
    return new Freshness(0, 0, 1000, 0, 0, Freshness.Source.MAX_AGE, Freshness.Staleness.ALLOWED);
  }

  private StoredResponse response() {
    StoredHead head =
        StoredHead.of(
            KEY,
            200,
            PackedFields.of(Fields.EMPTY),
            freshness(),
            Vary.NONE,
            "",
            List.of(),
            purges.begin());
    return StoredResponse.of(head, content);
  }
}
