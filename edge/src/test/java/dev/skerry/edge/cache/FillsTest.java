package dev.skerry.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.Fields;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FillsTest {
  private static final int STEPS = 20_000;
  private static final CacheKey KEY = new CacheKey("site", "http", "example.com/", null);

  private final PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
  private final Content content = new Content(0, 1, TestMemory.of(new FillBudget(1)));
  private final Fills fills = new Fills(1_000);

  @AfterEach
  void nothingIsLeft() {
    assertThat(fills.size()).isZero();
    assertThat(fills.bytes()).isZero();
  }

  @Test
  void whoeverAsksWithTheSameSelectingValuesJoins() {
    Fills.Place leader = join("de");
    Fills.Place follower = join("de");
    Fills.Place other = join("en");
    assertThat(leader.leads()).isTrue();
    assertThat(follower).isEqualTo(new Fills.Place(leader.fill(), false));
    assertThat(other.leads()).isTrue();
    fills.end(leader.fill());
    fills.end(other.fill());
  }

  @Test
  void nobodyJoinsAFillThatIsAloneUntilItsResponseIsShared() {
    Fill alone = fills.alone(KEY);
    Fills.Place place = join("");
    assertThat(place.leads()).isTrue();
    fills.end(place.fill());
    assertThat(fills.anyShared(KEY)).isNull();
    fills.resolve(alone, new Fill.Outcome.Shared(response()));
    assertThat(join("")).isEqualTo(new Fills.Place(alone, false));
    fills.end(alone);
  }

  @Test
  void aFillThatEndedBeforeItsResponseWasSharedIsNotJoined() {
    Fill alone = fills.alone(KEY);
    fills.end(alone);
    fills.resolve(alone, new Fill.Outcome.Shared(response()));
    Fills.Place place = join("");
    assertThat(place.leads()).isTrue();
    fills.end(alone);
    fills.end(place.fill());
  }

  @Test
  void nobodyJoinsWhatHasBeenInvalidatedButForWhoeverInvalidatedIt() {
    Fill own = join("own").fill();
    Fill other = join("other").fill();
    fills.invalidateAllBut(own, KEY);
    assertThat(own.isInvalidated()).isFalse();
    assertThat(other.isInvalidated()).isTrue();
    assertThat(join("own").leads()).isFalse();
    Fills.Place anew = join("other");
    assertThat(anew.leads()).isTrue();
    List.of(own, other, anew.fill()).forEach(fills::end);
  }

  @Test
  void manyFillsOfOneKeyAreAsThoseOfATwin() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Set<Fill> led = new LinkedHashSet<>();
    Set<Fill> all = new LinkedHashSet<>();
    Set<Fill> shared = new HashSet<>();
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(5)) {
        case 0 -> all.add(fills.alone(KEY));
        case 1 -> {
          String variant = "" + random.nextInt(20);
          Fills.Place place =
              fills.joinOrLead(
                  KEY, variant, stored -> false, System.nanoTime(), Long.MAX_VALUE / 2);
          boolean known = led.stream().anyMatch(fill -> fill.variant().equals(variant));
          assertThat(place.leads()).as("seed %d step %d", seed, step).isEqualTo(!known);
          led.add(place.fill());
          all.add(place.fill());
        }
        case 2 -> {
          Fill any = any(all, random);
          if (any != null && shared.add(any)) {
            led.remove(any);
            fills.resolve(any, new Fill.Outcome.Shared(response()));
          }
        }
        case 3 -> {
          Fill any = any(all, random);
          if (any != null) {
            fills.resolve(
                any, new Fill.Outcome.Failed(ProxyError.of(ProxyError.Type.DNS_ERROR, null)));
            all.remove(any);
            led.remove(any);
            shared.remove(any);
          }
        }
        default -> {
          Fill any = any(all, random);
          if (any != null) {
            fills.end(any);
            fills.end(any);
            all.remove(any);
            led.remove(any);
            shared.remove(any);
          }
        }
      }
      assertThat(fills.size()).as("seed %d step %d", seed, step).isEqualTo(all.isEmpty() ? 0 : 1);
      assertThat(fills.bytes()).as("each once").isEqualTo(all.size() * 1024L);
      assertThat(fills.findShared(KEY, stored -> true) != null).isEqualTo(!shared.isEmpty());
    }
    fills.invalidateAllBut(null, KEY);
    assertThat(all).as("seed %d", seed).allMatch(Fill::isInvalidated);
    all.forEach(fills::end);
  }

  private static @Nullable Fill any(Set<Fill> of, Random random) {
    List<Fill> all = new ArrayList<>(of);
    return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
  }

  private Fills.Place join(String variant) {
    return fills.joinOrLead(KEY, variant, stored -> true, System.nanoTime(), Long.MAX_VALUE / 2);
  }

  private StoredResponse response() {
    StoredHead head =
        StoredHead.of(
            KEY,
            200,
            PackedFields.of(Fields.EMPTY),
            new Freshness(0, 0, 1000, 0, 0, Freshness.Source.MAX_AGE, Freshness.Staleness.ALLOWED),
            Vary.NONE,
            "",
            List.of(),
            purges.begin());
    return StoredResponse.of(head, content);
  }
}
