package dev.skerry.origin.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.objects.LifecycleRule.Expiration;
import dev.skerry.origin.objects.LifecycleRule.Filter;
import dev.skerry.origin.objects.LifecycleRule.Noncurrent;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.S3;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of objects with time. */
class LifecycleTest {
  @TempDir private Path folder;
  private List<LifecycleRule> rules = List.of();

  private void round(StoreUnderTest store) {
    new Lifecycle(
            store.engine(),
            store.objects(),
            ObjectsSettings.of(store.time),
            new Lifecycle.Rules("lifecycle", octets -> rules),
            () -> false)
        .round();
  }

  private static LifecycleRule rule(
      String prefix, @Nullable Expiration expiration, @Nullable Noncurrent noncurrent) {
    return new LifecycleRule("rule", Filter.of(prefix), expiration, noncurrent, 2);
  }

  private static List<String> versions(StoreUnderTest store, Bucket bucket) {
    return store.objects().listing().versions(bucket, ListQuestion.first(100)).items().stream()
        .map(one -> one.version().key() + (one.version() instanceof DeleteMarker ? "!" : ""))
        .toList();
  }

  @Test
  void anObjectExpiresAtTheEndOfItsLastDay() {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket = store.bucket("b");
      store.objects().settings().set(bucket, "lifecycle", Octets.NONE);
      rules = List.of(rule("a/", new Expiration(1, null, false), null));
      store.time.advance(Duration.ofHours(6));
      store.put(bucket, "a/1", new byte[10]);
      store.put(bucket, "b/1", new byte[10]);
      store.time.advance(Duration.ofHours(41));
      round(store);
      assertThat(versions(store, bucket)).containsExactly("a/1", "b/1");
      store.time.advance(Duration.ofHours(1));
      round(store);
      assertThat(versions(store, bucket)).containsExactly("b/1");
    }
  }

  @Test
  void olderVersionsGoBeforeTheMarkerThatIsLeftAlone() {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket =
          store.objects().buckets().setVersioning(store.bucket("b"), Versioning.ENABLED);
      store.objects().settings().set(bucket, "lifecycle", Octets.NONE);
      rules = List.of(rule("", new Expiration(3, null, true), new Noncurrent(2, 1)));
      for (int i = 0; i < 3; i++) {
        store.put(bucket, "k", new byte[i]);
        store.time.advance(Duration.ofSeconds(1));
      }
      store.time.advance(Duration.ofDays(3));
      round(store);
      assertThat(versions(store, bucket)).as("one older is kept").containsExactly("k", "k");
      store.time.advance(Duration.ofDays(1));
      round(store);
      assertThat(versions(store, bucket)).containsExactly("k!", "k", "k");
      store.time.advance(Duration.ofDays(3));
      round(store);
      assertThat(versions(store, bucket)).containsExactly("k!", "k");
      rules = List.of(rule("", new Expiration(3, null, true), new Noncurrent(2, 0)));
      round(store);
      round(store);
      assertThat(versions(store, bucket)).isEmpty();
    }
  }

  @Test
  void aLockedVersionStaysAndAnAbandonedUploadGoes() {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket =
          store.objects().buckets().setVersioning(store.bucket("b"), Versioning.ENABLED);
      bucket = store.objects().buckets().enableLock(bucket);
      store.objects().settings().set(bucket, "lifecycle", Octets.NONE);
      rules = List.of(rule("", null, new Noncurrent(1, 0)));
      ObjectVersion kept = store.put(bucket, "k", new byte[1]);
      Instant until = store.time.instant().plus(Duration.ofDays(9));
      store
          .objects()
          .writes()
          .setRetention(
              bucket,
              "k",
              kept.id(),
              new ObjectLock.Retention(ObjectLock.Mode.COMPLIANCE, until),
              false);
      store.put(bucket, "k", new byte[2]);
      store
          .objects()
          .uploads()
          .create(bucket, new NewUpload("u", "me", "me", Traits.PLAIN, Encryption.NONE, null));
      store.time.advance(Duration.ofDays(4));
      round(store);
      assertThat(versions(store, bucket)).containsExactly("k", "k");
      assertThat(store.objects().listing().uploads(bucket, ListQuestion.first(9)).items())
          .isEmpty();
      store.time.advance(Duration.ofDays(9));
      round(store);
      assertThat(versions(store, bucket)).containsExactly("k");
    }
  }

  private static LifecycleRule moving(Filter filter, Moves moves) {
    return new LifecycleRule("rule", filter, null, null, 0, moves);
  }

  private static List<String> classes(StoreUnderTest store, Bucket bucket) {
    return store.objects().listing().versions(bucket, ListQuestion.first(100)).items().stream()
        .map(one -> (ObjectVersion) one.version())
        .map(one -> one.key() + ' ' + one.traits().storageClass())
        .toList();
  }

  @Test
  void objectsMoveDownFromClassToClassAndNeverBack() {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket = store.bucket("b");
      store.objects().settings().set(bucket, "lifecycle", Octets.NONE);
      Moves moves =
          new Moves(
              List.of(
                  new Moves.Current(60, null, StorageClass.GLACIER),
                  new Moves.Current(30, null, StorageClass.STANDARD_IA)),
              List.of(),
              false);
      rules = List.of(moving(Filter.of("a"), moves));
      ObjectVersion put = store.put(bucket, "a", new byte[128 << 10]);
      store.put(bucket, "a-small", new byte[(128 << 10) - 1]);
      store.put(bucket, "b", new byte[128 << 10]);
      store.time.advance(Duration.ofDays(31));
      round(store);
      assertThat(classes(store, bucket))
          .containsExactly("a STANDARD_IA", "a-small STANDARD", "b STANDARD");
      store.time.advance(Duration.ofDays(30));
      round(store);
      round(store);
      assertThat(classes(store, bucket))
          .containsExactly("a GLACIER", "a-small STANDARD", "b STANDARD");
      assertThat(store.objects().reads().find(bucket, "a"))
          .isEqualTo(put.with(put.traits().withStorageClass(StorageClass.GLACIER)));
    }
  }

  @Test
  void smallObjectsMoveWhereTheRuleNamesASizeOrTheyMayGoToArchives() {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket = store.bucket("b");
      store.objects().settings().set(bucket, "lifecycle", Octets.NONE);
      store.put(bucket, "a", new byte[1]);
      store.put(bucket, "b", new byte[1]);
      store.put(bucket, "c", new byte[1]);
      List<Moves.Current> archive = List.of(new Moves.Current(0, null, StorageClass.GLACIER));
      List<Moves.Current> seldom = List.of(new Moves.Current(0, null, StorageClass.GLACIER_IR));
      Filter sized = new Filter("b", List.of(), 0L, null);
      rules =
          List.of(
              moving(Filter.of("a"), new Moves(archive, List.of(), true)),
              moving(sized, new Moves(seldom, List.of(), false)),
              moving(Filter.of("c"), new Moves(seldom, List.of(), true)));
      store.time.advance(Duration.ofDays(1));
      round(store);
      assertThat(classes(store, bucket)).containsExactly("a GLACIER", "b GLACIER_IR", "c STANDARD");
    }
  }

  @Test
  void versionsThatAreNotCurrentMoveByTheirOwnAge() {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket =
          store.objects().buckets().setVersioning(store.bucket("b"), Versioning.ENABLED);
      store.objects().settings().set(bucket, "lifecycle", Octets.NONE);
      List<Moves.Noncurrent> old = List.of(new Moves.Noncurrent(2, 1, StorageClass.GLACIER));
      rules = List.of(moving(Filter.of(""), new Moves(List.of(), old, true)));
      for (int i = 0; i < 3; i++) {
        store.put(bucket, "k", new byte[i]);
        store.time.advance(Duration.ofSeconds(1));
      }
      store.time.advance(Duration.ofDays(1));
      round(store);
      assertThat(classes(store, bucket)).containsExactly("k STANDARD", "k STANDARD", "k STANDARD");
      store.time.advance(Duration.ofDays(2));
      round(store);
      assertThat(classes(store, bucket)).containsExactly("k STANDARD", "k STANDARD", "k GLACIER");
    }
  }

  @Test
  void theRulesOfADocumentAreCarriedOutThatAreInForce() {
    try (StoreUnderTest store = new StoreUnderTest(folder, 100)) {
      Bucket bucket = store.bucket("b");
      Octets document =
          Octets.of(
              """
              <LifecycleConfiguration>
                <Rule><ID>on</ID><Filter><Prefix>a/</Prefix></Filter><Status>Enabled</Status>
                  <Expiration><Days>1</Days></Expiration></Rule>
                <Rule><ID>off</ID><Filter/><Status>Disabled</Status>
                  <Expiration><Days>1</Days></Expiration></Rule>
              </LifecycleConfiguration>\
              """);
      store.objects().settings().set(bucket, S3.LIFECYCLE, document);
      store.put(bucket, "a/1", new byte[10]);
      store.put(bucket, "b/1", new byte[10]);
      store.time.advance(Duration.ofDays(3));
      new Lifecycle(
              store.engine(),
              store.objects(),
              ObjectsSettings.of(store.time),
              new Lifecycle.Rules(S3.LIFECYCLE, S3::lifecycleRules),
              () -> false)
          .round();
      assertThat(versions(store, bucket)).containsExactly("b/1");
    }
  }
}
